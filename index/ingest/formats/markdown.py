"""Reads Markdown files (.md, .markdown), read like text files."""

from __future__ import annotations

from index.ingest.formats import FileFormat
from index.ingest.formats.text import read_text

FORMAT = FileFormat(name="Markdown", suffixes=(".md", ".markdown"), read=read_text)
