"""The sentences of a stretch of text, split line by line where they are asked for.

No sentence crosses a line, and of the lines around a place most are never asked for.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from index.records import Span
from index.text.sentences import split_sentences

__all__ = ["NearbySentences"]

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")


class NearbySentences:
    """The sentences of `text[start:end]`, whose offsets count in `text`."""

    def __init__(self, text: str, start: int, end: int) -> None:
        """Find the lines.

        Args:
            text: The text.
            start: Where the first line begins.
            end: Where the last line ends.
        """
        self._text = text
        self._lines = [Span(*line.span()) for line in _LINE.finditer(text, start, end)]
        self._starts = [line.start for line in self._lines]
        self._split: dict[int, list[Span]] = {}

    def at(self, offset: int) -> Span | None:
        """The last sentence that begins at or before an offset, else the first; None if none is."""
        for number in range(self._line_at(offset), -1, -1):
            begun = [one for one in self._of_line(number) if one.start <= offset]
            if begun:
                return begun[-1]
        return next(self._from_line(0), None)

    def before(self, offset: int) -> Span | None:
        """The last sentence that ends at or before an offset."""
        for number in range(self._line_at(offset), -1, -1):
            ended = [one for one in self._of_line(number) if one.end <= offset]
            if ended:
                return ended[-1]
        return None

    def behind(self, offset: int) -> Span | None:
        """The first sentence that begins at or behind an offset."""
        later = self._from_line(max(0, self._line_at(offset)))
        return next((one for one in later if one.start >= offset), None)

    def overlapping(self, start: int, end: int) -> Iterator[Span]:
        """The sentences that have characters between two offsets, in order."""
        for one in self._from_line(max(0, self._line_at(start))):
            if one.start >= end:
                return
            if one.end > start:
                yield one

    def _line_at(self, offset: int) -> int:
        """The number of the last line that begins at or before an offset; -1 if none does."""
        return bisect_right(self._starts, offset) - 1

    def _from_line(self, first: int) -> Iterator[Span]:
        for number in range(first, len(self._lines)):
            yield from self._of_line(number)

    def _of_line(self, number: int) -> list[Span]:
        if number not in self._split:
            start, end = self._lines[number]
            found = split_sentences(self._text[start:end])
            self._split[number] = [Span(one.start + start, one.end + start) for one in found]
        return self._split[number]
