"""Reads Markdown files (.md, .markdown): their bytes decoded as UTF-8, and which are markup."""

from __future__ import annotations

from index.ingest.formats import ExtractedDocument, FileFormat
from index.ingest.metadata.machine_header import read_text_head
from index.ingest.metadata.metadata import Metadata
from index.ingest.plain_text.markdown_marks import read_markup
from index.ingest.plain_text.reading_marks import mark_front_matter
from index.limits import Limits
from index.text.decoding import decode_text


def read_markdown(data: bytes, limits: Limits) -> ExtractedDocument:
    """Decode a Markdown file, read its metadata, and find its markup.

    Raises:
        DocumentError: The bytes are binary, or not valid UTF-8.
    """
    text = decode_text(data)
    metadata, content_start = read_text_head(text)
    reading = read_markup(text, content_start)
    metadata = metadata.merge(Metadata(title=reading.title))
    marks = (*mark_front_matter(content_start), *reading.marks)
    return ExtractedDocument(
        text,
        metadata,
        content_start=content_start,
        marks=marks,
        block_quotations=reading.block_quotations,
    )


FORMAT = FileFormat(name="Markdown", suffixes=(".md", ".markdown"), read=read_markdown)
