"""PDF files for tests, drawn line by line, and the text as which they are read."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable

import pypdf
from pypdf.generic import NameObject
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from index.ingest.formats import ExtractedDocument
from index.ingest.formats.pdf import read_pdf
from index.limits import LIMITS
from index.text.reading_text import make_reading_text

WIDTH, HEIGHT = A4
LEFT = 72.0
FONT = "Helvetica"


def draw(*pages: Callable[[Canvas], object]) -> bytes:
    """A PDF in which each function draws a page."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4, invariant=True)
    for page in pages:
        canvas.setFont(FONT, 12)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def turn(data: bytes, degrees: int) -> bytes:
    """The same PDF, with pages that are shown turned clockwise."""
    writer = pypdf.PdfWriter(io.BytesIO(data))
    for page in writer.pages:
        page.rotate(degrees)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def share_page_size(data: bytes) -> bytes:
    """The same PDF, whose pages take their size from what they have in common."""
    writer = pypdf.PdfWriter(io.BytesIO(data))
    tree = writer.pages[0]["/Parent"].get_object()
    for page in writer.pages:
        tree[NameObject("/MediaBox")] = page["/MediaBox"]
        del page["/MediaBox"]
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def lines(
    canvas: Canvas,
    texts: Iterable[str],
    *,
    top: float = 100,
    left: float = LEFT,
    size: float = 12,
    leading: float = 0,
    font: str = FONT,
) -> float:
    """Draw lines below each other, from a distance to the page's top; where the next would be."""
    canvas.setFont(font, size)
    for text in texts:
        canvas.drawString(left, HEIGHT - top, text)
        top += leading or 1.25 * size
    return top


def wrap(text: str, width: float, size: float = 12, font: str = FONT) -> list[str]:
    """The lines of a text that is set ragged in a column of a width in points."""
    found: list[str] = []
    for word in text.split():
        longer = f"{found[-1]} {word}" if found else word
        if found and stringWidth(longer, font, size) <= width:
            found[-1] = longer
        else:
            found.append(word)
    return found


def paragraphs(
    canvas: Canvas,
    texts: Iterable[str],
    *,
    width: float = 450,
    top: float = 100,
    left: float = LEFT,
    size: float = 12,
    leading: float = 0,
    gap: float = 6,
    indent: float = 0,
) -> float:
    """Draw paragraphs with space between them, or with their first lines set in."""
    for text in texts:
        pad = "\u00a0" * round(indent / stringWidth(" ", FONT, size))
        first, *rest = wrap(pad + text, width, size)
        top = lines(
            canvas,
            [first.lstrip("\u00a0")],
            top=top,
            left=left + indent,
            size=size,
            leading=leading,
        )
        top = lines(canvas, rest, top=top, left=left, size=size, leading=leading) + gap
    return top


def read(data: bytes) -> ExtractedDocument:
    return read_pdf(data, LIMITS)


def blocks_of(data: bytes) -> list[str]:
    """The paragraphs and other blocks of a PDF, as they are read."""
    document = read(data)
    reading = make_reading_text(document.text, document.marks).text
    return [line.strip() for line in reading.split("\n") if line.strip()]


def asides_of(data: bytes) -> list[str]:
    """What of a PDF is no content."""
    document = read(data)
    return [document.text[m.start : m.end] for m in document.marks if m.kind == "aside"]


BOARD = (
    "The harbour board will dredge the northern channel before the autumn tides, the chair of the "
    "board, Ilse Varga, told the town council on Monday evening after a long debate about money."
)
FEES = (
    "“We will not raise the berthing fee for fishing boats under twelve metres in this budget year "
    "or in the next one,” she said after the vote in the council chamber of the old town hall."
)
CAP = (
    "The opposition had asked for a cap of forty crowns a metre, which the treasurer, Oskar Lind, "
    "called a promise that nobody could keep in a year of rising prices for fuel and timber."
)
FERRY = (
    "The ferry to the islands sails twice a day from the first of June, the company announced, and "
    "carries bicycles without charge as long as there is room for them on the lower deck."
)
