"""Quotations that a layout sets apart are their speakers', named above or below them."""

from __future__ import annotations

import pytest

from index.attribution.block_quotations import find_block_quotations
from index.ingest.format_registry import extract_document
from index.records import Span
from index.text.reading_text import make_reading_text

QUOTE = "We will not raise the fee.\nIt stays as it is."


def _speakers(text: str, quotation: str) -> list[tuple[str, str]]:
    start = text.index(quotation)
    found = find_block_quotations(text, [Span(start, start + len(quotation))])
    return [(text[slice(*turn.content)], text[slice(*turn.speaker)]) for turn in found]


@pytest.mark.parametrize(
    ("above", "speaker"),
    [
        ("The chair, Ilse Varga, told the council on 14 October 2024:", "The chair, Ilse Varga"),
        ("Ilse Varga said:", "Ilse Varga"),
        ("The minister wrote in a letter:", "The minister"),
        ("According to the Harbour Board:", "the Harbour Board"),
    ],
)
def test_the_sentence_above_names_the_speaker(above: str, speaker: str) -> None:
    assert _speakers(f"A title\n{above}\n{QUOTE}\nNext.", QUOTE) == [
        ("We will not raise the fee.", speaker),
        ("It stays as it is.", speaker),
    ]


@pytest.mark.parametrize("below", ["— Ilse Varga", "– Ilse Varga, chair of the board"])
@pytest.mark.parametrize("inside", [True, False])
def test_the_line_below_names_the_speaker(below: str, inside: bool) -> None:
    quotation = f"{QUOTE}\n{below}" if inside else QUOTE

    found = _speakers(f"Some text.\n{QUOTE}\n{below}\nNext.", quotation)

    assert [speaker for _, speaker in found] == ["Ilse Varga", "Ilse Varga"]


@pytest.mark.parametrize(
    "text",
    [
        f"The rules are these:\n{QUOTE}\nNext.",
        f"In a statement, she added:\n{QUOTE}\nNext.",
        f"Ilse Varga came late.\n{QUOTE}\nNext.",
        f"Some text.\n{QUOTE}\n- a list begins here\nNext.",
        QUOTE,
    ],
)
def test_where_nobody_is_named_nobody_speaks(text: str) -> None:
    assert _speakers(text, QUOTE) == []


def test_a_quotation_with_marks_is_left_to_the_rules_for_those() -> None:
    assert _speakers("Ilse Varga said:\n“It stays.”\nNext.", "“It stays.”") == []


@pytest.mark.parametrize(
    ("suffix", "file"),
    [
        (
            ".md",
            "Ilse Varga said:\n\n> The fee stays,\n> and so do we.\n>\n> All of us.\n\nNext.",
        ),
        (
            ".html",
            "<article><p>Ilse Varga said:</p><blockquote><p>The fee stays, and so do we.</p>"
            "<p>All of us.</p></blockquote><p>Next.</p></article>",
        ),
        (
            ".html",
            "<article><p>Text.</p><figure><blockquote>The fee stays, and so do we.<br><br>All of"
            " us.</blockquote><figcaption>Ilse Varga, chair</figcaption></figure></article>",
        ),
    ],
)
def test_readers_tell_where_quotations_are_set_apart(suffix: str, file: str) -> None:
    document = extract_document(suffix, file.encode())
    reading = make_reading_text(document.text, document.marks)
    spans = [reading.from_document(*span) for span in document.block_quotations]

    found = list(find_block_quotations(reading.text, spans))

    assert [reading.text[slice(*turn.content)] for turn in found] == [
        "The fee stays, and so do we.",
        "All of us.",
    ]
    assert {reading.text[slice(*turn.speaker)] for turn in found} == {"Ilse Varga"}


def test_two_quotations_in_a_row_have_a_speaker_each() -> None:
    page = (
        "<article><blockquote>It stays.<footer>Ilse Varga</footer></blockquote>"
        "<blockquote>It goes.<footer>Oskar Lind, treasurer</footer></blockquote></article>"
    )
    document = extract_document(".html", page.encode())

    found = find_block_quotations(document.text, document.block_quotations)

    assert [
        (document.text[slice(*turn.content)], document.text[slice(*turn.speaker)]) for turn in found
    ] == [("It stays.", "Ilse Varga"), ("It goes.", "Oskar Lind")]
