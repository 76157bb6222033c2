"""A document's text as it is read: without what is no content, and with its lines put together.

A file holds more than its sentences: running heads, page and line numbers, markup, line breaks in
the middle of a paragraph, words divided at the end of a line. A document's `text` keeps all of it,
as citations count in it; its `ReadingMark`s say how to read the marked places. Sentences,
statements and passages are found in the `ReadingText` that results, and are led back to the
document's text by `ReadingText.to_document`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from index.records import MarkKind, ReadingMark, Span

__all__ = ["MarkKind", "ReadingMark", "ReadingText", "make_reading_text"]

HYPHENS = ("-", "\u2010", "\u2011")
_LONG_WORD = 30
"""Characters, with a space, that hardly any word of a text exceeds."""


@dataclass(frozen=True, slots=True)
class ReadingText:
    """The text that is read, and where each of its characters stands in the document's text.

    A line break in it always ends a paragraph, a heading, or another block.
    """

    text: str
    marks: tuple[ReadingMark, ...] = ()
    _starts: tuple[int, ...] = (0,)
    """Offsets in `text` of the stretches that were taken over unchanged or became one space."""
    _origins: tuple[int, ...] = (0,)
    """Where each of these stretches begins in the document's text."""
    line_end_hyphens: tuple[int, ...] = ()
    """Offsets in `text` behind the hyphens that stand at the end of a line inside a paragraph, and
    that are read as part of the word ("north-" and "west" as "north-west")."""

    @property
    def asides(self) -> tuple[Span, ...]:
        """The spans of the document's text that are no content, in order."""
        return tuple(Span(start, end) for start, end, kind in self.marks if kind is MarkKind.ASIDE)

    @property
    def divisions(self) -> tuple[int, ...]:
        """Offsets in `text` at which a word that a line end divided is put together, in order.

        Whether its hyphen only divided it ("inde-pendent") or is part of it ("north-west") can't be
        known for certain.
        """
        return tuple(
            self._read_before(start) for start, _, kind in self.marks if kind is MarkKind.DIVISION
        )

    def other_readings(self, around: int) -> str:
        """Each word that a line end divides, read the other way, and the words around it.

        Words that are put together in `text` have a hyphen here, and the other way round.

        Args:
            around: Number of words before and behind the divided one.
        """
        width = around * _LONG_WORD
        readings = []
        for at in sorted((*self.divisions, *self.line_end_hyphens)):
            before = self.text[max(0, at - width) : at].split()[-around - 1 :]
            after = self.text[at : at + width].split()[: around + 1]
            first, second = " ".join(before), " ".join(after)
            is_kept = first.endswith(HYPHENS)
            readings.append(f"{first[:-1]}{second}" if is_kept else f"{first}-{second}")
        return "\n".join(readings)

    def to_document(self, start: int, end: int) -> Span:
        """The span of the document's text that is read as `text[start:end]`.

        It begins with the first and ends with the last character of the span; marked places
        inside it are part of it.
        """
        if not self.marks:
            return Span(start, end)
        first = self._place(start)
        return Span(first, max(first, self._place(end - 1) + 1) if end > start else first)

    def from_document(self, start: int, end: int) -> Span:
        """The span of `text` as which `start` to `end` of the document's text is read.

        It is empty if none of them is read.
        """
        if not self.marks:
            return Span(start, end)
        first, last = self._read_before(start), self._read_before(end)
        return Span(first, max(first, last))

    def _place(self, offset: int) -> int:
        stretch = max(0, bisect_right(self._starts, offset) - 1)
        return self._origins[stretch] + offset - self._starts[stretch]

    def _read_before(self, place: int) -> int:
        """How many characters of `text` stand before a place in the document's text."""
        stretch = bisect_right(self._origins, place) - 1
        if stretch < 0:
            return 0
        following = self._starts[stretch + 1] if stretch + 1 < len(self._starts) else len(self.text)
        return min(self._starts[stretch] + place - self._origins[stretch], following)


def make_reading_text(text: str, marks: Iterable[ReadingMark]) -> ReadingText:
    """Read a document's text as its marks say.

    An aside leaves a single space behind where the words around it would otherwise run together.

    Args:
        text: The document's text.
        marks: In any order. Of marks that overlap, an aside is kept whole, and else the first.
    """
    kept = _without_overlaps(marks, len(text))
    if not kept:
        return ReadingText(text)
    pieces: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    length = at = 0
    for mark in kept:
        if mark.start > at:
            starts.append(length)
            origins.append(at)
            pieces.append(text[at : mark.start])
            length += mark.start - at
        replaced = mark.kind is MarkKind.SPACE or (
            mark.kind is MarkKind.ASIDE and _would_join(text, mark)
        )
        if replaced:
            starts.append(length)
            origins.append(mark.start)
            pieces.append(" ")
            length += 1
        at = mark.end
    if at < len(text):
        starts.append(length)
        origins.append(at)
        pieces.append(text[at:])
    reading = ReadingText("".join(pieces), kept, tuple(starts) or (0,), tuple(origins) or (0,))
    return replace(reading, line_end_hyphens=tuple(_line_end_hyphens(reading, text)))


def _line_end_hyphens(reading: ReadingText, text: str) -> Iterator[int]:
    for start, end, kind in reading.marks:
        before, after = text[max(0, start - 2) : start], text[end : end + 1]
        if (
            kind is MarkKind.NOTHING
            and "\n" in text[start:end]
            and before.endswith(HYPHENS)
            and before[0].isalpha()
            and after.isalpha()
        ):
            yield reading.from_document(start, start).start


def _would_join(text: str, mark: ReadingMark) -> bool:
    before, after = text[: mark.start][-1:], text[mark.end : mark.end + 1]
    return bool(before.strip()) and bool(after.strip())


def _without_overlaps(marks: Iterable[ReadingMark], length: int) -> tuple[ReadingMark, ...]:
    """The marks in the order of the text, cut to the text and to what no stronger mark covers."""
    given = [ReadingMark(max(0, start), min(end, length), kind) for start, end, kind in marks]
    asides = _merge(sorted(mark for mark in given if mark.kind is MarkKind.ASIDE))
    aside_starts = [mark.start for mark in asides]
    kept: list[ReadingMark] = []
    end = 0
    for mark in sorted(mark for mark in given if mark.kind is not MarkKind.ASIDE):
        if mark.start < end or mark.end <= mark.start or _overlaps(mark, asides, aside_starts):
            continue
        kept.append(mark)
        end = mark.end
    return tuple(sorted([*asides, *kept]))


def _merge(asides: Sequence[ReadingMark]) -> list[ReadingMark]:
    merged: list[ReadingMark] = []
    for mark in asides:
        if mark.end <= mark.start:
            continue
        if merged and mark.start <= merged[-1].end:
            merged[-1] = merged[-1]._replace(end=max(merged[-1].end, mark.end))
        else:
            merged.append(mark)
    return merged


def _overlaps(mark: ReadingMark, asides: Sequence[ReadingMark], starts: Sequence[int]) -> bool:
    before = bisect_left(starts, mark.end) - 1
    return before >= 0 and asides[before].end > mark.start
