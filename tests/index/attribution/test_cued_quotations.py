"""Quotations with a name and a verb of speech right beside them."""

from __future__ import annotations

import pytest

from index.attribution.cued_quotations import find_cued_quotations
from index.records import Span
from index.text.quotations import find_quotations


def cued(text: str) -> list[tuple[str, str, str]]:
    """Speaker, cue and content of each."""
    marks = [Span(one.start, one.end) for one in find_quotations(text)]
    rows = list(find_cued_quotations(text, marks))
    assert all(row.has_quotation and row.is_all_quotation for row in rows)
    assert all(row.speaker_span is not None for row in rows)
    return [
        (text[slice(*row.speaker_span)], text[slice(*row.cue_span)], text[slice(*row.content)])
        for row in rows
        if row.speaker_span
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "cue"),
    [
        ("“We stay open,” said Anna Holm.", "Anna Holm", "said"),
        ("“We stay open,” Anna Holm said.", "Anna Holm", "said"),
        ("“We stay open,” says Dr. Anna van der Holm on Monday.", "Dr. Anna van der Holm", "says"),
        ("“We stay open”\u00a0said Holm", "Holm", "said"),
        ("„We stay open“ added Anna Holm.", "Anna Holm", "added"),
        ("Anna Holm said: “We stay open.”", "Anna Holm", "said"),
        ("Anna Holm said, “We stay open.”", "Anna Holm", "said"),
        ("It rained. In May Otto Lind left and Anna Holm said: “We stay.”", "Anna Holm", "said"),
        ("Anna Holm added: «We stay open.»", "Anna Holm", "added"),
    ],
)
def test_a_name_and_a_verb_beside_a_quotation(text: str, speaker: str, cue: str):
    ((named, verb, content),) = cued(text)
    assert (named, verb) == (speaker, cue)
    assert content.strip("“”„«».,") in ("We stay", "We stay open")


@pytest.mark.parametrize(
    "text",
    [
        "“We stay open,” she said.",
        "“We stay open,” said the mayor.",
        "“We stay open.”\nAnna Holm said no.",
        "“We stay open.”\nsaid Anna Holm",
        "“We stay open,” Anna Holm opened.",
        "“We stay open,” opened Anna Holm.",
        "“We stay open,” Anna Holm attacked them.",
        "“We stay open,” Anna Holm",
        "“We stay open,” said",
        "“We stay open,”said Anna Holm.",
        "Anna Holm opened: “We stay open.”",
        "Anna Holm said “We stay open.”",
        "Anna Holm said it is safe: “We stay open.”",
        "said: “We stay open.”",
        "Anna Holm: “We stay open.”",
        "Anna Holm, said: “We stay open.”",
        "Anna Holm said. " + "It rains. " * 9 + "“We stay open.”",
    ],
)
def test_anything_else_beside_a_quotation_names_nobody(text: str):
    assert cued(text) == []


def test_each_quotation_has_its_own_speaker_and_offsets():
    text = "Far away and long ago. “We stay,” said Anna Holm.\nOtto Lind said: “We go.”"
    assert cued(text) == [
        ("Anna Holm", "said", "“We stay,”"),
        ("Otto Lind", "said", "“We go.”"),
    ]


def test_the_name_behind_is_surer_than_the_one_in_front():
    assert cued("Otto Lind said: “We go,” said Anna Holm.") == [("Anna Holm", "said", "“We go,”")]


def test_the_name_right_in_front_is_meant():
    far = "Otto Lind said that it rained a lot, and then at the end of the very last of the days "
    text = f"{far}Anna Holm said: “We stay.”"
    assert cued(text) == [("Anna Holm", "said", "“We stay.”")]
