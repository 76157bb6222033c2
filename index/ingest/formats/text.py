"""Reads plain text files (.txt): their bytes decoded as UTF-8, unchanged, and its metadata."""

from __future__ import annotations

from index.ingest.formats import ExtractedDocument, FileFormat
from index.ingest.metadata.machine_header import read_text_head
from index.ingest.plain_text.reading_marks import mark_front_matter, mark_plain_text
from index.limits import Limits
from index.text.decoding import decode_text


def read_text(data: bytes, limits: Limits) -> ExtractedDocument:
    """Decode a text file, read the metadata at its head, and find its paragraphs.

    Raises:
        DocumentError: The bytes are binary, or not valid UTF-8.
    """
    text = decode_text(data)
    metadata, content_start = read_text_head(text)
    marks = (*mark_front_matter(content_start), *mark_plain_text(text, content_start))
    return ExtractedDocument(text, metadata, content_start=content_start, marks=marks)


FORMAT = FileFormat(name="text", suffixes=(".txt",), read=read_text)
