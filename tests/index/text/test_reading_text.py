"""The text as it is read, and the way back from it to the document's text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.records import Span
from index.text.reading_text import MarkKind, ReadingMark, make_reading_text

ASIDE, SPACE, NOTHING, DIVISION = MarkKind


def _mark(text: str, words: str, kind: MarkKind) -> ReadingMark:
    start = text.index(words)
    return ReadingMark(start, start + len(words), kind)


def test_text_without_marks_is_read_as_it_stands() -> None:
    reading = make_reading_text("One.\nTwo.", [])

    assert reading.text == "One.\nTwo."
    assert reading.to_document(5, 8) == Span(5, 8)
    assert reading.from_document(5, 8) == Span(5, 8)


@pytest.mark.parametrize(
    ("text", "words", "kind", "read"),
    [
        (
            "lowered until\n\n2\nMINISTRY\n\nthe end",
            "\n\n2\nMINISTRY\n\n",
            ASIDE,
            "lowered until the end",
        ),
        ("A heading\nMENU\nA paragraph", "MENU", ASIDE, "A heading\n\nA paragraph"),
        ("---\ntitle: x\n---\nText", "---\ntitle: x\n---\n", ASIDE, "Text"),
        ("a broken\n  line", "\n  ", SPACE, "a broken line"),
        ("an inde-\npendent body", "-\n", DIVISION, "an independent body"),
        ("said *Holm*.", "*", NOTHING, "said Holm*."),
    ],
)
def test_each_kind_of_mark(text: str, words: str, kind: MarkKind, read: str) -> None:
    assert make_reading_text(text, [_mark(text, words, kind)]).text == read


def test_span_with_a_hole_leads_back_to_all_of_its_characters() -> None:
    text = "It sinks until\n2\nHEAD\nthe end. More."
    reading = make_reading_text(text, [_mark(text, "\n2\nHEAD\n", ASIDE)])
    start = reading.text.index("It")
    span = reading.to_document(start, reading.text.index(" More"))

    assert text[span.start : span.end] == "It sinks until\n2\nHEAD\nthe end."
    assert reading.from_document(*span) == (0, len("It sinks until the end."))
    assert reading.from_document(text.index("HEAD"), text.index("HEAD") + 4) == (15, 15)


def test_mark_inside_an_aside_changes_nothing() -> None:
    text = "one\ntwo\nthree"
    marks = [
        ReadingMark(3, 8, ASIDE),
        ReadingMark(3, 4, SPACE),
        ReadingMark(7, 8, SPACE),
        ReadingMark(5, 90, ASIDE),
    ]

    assert make_reading_text(text, marks).text == "one"


@given(
    st.text(alphabet="ab \n", max_size=30),
    st.lists(
        st.tuples(st.integers(-2, 32), st.integers(-2, 32), st.sampled_from(list(MarkKind))),
        max_size=8,
    ),
)
def test_every_character_that_is_read_leads_back_to_its_own_place(
    text: str, given_marks: list[tuple[int, int, MarkKind]]
) -> None:
    reading = make_reading_text(text, [ReadingMark(*mark) for mark in given_marks])

    for at, character in enumerate(reading.text):
        place = reading.to_document(at, at + 1)
        if text[place.start] == character:
            assert place == Span(place.start, place.start + 1)
            assert reading.from_document(*place).start in (at, at + 1)
        else:  # a space that stands for a mark
            assert character == " "
            assert any(mark.start == place.start for mark in reading.marks)
    places = [reading.to_document(at, at + 1).start for at in range(len(reading.text))]
    assert places == sorted(set(places))
