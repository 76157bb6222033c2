"""Columns are read one after the other, and a paragraph goes on from one to the next."""

from __future__ import annotations

import pytest
from support.pdf_files import (
    BOARD,
    CAP,
    FEES,
    FERRY,
    FONT,
    blocks_of,
    draw,
    lines,
    paragraphs,
    wrap,
)

HEAD = "Board keeps the fees of the harbour until the next spring"


def test_two_columns_under_a_headline():
    def page(canvas):
        lines(canvas, [HEAD], top=70, size=18)
        paragraphs(canvas, [BOARD, FEES], width=215)
        paragraphs(canvas, [CAP, FERRY], width=215, left=320)

    assert blocks_of(draw(page)) == [HEAD, BOARD, FEES, CAP, FERRY]


def test_three_columns():
    def page(canvas):
        lines(canvas, [HEAD], top=70, size=18)
        for left, texts in [(60, [BOARD, FEES]), (215, [CAP, FERRY]), (370, [FEES, BOARD])]:
            paragraphs(canvas, texts, width=135, left=left, size=10)

    assert blocks_of(draw(page)) == [HEAD, BOARD, FEES, CAP, FERRY, FEES, BOARD]


def test_a_headline_between_bands_of_columns():
    middle = "What the opposition wants: a cap of forty crowns, and no exception for anyone"

    def page(canvas):
        top = paragraphs(canvas, [BOARD], width=215)
        paragraphs(canvas, [FEES], width=215, left=320)
        top = lines(canvas, [middle], top=top + 40, font="Helvetica-Bold")
        paragraphs(canvas, [CAP], width=215, top=top + 10)
        paragraphs(canvas, [FERRY], width=215, left=320, top=top + 10)

    assert blocks_of(draw(page)) == [BOARD, FEES, middle, CAP, FERRY]


@pytest.mark.parametrize("cut", [2, 4, 6])
def test_a_paragraph_that_goes_on_in_the_next_column(cut):
    first = wrap(BOARD, 215)

    def page(canvas):
        lines(canvas, wrap(FERRY, 215) + first[:cut])
        top = lines(canvas, first[cut:], left=320)
        paragraphs(canvas, [CAP], top=top + 6, left=320, width=215)

    assert blocks_of(draw(page)) == [FERRY, BOARD, CAP]


def test_columns_that_were_drawn_line_by_line_across_the_page():
    left, right = wrap(f"{BOARD} {FEES}", 215), wrap(f"{CAP} {FERRY}", 215)

    def page(canvas):
        for number in range(max(len(left), len(right))):
            lines(canvas, left[number : number + 1], top=100 + 15 * number)
            lines(canvas, right[number : number + 1], top=100 + 15 * number, left=320)

    assert blocks_of(draw(page)) == [f"{BOARD} {FEES} {CAP} {FERRY}"]


def test_a_masthead_over_the_left_column():
    def page(canvas):
        lines(canvas, ["Bulletin of the Port of Oxmoor, 3 June 2021"], top=85)
        lines(canvas, wrap(BOARD, 250))
        lines(canvas, wrap(CAP, 200), left=340)

    assert blocks_of(draw(page)) == ["Bulletin of the Port of Oxmoor, 3 June 2021", BOARD, CAP]


def test_cells_of_a_table_are_read_row_by_row():
    rows = [("Town", "Boats"), ("Oxmoor", "240"), ("Tarnholm", "31"), ("Sund", "7")]

    def page(canvas):
        for number, (town, boats) in enumerate(rows):
            lines(canvas, [town], top=100 + 16 * number)
            lines(canvas, [boats], top=100 + 16 * number, left=300)

    assert blocks_of(draw(page)) == ["\t".join(row) for row in rows]


def test_columns_whose_lines_stand_on_one_grid():
    left, right = wrap(f"{BOARD} {FEES} {CAP}", 215, 10), wrap(f"{FERRY} {FEES} {BOARD}", 215, 10)

    def page(canvas):
        lines(canvas, left, size=10, leading=14)
        lines(canvas, right, size=10, leading=14, left=320)

    assert blocks_of(draw(page)) == [f"{BOARD} {FEES} {CAP}", f"{FERRY} {FEES} {BOARD}"]


def test_a_table_whose_cells_hold_running_text():
    def page(canvas):
        top = 100.0
        for question, answer in [(BOARD, FEES), (CAP, FERRY), (FEES, BOARD)]:
            end = paragraphs(canvas, [question], width=200, top=top)
            top = max(end, paragraphs(canvas, [answer], width=200, top=top, left=320)) + 12

    assert blocks_of(draw(page)) == [BOARD, FEES, CAP, FERRY, FEES, BOARD]


@pytest.mark.parametrize("shift", [0, 5])
@pytest.mark.parametrize("gutter", [8, 20])
def test_three_columns_whose_paragraphs_end_at_different_heights(shift, gutter):
    def page(canvas):
        top = lines(canvas, ["Ordinance on the", "berthing fees"], top=104, size=14)
        paragraphs(canvas, [BOARD], width=145, left=72, top=top, size=10)
        left = 72 + 145 + gutter
        paragraphs(canvas, [CAP, FERRY], width=145, left=left, top=100 - shift, size=10)
        left += 145 + gutter
        paragraphs(canvas, [FEES], width=145, left=left, top=100, size=10)

    head = "Ordinance on the berthing fees"
    assert " ".join(blocks_of(draw(page))) == " ".join([head, BOARD, CAP, FERRY, FEES])


