"""The word that a noun phrase is about."""

from __future__ import annotations

import pytest

from index.text.noun_phrases import AMOUNTS, place_of_head


@pytest.mark.parametrize(
    ("phrase", "place"),
    [
        ("funding", 0),
        ("initial funding", 1),
        ("initial funding for its new strategy", 1),
        ("the mayor of Cole", 1),
        ("a range of experts", 3),
        ("A range of experts of the board", 3),
        ("half of the hundreds of pilots", 5),
        ("a range of", 1),
        ("a Number of pilots", 3),
        ("the end of a range of experts", 1),
        ("for", 0),
    ],
)
def test_the_head_is_the_last_word_before_what_belongs_to_it(phrase: str, place: int):
    assert place_of_head(phrase.split(), {"for", "of", "in"}, AMOUNTS) == place


def test_only_what_ends_a_head_ends_it():
    assert place_of_head("the mayor of Cole".split(), {"for"}, AMOUNTS) == 3
    assert place_of_head("a range of experts".split(), {"of"}, set()) == 1
