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


def test_words_divided_at_line_ends_have_another_reading() -> None:
    text = "Say the north-\nwest wind of a well-\nknown, anti-\nAmerican man**ner**"
    reading = make_reading_text(
        text,
        [
            _mark(text, "-\nw", DIVISION)._replace(end=text.index("west")),
            _mark(text, "\nk", NOTHING)._replace(end=text.index("known")),
            _mark(text, "\nA", NOTHING)._replace(end=text.index("American")),
            _mark(text, "**n", NOTHING)._replace(end=text.index("ner")),
        ],
    )
    assert reading.text == "Say the northwest wind of a well-known, anti-American manner**"
    assert [reading.text[at:].split()[0] for at in reading.divisions] == ["west"]
    assert [reading.text[at:].split()[0] for at in reading.line_end_hyphens] == [
        "known,",
        "American",
    ]
    assert reading.other_readings(1).splitlines() == [
        "the north-west wind",
        "a wellknown, anti-American",
        "well-known, antiAmerican manner**",
    ]


def test_a_text_without_divided_words_has_no_other_reading() -> None:
    reading = make_reading_text("a\nb - c", [ReadingMark(1, 2, NOTHING)])
    assert (reading.divisions, reading.line_end_hyphens, reading.other_readings(8)) == ((), (), "")
