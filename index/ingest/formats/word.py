"""Reads Word files (.docx): all that is printed, in the order of the text.

Tracked changes are read as accepted. Hidden and struck-out text, comments, and the instructions of
fields aren't printed. Page heads and feet, tables of contents and empty placeholders are asides.
"""

from __future__ import annotations

from typing import Any

from index.errors import DocumentError
from index.ingest.formats import ExtractedDocument, FileFormat
from index.ingest.formats.html import read_html
from index.ingest.metadata.file_properties import usable_author, usable_title
from index.ingest.metadata.metadata import Metadata
from index.ingest.word.document import read_document
from index.ingest.word.embedded_parts import read_embedded_part
from index.ingest.word.package import HOW_TO_REPAIR, WordPackage
from index.ingest.word.text_writer import TextWriter
from index.limits import Limits

_MAX_DEPTH = 3
"""Word files inside each other that are read; programs put one into another."""
_DC = "{http://purl.org/dc/elements/1.1/}"


def read_word(data: bytes, limits: Limits) -> ExtractedDocument:
    """Extract the text and the properties of a Word file.

    Raises:
        DocumentError: It is no .docx file, corrupt, encrypted, or unpacks to more than
            `limits.unpacked_bytes`.
    """
    package = WordPackage(data, limits)
    text = _read_text(package, limits, depth=1)
    return ExtractedDocument(
        text.text,
        weak_metadata=_read_properties(package),
        marks=tuple(text.marks),
        turns=tuple(text.turns),
        notes=tuple(text.notes),
        dated_rows=tuple(text.dated_rows),
    )


def _read_text(package: WordPackage, limits: Limits, depth: int) -> TextWriter:
    def read_part(suffix: str, data: bytes) -> TextWriter:
        if suffix in FORMAT.suffixes:
            if depth == _MAX_DEPTH:
                return TextWriter()
            return _read_text(WordPackage(data, limits), limits, depth + 1)
        return read_embedded_part(suffix, data, lambda page: _read_page(page, limits))

    try:
        return read_document(package, read_part)
    except RecursionError:
        raise DocumentError(
            f"corrupt .docx (its parts lie too deep inside each other); {HOW_TO_REPAIR}"
        ) from None


def _read_page(data: bytes, limits: Limits) -> TextWriter:
    page = read_html(data, limits)
    text = TextWriter()
    text.write(page.text)
    text.marks.extend(page.marks)
    return text


def _read_properties(package: WordPackage) -> Metadata:
    """The title and the author that the file names.

    Its date is left alone: a copied template brings along that of its first ancestor.
    """
    for relationship in package.relationships("").values():
        if relationship.kind == "core-properties" and relationship.target in package:
            root: Any = package.parse(relationship.target)
            return Metadata(
                title=usable_title(root.findtext(_DC + "title")),
                author=usable_author(root.findtext(_DC + "creator")),
            )
    return Metadata()


FORMAT = FileFormat(name="Word", suffixes=(".docx", ".docm", ".dotx"), read=read_word)
