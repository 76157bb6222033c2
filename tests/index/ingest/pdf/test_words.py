"""Words that are divided, begin large or carry raised marks are read as a reader reads them."""

from __future__ import annotations

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from support.pdf_files import BOARD, FEES, FONT, HEIGHT, blocks_of, draw, lines, read, wrap

from index.ingest.pdf.glyphs import _as_letters


def test_divided_words_and_hyphens_that_stay():
    made = draw(
        lambda page: lines(
            page,
            [
                "The board is an inde-",
                "pendent body, paid with Franco-",
                "German money of the years 2021-",
                "22, with twenty-",
                "five people of the GOVERN-",
                "MENT for as long as it—",
                "or they—wish.",
            ],
        )
    )
    assert blocks_of(made) == [
        "The board is an independent body, paid with Franco-German money of the years 2021-22, "
        "with twenty-five people of the GOVERNMENT for as long as it—or they—wish."
    ]
    document = read(made)
    assert "inde-\npendent" in document.text
    assert [document.text[m.start : m.end] for m in document.marks] == ["-\n", "-\n"]


def test_a_compound_that_stands_elsewhere_with_its_hyphen_keeps_it():
    made = draw(lambda page: lines(page, ["The north-west wind, the north-", "west wind."]))
    assert blocks_of(made) == ["The north-west wind, the north-west wind."]


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        ("a well-", "known promise", "a well-known promise"),
        ("the second-", "highest fee", "the second-highest fee"),
        ("the north-", "west wind", "the north-west wind"),
        ("the so-", "called promise", "the so-called promise"),
        ("a long-", "term promise", "a long-term promise"),
        ("the real-", "life promise", "the real-life promise"),
        ("the govern-", "ment promise", "the government promise"),
        ("their well-", "ness", "their wellness"),
        ("the second-", "ary school", "the secondary school"),
        ("the north-", "ern wind", "the northern wind"),
        ("the so-", "cial board", "the social board"),
        ("the long-", "est promise", "the longest promise"),
        ("a northwest wind or north-", "west wind", "a northwest wind or northwest wind"),
    ],
)
def test_compounds_keep_their_hyphen_and_divided_words_do_not(first, second, text):
    assert blocks_of(draw(lambda page: lines(page, [first, second]))) == [text]


def test_an_initial_that_was_drawn_between_the_lines_beside_it():
    def page(canvas):
        lines(canvas, ["resent: Rev. T. Lunde (chair), Ms. E. Brock, Mr. J."], left=100)
        lines(canvas, ["P"], top=115, size=38)
        lines(canvas, ["R. Aune, Mr. G. Pell. Apologies: Ms. N. Whitlock."], top=115, left=100)

    text = (
        "Present: Rev. T. Lunde (chair), Ms. E. Brock, Mr. J. "
        "R. Aune, Mr. G. Pell. Apologies: Ms. N. Whitlock."
    )
    assert " ".join(blocks_of(draw(page))) == text


def large_initial(initial, rest, count):
    def page(canvas):
        size = count * 15 * 0.95 / 0.72
        canvas.setFont(FONT, size)
        canvas.drawString(72, HEIGHT - 100 - (count - 1) * 15, initial)
        width = stringWidth(initial, FONT, size) + 4
        beside = wrap(rest, 400 - width)
        lines(canvas, beside[:count], left=72 + width)
        lines(canvas, wrap(" ".join(beside[count:]), 400), top=100 + count * 15)

    return draw(page)


@pytest.mark.parametrize("count", [2, 3])
@pytest.mark.parametrize(
    ("initial", "rest", "text"),
    [
        ("T", BOARD[1:], BOARD),
        ("“W", FEES[2:], FEES),
        ("A", f"fter the vote, {BOARD}", f"After the vote, {BOARD}"),
        ("A", f"board is a board: {BOARD}", f"A board is a board: {BOARD}"),
        ("A", f"mbulances pay nothing. {BOARD}", f"Ambulances pay nothing. {BOARD}"),
        ("I", f"ncidents at sea are rare. {BOARD}", f"Incidents at sea are rare. {BOARD}"),
    ],
)
def test_large_initials(initial, rest, text, count):
    assert blocks_of(large_initial(initial, rest, count)) == [text]


def raised(*parts):
    """A page with a line of texts, some of them raised: (text, rise, size)."""

    def page(canvas):
        line = canvas.beginText(72, HEIGHT - 100)
        for part in parts:
            text, rise, size = part if isinstance(part, tuple) else (part, 0, 12)
            line.setFont(FONT, size)
            line.setRise(rise)
            line.textOut(text)
        canvas.drawText(line)

    return draw(page)


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (("It rose to 12", ("3", 6, 10), " per cent."), "It rose to 12 per cent."),
        (("It rose to 12", ("3", 4, 7), ", she said.", ("4", 4, 7)), "It rose to 12, she said."),
        (("They moved 5 × 10", ("6", 5, 8), " tonnes."), "They moved 5 × 10⁶ tonnes."),
        (("It covers 12 km", ("2", 5, 8), " of land."), "It covers 12 km² of land."),
        (("On the 21", ("st", 5, 8), " of May."), "On the 21st of May."),
        (("The CO", ("2", -3, 8), " fell."), "The CO₂ fell."),
        (("It is 3", ("1", 4, 7), "/", ("2", -2, 7), " miles."), "It is 3½ miles."),
        (("It is 3", ("1/2", 0, 7), " miles."), "It is 3½ miles."),
        (("He left.", ("*", 5, 8), " She stayed."), "He left. She stayed."),
    ],
)
def test_raised_and_lowered_characters(parts, text):
    assert blocks_of(raised(*parts)) == [text]


def test_a_raised_mark_that_is_drawn_after_its_line():
    def page(canvas):
        lines(canvas, ["The berthing rate rose to 12  per cent in May."])
        left = 72 + stringWidth("The berthing rate rose to 12", FONT, 12)
        lines(canvas, ["3"], size=7, top=95, left=left)

    assert blocks_of(draw(page)) == ["The berthing rate rose to 12 per cent in May."]


def test_a_raised_figure_behind_a_ten_is_a_mark_if_there_is_such_a_note():
    def page(canvas):
        lines(canvas, ["The rate rose to 10"])
        lines(canvas, ["3"], size=7, top=95, left=72 + stringWidth("The rate rose to 10", FONT, 12))
        lines(canvas, ["per cent."], left=190)
        lines(canvas, ["3  The figure is of May."], size=8, top=700)

    assert blocks_of(draw(page)) == ["The rate rose to 10 per cent.", "The figure is of May."]


@pytest.mark.parametrize(
    ("drawn", "text"),
    [
        ("said Kristof\u00adfer Lind of the of\u00adfice", "said Kristoffer Lind of the office"),
        ("the af\u00adfair", "the affair"),
        ("the Next\u00adDay rule", "the Next\u00adDay rule"),
    ],
)
def test_soft_hyphens_inside_ligatures_are_not_seen(drawn, text):
    assert " ".join(map(_as_letters, drawn.split())) == text
