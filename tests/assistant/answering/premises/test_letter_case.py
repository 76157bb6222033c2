"""Capitals restored in questions typed without them."""

from __future__ import annotations

import pytest
from support.people_of_names import people_of_names

from assistant.answering.premises.letter_case import restore_capitals

PEOPLE = people_of_names(["Jamie Strand", "Condoleezza Rice", "Ada Brandt", "Otto Klein"])


@pytest.mark.parametrize(
    ("typed", "restored"),
    [
        ("what did jamie strand say about pay", "what did Jamie Strand say about pay"),
        ("what did brandt say?", "what did Brandt say?"),
        ("has klein ever denied it", "has Klein ever denied it"),
        ("who is brandt?", "who is Brandt?"),
        ("what's brandt's job?", "what's Brandt's job?"),
        ("and ada brandt's view of otto klein?", "and Ada Brandt's view of Otto Klein?"),
        ("WHAT DID BRANDT SAY?", "what did Brandt say?"),
        ("WHO CLEARED THE CHANNEL?", "who cleared the channel?"),
        ("how much rice was sold on the strand?", "how much rice was sold on the strand?"),
        ("what did the small print say?", "what did the small print say?"),
        ("What did Otto say about klein?", "What did Otto say about klein?"),
        ("why?", "why?"),
        ("what did the young klein consider?", "what did the young klein consider?"),
        ("what was said by klein?", "what was said by Klein?"),
    ],
)
def test_names_get_capitals_where_they_are_surely_names(typed: str, restored: str):
    assert restore_capitals(typed, PEOPLE) == restored
