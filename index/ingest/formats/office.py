"""Text and metadata out of web pages, PDF and Word files.

Each library is loaded when the first file of its kind is met. None of them is allowed to go to
the network.
"""

from __future__ import annotations

import io
import logging
import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from index.errors import DocumentError
from index.ingest.metadata.metadata import Metadata
from index.limits import LIMITS, Limits
from index.text.dates import parse_date

if TYPE_CHECKING:
    from pypdf import PdfReader

_MEND_PDF = "mend it first, e.g. qpdf damaged.pdf mended.pdf"
_PAGE_BREAK = "\n\n"
_LOGGERS = ("pypdf", "trafilatura", "htmldate", "courlan", "justext")
_NO_TITLE = re.compile(
    r"microsoft (?:word|powerpoint) ?-.*|untitled.*|document ?\d*|layout \d+|slide \d+"
    r"|\S+\.(?:docx?|odt|rtf|pdf|indd|qxd|pptx?|txt|html?|tex)|\S*[\d_]\S*",
    re.IGNORECASE,
)
_NO_AUTHOR = frozenset({"", "python-docx", "admin", "administrator", "user", "unknown", "root"})


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a file holds.

    Attributes:
        text: All of it, as extracted.
        metadata: What the file says about itself for others to read (a page's meta elements).
        weak: What a program filled in by itself, and is often wrong.
        pages: Offset in `text` at which each page starts.
    """

    text: str
    metadata: Metadata = field(default_factory=Metadata)
    weak: Metadata = field(default_factory=Metadata)
    pages: tuple[int, ...] = ()


def extract(suffix: str, data: bytes, limits: Limits = LIMITS) -> Extracted:
    """Extract a file's text.

    Args:
        suffix: `.html`, `.htm`, `.pdf` or `.docx`, which the data is taken to be.
        data: The file's bytes.
        limits: On what is unpacked and analysed.

    Raises:
        DocumentError: The data is something else, corrupt, encrypted, or has no text.
    """
    with _quiet():
        if suffix == ".pdf":
            return _extract_pdf(data)
        if suffix == ".docx":
            return _extract_docx(data, limits.unpacked_bytes)
        from index.ingest.formats.html import extract_html

        text, metadata = extract_html(data, limits.analysed_characters)
        return Extracted(text, metadata=metadata)


def _extract_pdf(data: bytes) -> Extracted:
    from pypdf import PdfReader

    if b"%PDF-" not in data[:1024]:
        raise DocumentError("not a PDF file, though its name ends in .pdf")
    try:
        reader = PdfReader(io.BytesIO(data))
        encrypted = reader.is_encrypted
    except Exception as error:
        raise DocumentError(f"corrupt PDF ({_first_line(error)}); {_MEND_PDF}") from None
    if encrypted and not _opens_without_password(reader):
        raise DocumentError("encrypted; remove the password first (e.g. qpdf --decrypt)")
    parts: list[str] = []
    starts = [0]
    try:
        for page in reader.pages:
            parts.append(_storable(page.extract_text()))
            starts.append(starts[-1] + len(parts[-1]) + len(_PAGE_BREAK))
    except Exception as error:
        place = f"page {len(parts) + 1}: {_first_line(error)}"
        raise DocumentError(f"corrupt PDF ({place}); {_MEND_PDF}") from None
    text = _PAGE_BREAK.join(parts)
    if not text.strip():
        raise DocumentError("has no text (scanned?); run OCR first, e.g. ocrmypdf")
    return Extracted(text, weak=_pdf_properties(reader), pages=tuple(starts[:-1]))


def _opens_without_password(reader: PdfReader) -> bool:
    try:
        return bool(reader.decrypt(""))
    except Exception:  # the cipher is unknown, or one that pypdf needs another library for
        return False


def _pdf_properties(reader: PdfReader) -> Metadata:
    try:
        info = reader.metadata
        if info is None:
            return Metadata()
        created = str(info.get("/CreationDate", ""))
        digits = re.match(r"(?:D:)?(\d{4})(\d{2})(\d{2})", created)
        date = parse_date("-".join(digits.groups())) if digits else None
        return Metadata(title=_title(info.title), author=_author(info.author), date=date)
    except Exception:  # properties are optional: a file is as good without them
        return Metadata()


def _extract_docx(data: bytes, most: int) -> Extracted:
    import docx

    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise DocumentError("encrypted, or an old .doc file; save it as .docx without a password")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise DocumentError("corrupt .docx, or not a .docx file; open and save it again") from None
    if unpacked > most:
        raise DocumentError(
            f"unpacks to {unpacked // 1024**2} MB, more than the {most // 1024**2} allowed"
        )
    try:
        document = docx.Document(io.BytesIO(data))
        text = "\n".join(_docx_paragraphs(document.element.body))
        properties = document.core_properties
        # The date is left alone: a copied template brings along that of its first ancestor.
        weak = Metadata(title=_title(properties.title), author=_author(properties.author))
    except Exception as error:
        reason = _first_line(error)
        raise DocumentError(f"corrupt .docx ({reason}); open and save it again") from None
    return Extracted(text, weak=weak)


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# What tracked changes removed, and the second copy of a text box.
_LEFT_OUT = frozenset({_W + "del", _W + "moveFrom", _FALLBACK})
_CHARACTERS = {
    _W + "tab": "\t",
    _W + "br": "\n",
    _W + "cr": "\n",
    _W + "noBreakHyphen": "\u2011",
}


def _docx_paragraphs(body: Any) -> Iterator[str]:
    # Read from the XML: python-docx's own paragraphs lack insertions that were tracked, content
    # controls and text boxes, and repeat the cells that were merged.
    for paragraph in body.iter(_W + "p"):
        if not any(parent.tag in _LEFT_OUT for parent in paragraph.iterancestors()):
            yield "".join(_docx_runs(paragraph))


def _docx_runs(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == _W + "t":
            yield child.text or ""
        elif child.tag in _CHARACTERS:
            # Inside paragraph properties, w:tab sets a tab stop.
            if element.tag == _W + "r":
                yield _CHARACTERS[child.tag]
        elif child.tag not in _LEFT_OUT and child.tag != _W + "p":
            yield from _docx_runs(child)


def _title(value: str | None) -> str | None:
    value = _storable(value or "").strip()
    return None if not value or _NO_TITLE.fullmatch(value) else value


def _author(value: str | None) -> str | None:
    value = _storable(value or "").strip()
    return None if value.casefold() in _NO_AUTHOR else value


def _storable(text: str) -> str:
    """Text as a database can hold it: what no character was found for becomes U+FFFD."""
    # Two halves of a character outside the basic plane come together; a lone half can't be kept.
    joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return joined.replace("\x00", "\ufffd")


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:120]


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the libraries' remarks on imperfect files off the user's screen."""
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
