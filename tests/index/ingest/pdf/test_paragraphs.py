"""Lines become paragraphs by how they are set, at any size and width."""

from __future__ import annotations

import pytest
from support.pdf_files import BOARD, CAP, FEES, FERRY, blocks_of, draw, lines, paragraphs

TEXTS = [BOARD, FEES, CAP, FERRY]


@pytest.mark.parametrize("size", [9, 10, 12, 14, 20])
def test_paragraphs_with_space_between_them(size):
    assert blocks_of(draw(lambda page: paragraphs(page, TEXTS, size=size))) == TEXTS


@pytest.mark.parametrize("width", [150, 200, 300, 450])
def test_narrow_and_wide_lines(width):
    assert blocks_of(draw(lambda page: paragraphs(page, TEXTS, width=width, size=10))) == TEXTS


@pytest.mark.parametrize(
    ("gap", "indent", "leading"), [(0, 18, 0), (0, 30, 26), (0, 0, 0), (3, 0, 0)]
)
def test_paragraphs_without_a_wide_gap(gap, indent, leading):
    made = draw(lambda page: paragraphs(page, TEXTS, gap=gap, indent=indent, leading=leading))
    assert blocks_of(made) == TEXTS


def test_a_headline_of_two_lines_and_the_lines_below_it():
    def page(canvas):
        title = ["Board keeps the harbour fees until the", "next spring, and the mayor is pleased"]
        lines(canvas, title, size=20, top=80)
        lines(canvas, ["By Anna Holm", "Oxmoor, 14 October 2024"], size=10, top=140)
        paragraphs(canvas, TEXTS, top=190)

    assert blocks_of(draw(page)) == [
        "Board keeps the harbour fees until the next spring, and the mayor is pleased",
        "By Anna Holm",
        "Oxmoor, 14 October 2024",
        *TEXTS,
    ]


def test_a_long_quotation_that_is_set_in():
    def page(canvas):
        top = paragraphs(canvas, [BOARD])
        top = paragraphs(canvas, [f"{FEES} {CAP}"], left=110, width=370, top=top)
        paragraphs(canvas, [FERRY], top=top)

    assert blocks_of(draw(page)) == [BOARD, f"{FEES} {CAP}", FERRY]


@pytest.mark.parametrize("marks", ["••", "––", "12", "ab"])
def test_items_of_a_list(marks):
    signs = [mark if mark in "•–" else f"{mark}." for mark in marks]

    def page(canvas):
        top = 100.0
        for sign, text in zip(signs, [FEES, CAP], strict=True):
            lines(canvas, [sign], top=top)
            top = paragraphs(canvas, [text], left=95, top=top, width=400, gap=0)

    assert blocks_of(draw(page)) == [f"{signs[0]} {FEES}", f"{signs[1]} {CAP}"]


TURNS = [
    "MAYOR BRANDT: Will the board raise the berthing fee for fishing boats this year, and if so, "
    "by how much a metre will it rise?",
    "MS. VARGA: We will not raise the berthing fee for fishing boats under twelve metres in this "
    "budget year or in the next one.",
    "MR. LIND: The treasury can carry that for a year. I would not promise it for two, since the "
    "prices of fuel and timber are still rising.",
    "MAYOR BRANDT: And the crews?",
    "MS. VARGA: The crews stay.",
]


@pytest.mark.parametrize("size", [10, 12, 14])
@pytest.mark.parametrize("gap", [0, 6])
def test_each_turn_of_a_transcript_is_a_paragraph(size, gap):
    made = draw(lambda page: paragraphs(page, TURNS, size=size, gap=gap))
    assert blocks_of(made) == TURNS


def test_labels_beside_the_words():
    def page(canvas):
        top = 100.0
        for label, text in [("MAYOR BRANDT:", BOARD), ("MS. VARGA:", FEES), ("MR. LIND:", CAP)]:
            lines(canvas, [label], top=top)
            top = paragraphs(canvas, [text], left=180, top=top, width=330, gap=0)

    assert blocks_of(draw(page)) == [
        f"MAYOR BRANDT: {BOARD}",
        f"MS. VARGA: {FEES}",
        f"MR. LIND: {CAP}",
    ]


