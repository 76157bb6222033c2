"""Reads captions of recordings (.vtt): what is said, a turn a line, with its time codes."""

from __future__ import annotations

from index.errors import DocumentError
from index.ingest.captions.cues import parse_cues
from index.ingest.captions.joining import join_cues
from index.ingest.formats import ExtractedDocument, FileFormat
from index.limits import Limits
from index.text.decoding import decode_text


def read_captions(data: bytes, limits: Limits) -> ExtractedDocument:
    """Join a file's cues to turns; tags, styles, notes and positions are left out.

    Words that rolling captions show twice are there once.

    Raises:
        DocumentError: The bytes are binary or not valid UTF-8, or there are no captions in them.
    """
    joined = join_cues(parse_cues(decode_text(data)))
    if not joined.text:
        raise DocumentError("empty: the captions hold no words")
    return ExtractedDocument(joined.text, times=joined.times, turns=joined.turns)


FORMAT = FileFormat(name="WebVTT captions", suffixes=(".vtt",), read=read_captions)
