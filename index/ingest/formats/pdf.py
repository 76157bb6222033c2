"""Reads PDF files: their text as it is laid out on the pages, and the file's properties.

PDFium gives the characters and their places. `index/ingest/pdf/` puts them together to paragraphs
in the order of reading, and tells what is no content.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from index.errors import DocumentError, first_line_of
from index.ingest.formats import ExtractedDocument, FileFormat
from index.ingest.metadata.file_properties import usable_author, usable_title
from index.ingest.metadata.metadata import Metadata
from index.limits import Limits

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

    from index.ingest.pdf.records import PageLayout

_HOW_TO_REPAIR = "mend it first, e.g. qpdf damaged.pdf mended.pdf"
_PDFIUM = threading.Lock()
"""PDFium must not be called from two threads at once."""


def read_pdf(data: bytes, limits: Limits) -> ExtractedDocument:
    """Extract the text and the properties of a PDF file.

    Raises:
        DocumentError: It is no PDF file, corrupt, encrypted with a password, or has no text.
    """
    from index.ingest.pdf.layout import lay_out
    from index.ingest.pdf.text_builder import write_text

    if b"%PDF-" not in data[:1024]:
        raise DocumentError("not a PDF file, though its name ends in .pdf")
    with _PDFIUM:
        document = _open(data)
        try:
            pages = _read_pages(document)
            properties = _read_properties(document)
        finally:
            document.close()
    written = write_text(pages, lay_out(pages))
    if not written.text.strip():
        raise DocumentError("has no text (scanned?); run OCR first, e.g. ocrmypdf")
    return ExtractedDocument(
        written.text,
        weak_metadata=properties,
        pages=written.pages,
        marks=written.marks,
        boxes=written.boxes,
    )


def _open(data: bytes) -> PdfDocument:
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise DocumentError(
                "encrypted; remove the password first (e.g. qpdf --decrypt)"
            ) from None
        raise DocumentError(f"corrupt PDF ({first_line_of(error)}); {_HOW_TO_REPAIR}") from None
    if not len(document):
        document.close()
        raise DocumentError(f"corrupt PDF (it has no pages); {_HOW_TO_REPAIR}")
    return document


def _read_pages(document: PdfDocument) -> list[PageLayout]:
    import pypdfium2

    document.init_forms()
    form = document.formenv.raw if document.formenv else None
    pages: list[PageLayout] = []
    for number in range(len(document)):
        try:
            pages.append(_read_page(document, number, form))
        except pypdfium2.PdfiumError as error:
            reason = f"page {number + 1}: {first_line_of(error)}"
            raise DocumentError(f"corrupt PDF ({reason}); {_HOW_TO_REPAIR}") from None
    return pages


def _read_page(document: PdfDocument, number: int, form: Any) -> PageLayout:
    from index.ingest.pdf.form_fields import read_fields
    from index.ingest.pdf.glyphs import read_page_words
    from index.ingest.pdf.records import PageLayout
    from index.ingest.pdf.segments import make_segments
    from index.ingest.pdf.visibility import keep_visible_words

    page = document[number]
    text_page = page.get_textpage()
    try:
        words = read_page_words(page, text_page)
        segments = make_segments(keep_visible_words(page, words))
        segments += read_fields(page, form, words.placement)
        return PageLayout(number, words.placement.width, words.placement.height, segments)
    finally:
        text_page.close()
        page.close()


def _read_properties(document: PdfDocument) -> Metadata:
    """Title and author. The day on which the file was made isn't the date of its text."""
    return Metadata(
        title=usable_title(document.get_metadata_value("Title")),
        author=usable_author(document.get_metadata_value("Author")),
    )


FORMAT = FileFormat(name="PDF", suffixes=(".pdf",), read=read_pdf, loggers=("pypdfium2",))