def test_questions_and_answers():
    turns = [
        "Q.  Did you see the boat before it left the northern",
        "quay on that evening, or was it gone by then?",
        "A.  I saw the lights, and I heard the pilot call the",
        "station twice. Nobody had told us of the fog.",
        "Q.  Who else was there?",
        "A.  Anna Holm.",
    ]
    assert blocks_of(draw(lambda page: lines(page, turns))) == [
        "Q. Did you see the boat before it left the northern quay on that evening, or was it gone "
        "by then?",
        "A. I saw the lights, and I heard the pilot call the station twice. Nobody had told us of "
        "the fog.",
        "Q. Who else was there?",
        "A. Anna Holm.",
    ]


def test_a_row_of_a_table_whose_cells_hold_several_lines():
    def page(canvas):
        rows = [
            (["Speaker"], ["Date"], ["Statement"]),
            (
                ["Ingrid", "Solvang"],
                ["1 June", "2021"],
                ["The quay is not for sale,", "nor will it be."],
            ),
            (["Petter Haug"], ["2 June", "2021"], ["We asked for an audit."]),
            (["Oskar Lind"], ["3 June", "2021"], ["Nobody has any interest", "in the quay."]),
        ]
        top = 100.0
        for row in rows:
            for cell, left in zip(row, (72, 180, 260), strict=True):
                lines(canvas, cell, top=top, left=left)
            top += 15 * max(map(len, row)) + 10

    assert blocks_of(draw(page)) == [
        "Speaker\tDate\tStatement",
        "Ingrid Solvang\t1 June 2021\tThe quay is not for sale, nor will it be.",
        "Petter Haug\t2 June 2021\tWe asked for an audit.",
        "Oskar Lind\t3 June 2021\tNobody has any interest in the quay.",
    ]


def page_with_notes(text, notes):
    """A page with a text, and with small lines at its foot: (number or nothing, words)."""

    def page(canvas):
        paragraphs(canvas, [text])
        for number, (mark, words) in enumerate(notes):
            top = 700 + 11 * number
            lines(canvas, [mark], top=top, size=9)
            lines(canvas, [words], top=top, left=90, size=9)

    return page


@pytest.mark.parametrize("second", ["1", "2"])
def test_notes_of_two_pages_are_two_notes(second):
    made = draw(
        page_with_notes(BOARD, [("1", "The rate is reckoned without value added tax.")]),
        page_with_notes(FEES, [(second, "The list was found in a drawer.")]),
    )
    assert blocks_of(made) == [
        BOARD,
        "The rate is reckoned without value added tax.",
        FEES,
        "The list was found in a drawer.",
    ]


def test_a_note_that_goes_on_on_the_next_page_before_another_note():
    first = "Office for Statistics, Rents in the Third Quarter, the annex and the notes, volume"
    made = draw(
        page_with_notes(BOARD, [("1", first)]),
        page_with_notes(FEES, [("", "table 4."), ("2", "E-mail of 12 November.")]),
    )
    assert f"{first} table 4." in blocks_of(made)
    assert "E-mail of 12 November." in blocks_of(made)


@pytest.mark.parametrize("word", ["a", "17"])
def test_a_line_of_a_note_that_begins_like_a_number(word):
    first = "The pitch of the ship is primarily controlled, as the board was told in due course, by"
    made = draw(page_with_notes(BOARD, [("1", first), ("", f"{word} combination of surfaces.")]))
    assert blocks_of(made) == [BOARD, f"{first} {word} combination of surfaces."]


def test_rows_of_a_table_in_two_sizes():
    rows = [("Delayed", "152", "305"), ("On time", "93.0", "92.2"), ("Cancelled", "4", "51")]

    def page(canvas):
        for number, row in enumerate(rows * 2):
            for edge, cell in zip((72, 200, 300), row, strict=True):
                size = 7.4 if number % 2 and edge == 72 else 9
                lines(canvas, [cell], top=100 + 12 * number, left=edge, size=size)

    assert blocks_of(draw(page)) == ["\t".join(row) for row in rows * 2]


def test_a_narrow_gap_between_the_cells_of_a_row_of_two_lines():
    rows = [("Wheat,", "September", "214.25"), ("Oats,", "September", "171.00")]

    def page(canvas):
        for number, (first, second, price) in enumerate(rows):
            lines(canvas, [first, second], top=100 + 28 * number, leading=14)
            lines(canvas, [price], top=100 + 28 * number, left=145)
            lines(canvas, ["1,902"], top=100 + 28 * number, left=260)

    assert blocks_of(draw(page)) == [f"{a} {b}\t{price}\t1,902" for a, b, price in rows]
