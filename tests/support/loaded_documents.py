"""Documents loaded from bytes, with what a reader of them reads and who speaks in them."""

from __future__ import annotations

from pathlib import Path

from index.attribution.extraction import extract_statements
from index.ingest.discovery import SourceFile
from index.ingest.loading import load_document
from index.ingest.metadata.metadata import Metadata
from index.records import Document
from index.text.reading_text import make_reading_text
from index.text.sentences import split_sentences


def load_bytes(name: str, data: str | bytes) -> Document:
    """A document from the bytes of a file."""
    content = data.encode() if isinstance(data, str) else data
    return load_document(SourceFile(Path(name), name, Metadata()), content)


def read_speakers(document: Document) -> list[tuple[str | None, str]]:
    """Each statement's speaker and content, with single spaces, in the order of the text."""
    reading = make_reading_text(document.text, document.marks)
    statements = extract_statements(reading.text, split_sentences(reading.text))
    return [
        (statement.speaker, " ".join(reading.text[statement.start : statement.end].split()))
        for statement in statements
    ]
