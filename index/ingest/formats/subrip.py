"""Reads SubRip captions (.srt), as those of WebVTT."""

from __future__ import annotations

from index.ingest.formats import FileFormat
from index.ingest.formats.captions import read_captions

FORMAT = FileFormat(name="SubRip captions", suffixes=(".srt",), read=read_captions)
