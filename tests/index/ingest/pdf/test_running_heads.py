"""What stands around the text is set apart, and cuts no sentence."""

from __future__ import annotations

import pytest
from support.pdf_files import (
    BOARD,
    CAP,
    FEES,
    FERRY,
    HEIGHT,
    asides_of,
    blocks_of,
    draw,
    lines,
    paragraphs,
    read,
    wrap,
)

TEXT = " ".join([BOARD, FEES, CAP, FERRY])
LINES = wrap(TEXT, 450)


def page_with(number, texts, head="MINISTRY OF WATERWAYS - Release 14/2021", foot="Page {} of 3"):
    def page(canvas):
        lines(canvas, [head], top=40, size=9)
        lines(canvas, texts)
        lines(canvas, [foot.format(number)], top=810, size=9, left=280)

    return page


def test_heads_and_feet_stand_in_no_sentence():
    made = draw(page_with(1, LINES[:4]), page_with(2, LINES[4:7]), page_with(3, LINES[7:]))
    assert blocks_of(made) == [TEXT]
    heads = ["MINISTRY OF WATERWAYS - Release 14/2021"] * 3
    assert sorted(asides_of(made)) == sorted([*heads, "Page 1 of 3", "Page 2 of 3", "Page 3 of 3"])


def test_two_pages_with_a_head_and_bare_numbers():
    made = draw(page_with(1, LINES[:6], foot="{}"), page_with(2, LINES[6:], foot="{}"))
    assert blocks_of(made) == [TEXT]


def test_each_sentence_knows_its_page_and_each_line_its_place():
    document = read(
        draw(page_with(1, LINES[:4]), page_with(2, LINES[4:7]), page_with(3, LINES[7:]))
    )
    for first, number in ((LINES[0], 0), (LINES[4], 1), (LINES[7], 2)):
        place = document.text.index(first)
        assert sum(start <= place for start in document.pages) == number + 1
    boxes = {document.text[box.start : box.end]: box for box in document.boxes}
    assert [abs(boxes[line].left - 72) < 1 for line in LINES] == [True] * len(LINES)
    assert boxes[LINES[0]].top < 100 < boxes[LINES[0]].bottom


def test_left_and_right_pages_have_their_own_heads():
    def page(number):
        def draw_page(canvas):
            even = number % 2 == 0
            head = "Chapter 2: The fees" if even else "Annual report of the board"
            lines(canvas, [head], top=40, size=9, left=350 if even else 72)
            lines(canvas, [str(number + 12)], top=40, size=9, left=72 if even else 500)
            lines(canvas, LINES[2 * number : 2 * number + 2])

        return draw_page

    assert blocks_of(draw(*map(page, range(5)))) == [" ".join(LINES[:10])]


def test_the_heading_of_each_page_that_differs_is_content():
    made = draw(*(page_with(n, [f"Part {word}", BOARD[:60]]) for n, word in enumerate("ABC", 1)))
    assert [block for block in blocks_of(made) if block.startswith("Part")] == [
        "Part A",
        "Part B",
        "Part C",
    ]


def test_a_page_that_is_there_twice_loses_nothing():
    made = draw(*[lambda page: lines(page, LINES)] * 2)
    assert " ".join(blocks_of(made)) == f"{TEXT} {TEXT}"


def test_a_document_of_one_page_has_a_small_head_and_a_number_too():
    assert blocks_of(draw(page_with(1, LINES, foot="- {} -"))) == [TEXT]


@pytest.mark.parametrize("columns", [1, 2])
def test_a_small_head_near_the_text_of_a_document_of_one_page(columns):
    head = "OFFICIAL GAZETTE — No. 112"

    def page(canvas):
        lines(canvas, [head], top=38, left=200, size=8)
        top = lines(canvas, ["Board keeps the", "berthing fees"], top=61, size=14)
        paragraphs(canvas, [BOARD, FEES], width=215, top=top, size=10)
        if columns == 2:
            paragraphs(canvas, [CAP, FERRY], width=215, left=320, top=57, size=10)

    made = draw(page)
    rest = [CAP, FERRY] if columns == 2 else []
    assert asides_of(made) == [head]
    assert blocks_of(made) == ["Board keeps the berthing fees", BOARD, FEES, *rest]


def test_line_numbers_of_a_transcript():
    turns = [
        "MAYOR BRANDT: Will the board raise the berthing",
        "fee for fishing boats this year, and by how",
        "much a metre will it rise?",
        "MS. VARGA: We will not raise the berthing fee for",
        "fishing boats under twelve metres in this year.",
        "MR. LIND: The treasury can carry that for a",
        "year. I would not promise it for two.",
        "MAYOR BRANDT: And the crews of the pilot boats?",
        "MS. VARGA: The crews stay as they are, and they",
    ]

    def page_of(texts):
        def page(canvas):
            canvas.setFont("Helvetica", 12)
            for number, text in enumerate(texts, 1):
                canvas.drawRightString(60, HEIGHT - 76 - 24 * number, str(number))
                canvas.drawString(80, HEIGHT - 76 - 24 * number, text)

        return page

    made = draw(page_of(turns), page_of(["will keep their boats.", "MAYOR BRANDT: Thank you."]))
    assert blocks_of(made) == [
        " ".join(turns[:3]),
        " ".join(turns[3:5]),
        " ".join(turns[5:7]),
        turns[7],
        f"{turns[8]} will keep their boats.",
        "MAYOR BRANDT: Thank you.",
    ]


def test_footnotes_stand_apart_and_on_their_page():
    text = wrap(f"{BOARD} {FEES}", 450)
    note = ["The council met on Monday, 14 October; the minutes are", "kept in the town hall."]

    def first(canvas):
        lines(canvas, text[:3], top=600)
        lines(canvas, ["1"], size=6, top=706)
        lines(canvas, note, size=9, top=710, left=78)

    document = read(made := draw(first, lambda page: lines(page, text[3:])))
    assert blocks_of(made) == [" ".join(note), f"{BOARD} {FEES}"]
    assert document.text.index(note[0]) < document.pages[1] < document.text.index(text[4])


def test_watermarks_aslant_and_straight():
    def aslant(canvas):
        paragraphs(canvas, [BOARD, FEES], top=300)
        canvas.setFont("Helvetica", 70)
        canvas.translate(150, 300)
        canvas.rotate(45)
        canvas.drawString(0, 0, "DRAFT")

    def straight(canvas):
        canvas.setFillGray(0.8)
        lines(canvas, ["DRAFT"], size=70, top=340, left=150)
        canvas.setFillGray(0)
        paragraphs(canvas, [BOARD, FEES], top=300)

    for page in (aslant, straight):
        assert (blocks_of(draw(page)), asides_of(draw(page))) == ([BOARD, FEES], ["DRAFT"])
