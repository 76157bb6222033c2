"""Marks the line breaks inside the paragraphs of a hard-wrapped text."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median

from index.records import MarkKind, ReadingMark

__all__ = ["mark_hard_wraps"]

_PARAGRAPH = re.compile(r"\S++(?:(?!\s*\n[ \t\r]*\n|\s*\Z)\s++\S++)*+")
_BREAK = re.compile(r"[ \t]*+[\r\n]\s*+")
_WRAP_WIDTHS = range(50, 101)


def mark_hard_wraps(text: str) -> tuple[ReadingMark, ...]:
    """A mark for each line break inside a paragraph, if the text is hard-wrapped."""
    if not _is_hard_wrapped(text):
        return ()
    return tuple(
        ReadingMark(*line_break.span(), MarkKind.SPACE)
        for paragraph in _PARAGRAPH.finditer(text)
        for line_break in _BREAK.finditer(text, *paragraph.span())
    )


def _is_hard_wrapped(text: str) -> bool:
    """Whether most lines break at a fixed width rather than at the end of a paragraph."""
    lines = [line.rstrip() for line in text[:20_000].splitlines() if line.strip()]
    if len(lines) < 3:
        return False
    broken = sum(
        first[-1] not in ".!?:;”\"'’)" and second.lstrip()[:1].islower()
        for first, second in pairwise(lines)
    )
    return median(map(len, lines)) in _WRAP_WIDTHS and broken > len(lines) / 4
