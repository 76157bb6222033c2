"""Reads PDF files: the text of each page, where each page starts, and the file's properties."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from index.errors import DocumentError, first_line_of
from index.ingest.formats import ExtractedDocument, FileFormat
from index.ingest.metadata.file_properties import usable_author, usable_title
from index.ingest.metadata.metadata import Metadata
from index.limits import Limits
from index.text.dates import parse_date
from index.text.surrogates import replace_unstorable_characters

if TYPE_CHECKING:
    from pypdf import PdfReader

_HOW_TO_REPAIR = "mend it first, e.g. qpdf damaged.pdf mended.pdf"
_BETWEEN_PAGES = "\n\n"


def read_pdf(data: bytes, limits: Limits) -> ExtractedDocument:
    """Extract the text and the properties of a PDF file.

    Raises:
        DocumentError: It is no PDF file, corrupt, encrypted with a password, or has no text.
    """
    from pypdf import PdfReader

    if b"%PDF-" not in data[:1024]:
        raise DocumentError("not a PDF file, though its name ends in .pdf")
    try:
        reader = PdfReader(io.BytesIO(data))
        encrypted = reader.is_encrypted
    except Exception as error:
        raise DocumentError(f"corrupt PDF ({first_line_of(error)}); {_HOW_TO_REPAIR}") from None
    if encrypted and not _opens_without_password(reader):
        raise DocumentError("encrypted; remove the password first (e.g. qpdf --decrypt)")
    page_texts: list[str] = []
    page_starts = [0]
    try:
        for page in reader.pages:
            page_texts.append(replace_unstorable_characters(page.extract_text()))
            page_starts.append(page_starts[-1] + len(page_texts[-1]) + len(_BETWEEN_PAGES))
    except Exception as error:
        reason = f"page {len(page_texts) + 1}: {first_line_of(error)}"
        raise DocumentError(f"corrupt PDF ({reason}); {_HOW_TO_REPAIR}") from None
    text = _BETWEEN_PAGES.join(page_texts)
    if not text.strip():
        raise DocumentError("has no text (scanned?); run OCR first, e.g. ocrmypdf")
    return ExtractedDocument(
        text, weak_metadata=_read_properties(reader), pages=tuple(page_starts[:-1])
    )


def _opens_without_password(reader: PdfReader) -> bool:
    try:
        return bool(reader.decrypt(""))
    except Exception:  # the cipher is unknown, or one that pypdf needs another library for
        return False


def _read_properties(reader: PdfReader) -> Metadata:
    try:
        properties = reader.metadata
        if properties is None:
            return Metadata()
        created = re.match(
            r"(?:D:)?(\d{4})(\d{2})(\d{2})", str(properties.get("/CreationDate", ""))
        )
        return Metadata(
            title=usable_title(properties.title),
            author=usable_author(properties.author),
            date=parse_date("-".join(created.groups())) if created else None,
        )
    except Exception:  # properties are optional: a file is as good without them
        return Metadata()


FORMAT = FileFormat(name="PDF", suffixes=(".pdf",), read=read_pdf, loggers=("pypdf",))