@pytest.mark.parametrize("shift", [0, 5])
def test_turns_that_begin_side_by_side_in_columns(shift):
    left = [
        ["Q.: When did you arrive at the northern", "quay?"],
        ["A.: At eleven minutes past four. The tide", "was going out, and it was still dark."],
        ["Q.: Who was there when you arrived?"],
        ["A.: The night watchman of the board, and", "somebody whose name I did not write down."],
    ]
    right = [
        ["Q.: Did the watchman say anything to you?"],
        [
            "A.: They said, “I heard one splash and no",
            "voice.” Those were their words, and they",
            "said",
        ],
        ["Q.: Did you believe them at that time?"],
        ["A.: I had no reason not to. I have known", "them for nineteen years."],
    ]

    def page(canvas):
        for edge, turns, start in [(72, left, 100), (320, right, 100 + shift)]:
            top = float(start)
            for turn_lines in turns:
                top = lines(canvas, turn_lines, top=top, left=edge, size=10, leading=12) + 6

    expected = [" ".join(turn_lines) for turn_lines in left + right]
    assert blocks_of(draw(page)) == expected


@pytest.mark.parametrize("count", [2, 3, 4])
def test_a_short_right_column_is_read_after_the_headline_over_the_left_one(count):
    text = wrap(f"{FERRY} {BOARD} {CAP}", 215)

    def page(canvas):
        top = lines(canvas, ["Board keeps the", "berthing fees"], top=104, size=18)
        lines(canvas, text[:-count], top=top + 4)
        lines(canvas, text[-count:], left=320)

    head = "Board keeps the berthing fees"
    assert blocks_of(draw(page)) == [head, f"{FERRY} {BOARD} {CAP}"]


@pytest.mark.parametrize("after", [CAP, "They answered on the same day, and nobody else did."])
def test_a_table_without_rules_under_a_text(after):
    rows = [
        ("Ilse Varga", "1 June 2021", "We will not raise the fee in this year."),
        ("Oskar Lind", "2 June 2021", "Nobody can keep such a promise at all."),
        ("Berit Holm", "3 June 2021", "We have asked the court for an audit."),
        ("Paul Ferro", "4 June 2021", "I have not seen the audit of the court."),
    ]

    def page(canvas):
        paragraphs(canvas, [BOARD])
        for number, row in enumerate(rows):
            for edge, cell in zip((72, 180, 290), row, strict=True):
                lines(canvas, [cell], top=150 + 12 * number, left=edge, size=10)
        paragraphs(canvas, [after], top=215)

    assert blocks_of(draw(page)) == [BOARD, *("\t".join(row) for row in rows), after]


def test_a_right_column_with_the_labels_of_a_list():
    def page(canvas):
        paragraphs(canvas, [BOARD, FEES, CAP], width=215)
        top = 100.0
        for number, text in enumerate((CAP, FERRY, BOARD), 1):
            lines(canvas, [f"[{number}]"], top=top, left=320)
            top = paragraphs(canvas, [text], width=180, top=top, left=345)

    blocks = blocks_of(draw(page))
    assert blocks[:3] == [BOARD, FEES, CAP]
    assert [block.split("]")[1].strip() for block in blocks[3:]] == [CAP, FERRY, BOARD]


def test_a_line_that_is_stretched_to_the_width_of_its_column_is_no_row_of_a_table():
    def page(canvas):
        for top, words in [(100, "The crews of pilot boats"), (115, "remain as they really are")]:
            canvas.setFont("Helvetica", 12)
            widths = [canvas.stringWidth(word) for word in words.split()]
            gap = (300 - sum(widths)) / (len(widths) - 1)
            left = 72.0
            for word, width in zip(words.split(), widths, strict=True):
                lines(canvas, [word], top=top, left=left)
                left += width + gap

    found = " ".join(blocks_of(draw(page))).split()
    assert found == "The crews of pilot boats remain as they really are".split()


@pytest.mark.parametrize("stretched", [[0, 1, 3], [0, 3, 4]])
def test_columns_with_stretched_lines(stretched):
    columns = [(72, wrap(FERRY, 150)), (320, wrap(CAP, 150))]

    def page(canvas):
        for left, texts in columns:
            for number, line in enumerate(texts):
                words = line.split() if number in stretched else [line]
                width = sum(canvas.stringWidth(word, FONT, 12) for word in words)
                gap = (215 - width) / max(1, len(words) - 1)
                edge = float(left)
                for word in words:
                    lines(canvas, [word], top=100 + 15 * number, left=edge)
                    edge += canvas.stringWidth(word, FONT, 12) + gap

    assert " ".join(blocks_of(draw(page))).split() == f"{FERRY} {CAP}".split()


@pytest.mark.parametrize("inset", [20, 30])
def test_columns_with_a_long_quotation_that_is_set_in(inset):
    quotation = wrap(f"{FEES} {CAP}", 215 - inset)

    def page(canvas):
        top = lines(canvas, wrap(BOARD, 215)[:2])
        lines(canvas, quotation[:-3], top=top, left=72 + inset)
        top = lines(canvas, quotation[-3:], left=320 + inset)
        lines(canvas, wrap(FERRY, 215), top=top + 10, left=320)

    expected = f"{' '.join(wrap(BOARD, 215)[:2])} {FEES} {CAP} {FERRY}"
    assert " ".join(blocks_of(draw(page))) == expected
