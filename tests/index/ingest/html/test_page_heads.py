"""The heads of printed pages stay in the text, and the sentences that they cut in two go on."""

import pytest
from support.web_pages import read_page

from index.text.reading_text import make_reading_text

SPEECH = "LUND: We have mended nine of the boats, and the other five will be mended in time for"
REST = "the summer, as I promised here last year."
HEAD = "<html><head><title>Parish of Norvik</title></head><body><p>PARISH OF NORVIK</p>"
OPENING = "<p>Monday, May 4, 2015</p><p>BERG: Thank you. You have the floor.</p>"


@pytest.mark.parametrize(
    "head",
    [
        "<table><tr><td>7</td><td>PARISH OF NORVIK</td></tr>"
        "<tr><td></td><td>May 4, 2015</td></tr></table>",
        "<div><p>PARISH OF NORVIK</p><p>7</p></div>",
        "<p>– 7 –</p>",
        "<p>Page 7</p>",
    ],
)
def test_a_page_head_within_a_sentence_is_an_aside(head):
    markup = f"{HEAD}{OPENING}<p>{SPEECH}</p>{head}<p>{REST}</p><p>BERG: Thank you.</p>"
    extracted = read_page(markup)
    assert "7" in extracted.text
    reading = make_reading_text(extracted.text, extracted.marks)
    assert f"{SPEECH} {REST}\nBERG: Thank you." in reading.text


def test_a_table_that_recurs_with_other_numbers_is_an_aside():
    pages = "".join(
        f"<table><tr><td>{page}</td><td>Minutes of Norvik</td></tr></table><p>LUND: We stay.</p>"
        for page in range(2, 6)
    )
    extracted = read_page(f"{HEAD}{OPENING}{pages}<p>BERG: Thank you.</p>")
    reading = make_reading_text(extracted.text, extracted.marks).text
    assert "Minutes" not in reading
    assert reading.count("LUND: We stay.") == 4


@pytest.mark.parametrize(
    "table",
    [
        "<table><tr><td>North</td><td>7</td></tr></table>",
        "<table><tr><td>PARISH OF NORVIK</td><td>7</td></tr></table>",
    ],
)
def test_a_table_between_whole_sentences_is_content(table):
    extracted = read_page(f"{HEAD}{OPENING}<p>LUND: We stay.</p>{table}<p>We go.</p>")
    assert extracted.marks == ()
