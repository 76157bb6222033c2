"""The marks of a plain text: what of it is no content, and which line breaks are none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.ingest.plain_text.divisions import find_hyphenated_words, mark_break
from index.ingest.plain_text.lines import BLANKS, TextLine, read_lines
from index.ingest.plain_text.wrapping import find_broken_lines, may_be_wrapped
from index.text.reading_text import MarkKind, ReadingMark

_EMPTY_QUOTE = re.compile(rf"^[>{BLANKS}]+$", re.MULTILINE)
_PART = 1_000_000
"""Characters that are analysed together, so that memory doesn't grow with the file."""


def mark_plain_text(text: str, start: int = 0) -> tuple[ReadingMark, ...]:
    """How a plain text reads.

    Args:
        text: The text of the file.
        start: Where its content begins, after front matter.
    """
    return tuple(mark for part in _parts(text, start) for mark in _mark_part(text, *part))


def _parts(text: str, start: int) -> Iterator[tuple[int, int]]:
    while len(text) - start > _PART:
        end = text.rfind("\n\n", start + _PART // 2, start + _PART) + 2
        if end < start + 2:
            end = text.rfind("\n", start, start + _PART) + 1 or start + _PART
        yield start, max(end, start + 1)
        start = max(end, start + 1)
    yield start, len(text)


def _mark_part(text: str, start: int, end: int) -> Iterator[ReadingMark]:
    if not may_be_wrapped(text, start, end):
        return
    lines = read_lines(text, start, end)
    broken = find_broken_lines(lines)
    if broken:
        hyphenated = find_hyphenated_words(text[start:end])
    for number in broken:
        yield mark_break(lines[number], lines[number + 1], hyphenated)
    joined = set(broken)
    yield from _mark_quote_prefixes(text, lines, joined)


def _mark_quote_prefixes(
    text: str, lines: list[TextLine], joined: set[int]
) -> Iterator[ReadingMark]:
    before = 0
    for number, line in enumerate(lines):
        if line.quote_depth and number - 1 not in joined:
            for empty in _EMPTY_QUOTE.finditer(text, before, line.start):
                yield ReadingMark(*empty.span(), MarkKind.NOTHING)
            yield ReadingMark(line.start, line.words_start, MarkKind.NOTHING)
        before = line.words_end


def mark_front_matter(content_start: int) -> tuple[ReadingMark, ...]:
    """The mark for the front matter that ends where the content begins; none if there is none."""
    if content_start == 0:
        return ()
    return (ReadingMark(0, content_start, MarkKind.ASIDE),)
