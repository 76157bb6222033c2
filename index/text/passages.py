"""Groups sentences into passages: windows of whole sentences that overlap by one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from index.records import Passage, Span

PASSAGE_CHARACTERS = 1100
"""Target length of a passage in characters: about 240 tokens of English."""


def make_passages(document_id: str, sentences: Sequence[Span]) -> list[Passage]:
    """Group sentences into passages of at most about `PASSAGE_CHARACTERS` characters.

    Each passage but the first repeats the last sentence of the passage before it, unless that
    sentence alone fills half a passage. Every sentence is in some passage.
    """
    passages: list[Passage] = []
    first = 0
    while first < len(sentences):
        last = first
        while (
            last + 1 < len(sentences) and _length(sentences, first, last + 1) <= PASSAGE_CHARACTERS
        ):
            last += 1
        window = tuple(sentences[first : last + 1])
        passages.append(Passage(document_id, window[0].start, window[-1].end, window))
        if last + 1 == len(sentences):
            break
        repeat = last > first and _length(sentences, last, last) * 2 < PASSAGE_CHARACTERS
        first = last if repeat else last + 1
    return passages


def _length(sentences: Sequence[Span], first: int, last: int) -> int:
    return sentences[last].end - sentences[first].start
