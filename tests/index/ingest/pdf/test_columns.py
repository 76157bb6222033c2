"""Columns are read one after the other, and a paragraph goes on from one to the next."""

from __future__ import annotations

import pytest
from support.pdf_files import BOARD, CAP, FEES, FERRY, blocks_of, draw, lines, paragraphs, wrap

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
