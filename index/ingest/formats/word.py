"""Reads Word files (.docx): paragraphs and table cells in order, with tracked changes accepted."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from index.errors import DocumentError, first_line_of
from index.ingest.formats import ExtractedDocument, FileFormat
from index.ingest.metadata.file_properties import usable_author, usable_title
from index.ingest.metadata.metadata import Metadata
from index.limits import Limits

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# What tracked changes removed, and the second copy of a text box.
_OMITTED_ELEMENTS = frozenset({_W + "del", _W + "moveFrom", _FALLBACK})
_CHARACTER_ELEMENTS = {
    _W + "tab": "\t",
    _W + "br": "\n",
    _W + "cr": "\n",
    _W + "noBreakHyphen": "\u2011",
}


def read_word(data: bytes, limits: Limits) -> ExtractedDocument:
    """Extract the text and the properties of a Word file.

    Raises:
        DocumentError: It is no .docx file, corrupt, encrypted, or unpacks to more than
            `limits.unpacked_bytes`.
    """
    import docx

    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise DocumentError("encrypted, or an old .doc file; save it as .docx without a password")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise DocumentError("corrupt .docx, or not a .docx file; open and save it again") from None
    if unpacked > limits.unpacked_bytes:
        allowed = limits.unpacked_bytes // 1024**2
        raise DocumentError(f"unpacks to {unpacked // 1024**2} MB, more than the {allowed} allowed")
    try:
        document = docx.Document(io.BytesIO(data))
        text = "\n".join(_read_paragraphs(document.element.body))
        properties = document.core_properties
        # The date is left alone: a copied template brings along that of its first ancestor.
        weak_metadata = Metadata(
            title=usable_title(properties.title), author=usable_author(properties.author)
        )
    except Exception as error:
        reason = first_line_of(error)
        raise DocumentError(f"corrupt .docx ({reason}); open and save it again") from None
    return ExtractedDocument(text, weak_metadata=weak_metadata)


def _read_paragraphs(body: Any) -> Iterator[str]:
    # Read from the XML: python-docx's own paragraphs lack insertions that were tracked, content
    # controls and text boxes, and repeat the cells that were merged.
    for paragraph in body.iter(_W + "p"):
        if not any(parent.tag in _OMITTED_ELEMENTS for parent in paragraph.iterancestors()):
            yield "".join(_read_characters(paragraph))


def _read_characters(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == _W + "t":
            yield child.text or ""
        elif child.tag in _CHARACTER_ELEMENTS:
            # Inside paragraph properties, w:tab sets a tab stop.
            if element.tag == _W + "r":
                yield _CHARACTER_ELEMENTS[child.tag]
        elif child.tag not in _OMITTED_ELEMENTS and child.tag != _W + "p":
            yield from _read_characters(child)


FORMAT = FileFormat(name="Word", suffixes=(".docx",), read=read_word)
