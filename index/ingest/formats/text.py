"""Reads plain text files (.txt): their bytes decoded as UTF-8, unchanged, and its metadata."""

from __future__ import annotations

import re

from index.errors import DocumentError
from index.ingest.formats import ExtractedDocument, FileFormat
from index.ingest.metadata.machine_header import read_text_head
from index.ingest.plain_text.reading_marks import mark_front_matter, mark_plain_text
from index.limits import Limits
from index.text.decoding import decode_text

_TIME_LINE = r"[ \t]*+(?:\d{1,4}:)?\d{1,2}:\d{2}[.,]\d{1,3}[ \t]*+-->"
_CAPTIONS = re.compile(
    rf"[\s\ufeff]*+(?:(?P<vtt>WEBVTT\b)[\s\S]{{0,2000}}?^{_TIME_LINE}"
    rf"|\d{{1,6}}[ \t]*+\r?\n{_TIME_LINE})",
    re.MULTILINE,
)
"""How captions begin: "WEBVTT" and a time line below, or the number of a cue and its time line."""


def read_text(data: bytes, limits: Limits) -> ExtractedDocument:
    """Decode a text file, read the metadata at its head, and find its paragraphs.

    Raises:
        DocumentError: The bytes are binary, not valid UTF-8, or captions, whose words and times
            only the reader of captions can tell apart.
    """
    text = decode_text(data)
    if captions := _CAPTIONS.match(text):
        ending = ".vtt" if captions["vtt"] else ".srt"
        raise DocumentError(
            f"captions with time codes in a text file; rename it to end in {ending}, so that they "
            "are read as captions"
        )
    metadata, content_start = read_text_head(text)
    marks = (*mark_front_matter(content_start), *mark_plain_text(text, content_start))
    return ExtractedDocument(text, metadata, content_start=content_start, marks=marks)


FORMAT = FileFormat(name="text", suffixes=(".txt",), read=read_text)
