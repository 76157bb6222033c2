"""Words that nobody sees are left out; the text layer of a scan is read."""

from __future__ import annotations

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from support.pdf_files import (
    BOARD,
    CAP,
    FEES,
    FONT,
    HEIGHT,
    WIDTH,
    blocks_of,
    draw,
    lines,
    paragraphs,
    read,
    share_page_size,
    turn,
    wrap,
)

SEEN = "The board will never sell the quay."


def without_ink(canvas, texts, top=130):
    hidden = canvas.beginText(72, HEIGHT - top)
    hidden.setTextRenderMode(3)
    for text in texts:
        hidden.textLine(text)
    canvas.drawText(hidden)


def white(canvas):
    canvas.setFillGray(1)
    lines(canvas, ["but not this year"], top=130)


def transparent(canvas):
    canvas.setFillAlpha(0)
    lines(canvas, ["but not this year"], top=130)


def covered(canvas):
    lines(canvas, ["but not this year"], top=130)
    canvas.rect(60, HEIGHT - 140, 300, 30, fill=1, stroke=0)


@pytest.mark.parametrize(
    "hide",
    [
        lambda canvas: without_ink(canvas, ["but not this year"]),
        white,
        transparent,
        covered,
        lambda canvas: lines(canvas, ["but not this year"], top=130, left=-300),
        lambda canvas: lines(canvas, ["but not this year"], top=1200),
        lambda canvas: lines(canvas, ["but not this year"], top=130, size=0.4),
    ],
)
def test_hidden_words(hide):
    def page(canvas):
        lines(canvas, [SEEN])
        hide(canvas)

    assert blocks_of(draw(page)) == [SEEN]


def test_light_words_on_a_dark_ground_are_seen():
    def page(canvas):
        canvas.setFillColorRGB(0, 0, 0.4)
        canvas.rect(60, HEIGHT - 110, 300, 24, fill=1, stroke=0)
        canvas.setFillGray(1)
        lines(canvas, [SEEN])

    assert blocks_of(draw(page)) == [SEEN]


def test_a_name_that_was_blacked_out():
    def page(canvas):
        lines(canvas, ["The agent John Smith met the mayor."])
        left = 72 + stringWidth("The agent ", FONT, 12)
        canvas.rect(left, HEIGHT - 103, stringWidth("John Smith", FONT, 12), 14, fill=1, stroke=0)

    assert " ".join(blocks_of(draw(page))[0].split()) == "The agent met the mayor."


@pytest.mark.parametrize("over", [True, False])
def test_the_text_layer_of_a_scan(over):
    picture = ImageReader(Image.new("RGB", (100, 140), (240, 240, 230)))

    def page(canvas):
        if over:
            canvas.drawImage(picture, 0, 0, WIDTH, HEIGHT)
            without_ink(canvas, wrap(BOARD, 400))
        else:
            paragraphs(canvas, [BOARD], width=400)
            canvas.drawImage(picture, 0, 0, WIDTH, HEIGHT)

    assert blocks_of(draw(page)) == [BOARD]


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_turned_pages(degrees):
    made = turn(draw(lambda page: paragraphs(page, [BOARD, FEES, CAP])), degrees)
    assert blocks_of(made) == [BOARD, FEES, CAP]
    box = read(made).boxes[0]
    width, height = (WIDTH, HEIGHT) if degrees == 180 else (HEIGHT, WIDTH)
    assert 0 <= box.left < box.right <= width
    assert 0 <= box.top < box.bottom <= height


def test_a_text_that_runs_up_the_page():
    def page(canvas):
        canvas.translate(WIDTH, 0)
        canvas.rotate(90)
        for number, text in enumerate(wrap(f"{BOARD} {FEES}", 600)):
            canvas.drawString(72, WIDTH - 100 - 15 * number, text)

    assert blocks_of(draw(page)) == [f"{BOARD} {FEES}"]


def test_a_page_whose_size_is_that_of_all_pages():
    made = draw(lambda page: lines(page, [SEEN, "It said so twice."], top=20))
    assert " ".join(blocks_of(share_page_size(made))) == f"{SEEN} It said so twice."
