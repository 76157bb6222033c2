"""Makes web pages for tests, and reads them."""

from __future__ import annotations

from index.ingest.formats import ExtractedDocument
from index.ingest.formats.html import read_html
from index.limits import LIMITS, Limits
from index.text.reading_text import make_reading_text

FIRST = (
    "The ferry company will close two of its lines in winter, its director, Tomas Berg, told the"
    " parish council on Friday evening after a long debate."
)
LAST = (
    "The islanders had asked for a boat a day, which the head of the council, Lena Strand, called"
    " the least that a place with a school could live with in winter."
)


def make_page(
    content: str, head: str = "", around: str = "<main><article>{}</article></main>"
) -> str:
    """A page with two paragraphs of prose, and other content between them."""
    article = around.format(f"<h1>Fewer boats</h1><p>{FIRST}</p>{content}<p>{LAST}</p>")
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>Fewer boats</title>{head}</head>"
        f"<body>{article}</body></html>"
    )


def read_page(markup: str, limits: Limits = LIMITS) -> ExtractedDocument:
    """What a page is extracted as."""
    return read_html(markup.encode(), limits)


def lines_between(content: str, **arguments: str) -> list[str]:
    """The lines that are extracted from content between two paragraphs of prose."""
    lines = read_page(make_page(content, **arguments)).text.split("\n")
    return lines[lines.index(FIRST) + 1 : lines.index(LAST)]


def reading_between(content: str) -> list[str]:
    """The same as they are read, without what is marked as no content."""
    extracted = read_page(make_page(content))
    lines = make_reading_text(extracted.text, extracted.marks).text.split("\n")
    return lines[lines.index(FIRST) + 1 : lines.index(LAST)]
