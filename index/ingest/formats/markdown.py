"""Reads Markdown files (.md, .markdown), whose text is taken unchanged, as that of a text file."""

from __future__ import annotations

from index.ingest.formats import FileFormat
from index.ingest.formats.text import read_text

FORMAT = FileFormat(name="Markdown", suffixes=(".md", ".markdown"), read=read_text)
