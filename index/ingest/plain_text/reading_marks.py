"""The marks of a plain text: what of it is no content, and which line breaks are none."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from index.ingest.plain_text.continuations import goes_on, may_be_wrapped
from index.ingest.plain_text.divisions import WordsOfText, find_words, mark_break
from index.ingest.plain_text.double_spacing import close_double_spacing
from index.ingest.plain_text.line_numbers import remove_line_numbers
from index.ingest.plain_text.lines import BLANKS, TextLine, read_lines
from index.ingest.plain_text.running_heads import find_running_heads, may_have_pages
from index.ingest.plain_text.wrapping import find_broken_lines
from index.text.reading_text import MarkKind, ReadingMark

_EMPTY_QUOTE = re.compile(rf"^[{BLANKS}]*+>[>{BLANKS}]*+$", re.MULTILINE)
_FILLER = re.compile(r"\x00+")
"""What some programs fill lines up with."""
_PART = 1_000_000
"""Characters that are analysed together, so that memory doesn't grow with the file."""


def mark_plain_text(text: str, start: int = 0) -> tuple[ReadingMark, ...]:
    """How a plain text reads.

    Args:
        text: The text of the file.
        start: Where its content begins, after front matter.
    """
    marks = [mark for part in _parts(text, start) for mark in _mark_part(text, *part)]
    if "\0" in text:
        marks += [ReadingMark(*filler.span(), MarkKind.ASIDE) for filler in _FILLER.finditer(text)]
    return tuple(marks)


def _parts(text: str, start: int) -> Iterator[tuple[int, int]]:
    while len(text) - start > _PART:
        end = text.rfind("\n\n", start + _PART // 2, start + _PART) + 2
        if end < start + 2:
            end = text.rfind("\n", start, start + _PART) + 1 or start + _PART
        yield start, max(end, start + 1)
        start = max(end, start + 1)
    yield start, len(text)


def _mark_part(text: str, start: int, end: int) -> Iterator[ReadingMark]:
    if not may_be_wrapped(text, start, end) and not may_have_pages(text, start, end):
        return
    lines = read_lines(text, start, end)
    asides = remove_line_numbers(lines)
    heads = find_running_heads(lines)
    asides += [(lines[head].words_start, lines[head].words_end) for head in heads]
    content = [line for position, line in enumerate(lines) if position not in heads]
    over_pages = _join_pages(content, asides) if asides or "\f" in text else set()
    close_double_spacing(content)
    broken = over_pages.union(find_broken_lines(content))
    words = find_words(text[start:end]) if broken else WordsOfText()
    inside = {span for number in broken for span in _between(content, number, asides)}
    for number in sorted(broken):
        mark = mark_break(content[number], content[number + 1], words)
        if mark.kind is MarkKind.SPACE and not inside.isdisjoint(_between(content, number, asides)):
            mark = mark._replace(kind=MarkKind.ASIDE)
        yield mark
    for span in asides:
        if span not in inside:
            yield ReadingMark(*span, MarkKind.ASIDE)
    yield from _mark_quote_prefixes(text, content, broken)


def _join_pages(content: list[TextLine], asides: list[tuple[int, int]]) -> set[int]:
    """Put the pages of a text together.

    Returns:
        The numbers of the lines whose sentence goes on behind a page's border.
    """
    asides.sort()
    going_on = set()
    for number in range(len(content) - 1):
        line, following = content[number], content[number + 1]
        heads = any(
            start >= line.words_end and end < following.words_start
            for start, end in _between(content, number, asides)
        )
        if following.after_page_break or heads:
            following.after_blank = following.begins_paragraph
            if goes_on(line.words, following.words) and following.words[0].islower():
                going_on.add(number)
    return going_on


def _between(
    content: list[TextLine], number: int, asides: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The asides between a line and the next."""
    first = bisect_left(asides, (content[number].words_end,))
    last = bisect_left(asides, (content[number + 1].words_start,))
    return asides[first:last]


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
