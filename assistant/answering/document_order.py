"""The candidates in the order in which they stand in their documents."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from assistant.answering.candidates import Candidate
from index.records import Span

_MAX_GAP = 8
"""Characters between two sentences that follow each other: line breaks and the mark of an item."""


class DocumentOrder:
    """Finds the candidates that stand before and behind a candidate."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        """Put the candidates in order; each sentence is among them once."""
        self._of_document: dict[int, list[Candidate]] = {}
        for candidate in sorted(candidates, key=lambda candidate: candidate.place):
            self._of_document.setdefault(candidate.place[0], []).append(candidate)

    def __iter__(self) -> Iterator[Candidate]:
        """All candidates, document by document."""
        for candidates in self._of_document.values():
            yield from candidates

    def after(self, candidate: Candidate) -> Iterator[Candidate]:
        """The sentences that follow a sentence without a gap, the nearest first."""
        candidates, at = self._position(candidate)
        for first, second in zip(candidates[at:], candidates[at + 1 :], strict=False):
            if not _follows(first, second):
                return
            yield second

    def before(self, candidate: Candidate) -> Iterator[Candidate]:
        """The sentences that precede a sentence without a gap, the nearest first."""
        candidates, at = self._position(candidate)
        for number in range(at, 0, -1):
            if not _follows(candidates[number - 1], candidates[number]):
                return
            yield candidates[number - 1]

    def _position(self, candidate: Candidate) -> tuple[list[Candidate], int]:
        candidates = self._of_document[candidate.place[0]]
        at = bisect_left(candidates, candidate.place, key=lambda candidate: candidate.place)
        return candidates, at


def gap_between(first: Candidate, second: Candidate) -> str | None:
    """The characters between two sentences of a document; None if no passage has both."""
    start, end = first.span.end, second.span.start
    for passage in (first.ranked.passage, second.ranked.passage):
        if passage.start <= first.span.start and second.span.end <= passage.end:
            return passage.text[start - passage.start : end - passage.start]
    return None


def is_same_paragraph(first: Candidate, second: Candidate) -> bool:
    """Whether no line ends between two sentences that follow each other."""
    gap = gap_between(first, second)
    return gap is not None and "\n" not in gap


def _follows(first: Candidate, second: Candidate) -> bool:
    one, other = Span(*first.span), Span(*second.span)
    return 0 <= other.start - one.end <= _MAX_GAP
