"""Finds the most similar passage of a document for a quote that has no exact match."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from assistant.quotes.alignment import (
    Alignment,
    AlignmentStep,
    align_same_words,
    merge_steps,
    share_of_words,
)
from assistant.quotes.comparable_words import QuoteWords, SourceText

_CHUNK = 48
"""Number of words of a long quote that are searched for at once."""
_CHUNKS = 6
_GAP_COST = 0.12
"""Cost of a source word that the quote leaves out, where a shared word is worth 1. Blocks of shared
words are joined only if they are worth more than the words between them cost."""


def find_nearest_match(quote: QuoteWords, source: SourceText) -> Alignment | None:
    """Align the quote with the most similar part of the source; None if they share no word."""
    coded = quote.encode(source.words)
    if not coded.strip("\x00"):
        return None
    first, last = _nearest_window(quote.coded, coded)
    aligned = [
        (op.src_start, first + op.dest_start, op.src_end - op.src_start)
        for op in Indel.opcodes(quote.coded, coded[first:last])
        if op.tag == "equal"
    ]
    blocks = _with_edges(_best_run_of_blocks(quote, aligned), quote.coded, coded)
    if not blocks:
        return None
    steps: list[AlignmentStep] = []
    at, place = 0, blocks[0][1]
    for quote_first, source_first, length in blocks:
        if source_first > place:
            steps.append(AlignmentStep("delete", place, source_first, at))
        if quote_first > at:
            steps.append(AlignmentStep("insert", at, quote_first, at))
        steps += align_same_words(quote, source, quote_first, quote_first + length, source_first)
        at, place = quote_first + length, source_first + length
    if at < len(quote.words):
        steps.append(AlignmentStep("insert", at, len(quote.words), at))
    support = sum(
        _block_worth(quote, quote_first, length) for quote_first, _, length in blocks
    ) / sum(quote.weights)
    steps = list(merge_steps(steps))
    return Alignment("altered", tuple(steps), blocks[0][1], place, share_of_words(steps), support)


def place_part_of_quote(
    quote: QuoteWords, found: Alignment, run: int, first: int, last: int
) -> Alignment:
    """Align the whole quote with a passage that contains only its words `first` to `last`.

    Args:
        quote: The quote.
        found: The alignment of a run of the quote's words with the passage.
        run: Number of the run's first word in the quote.
        first: Number of the first word that the passage contains.
        last: Number of the word after the last one.
    """
    moved = [
        step._replace(
            first=step.first + run * (step.kind == "insert"),
            last=step.last + run * (step.kind == "insert"),
            quote_first=step.quote_first + run,
        )
        for step in found.steps
    ]
    total = len(quote.words)
    steps = [AlignmentStep("insert", 0, first, 0)] if first else []
    steps += moved
    if last < total:
        steps.append(AlignmentStep("insert", last, total, last))
    support = _block_worth(quote, first, last - first) / sum(quote.weights)
    return Alignment(
        "altered", tuple(steps), found.first, found.last, share_of_words(steps), support
    )


def _nearest_window(mine: str, theirs: str) -> tuple[int, int]:
    """The range of source words to align the quote with."""
    margin = max(20, len(mine) // 3)
    if len(theirs) <= len(mine) + margin:
        return 0, len(theirs)
    size = len(mine) if len(mine) <= _CHUNK + 16 else _CHUNK
    last_start = len(mine) - size
    starts = sorted({last_start * n // (_CHUNKS - 1) for n in range(_CHUNKS)})
    best, offset = -1.0, 0
    for start in starts:
        found = fuzz.partial_ratio_alignment(mine[start : start + size], theirs)
        if found is not None and found.score > best:
            best, offset = found.score, found.dest_start - start
    return max(0, offset - margin), min(len(theirs), offset + len(mine) + margin)


def _best_run_of_blocks(
    quote: QuoteWords, blocks: Sequence[tuple[int, int, int]]
) -> Sequence[tuple[int, int, int]]:
    """The consecutive blocks with the highest worth, less the cost of the words between them."""
    best, best_range = 0.0, (0, 0)
    worth, begin, place = 0.0, 0, 0
    for number, (quote_first, source_first, length) in enumerate(blocks):
        worth -= _GAP_COST * (source_first - place)
        if worth <= 0:
            worth, begin = 0.0, number
        worth += _block_worth(quote, quote_first, length)
        place = source_first + length
        if worth > best:
            best, best_range = worth, (begin, number + 1)
    return blocks[slice(*best_range)]


def _with_edges(
    blocks: Sequence[tuple[int, int, int]], mine: str, theirs: str
) -> list[tuple[int, int, int]]:
    """The blocks, the first and the last extended by shared words right beside them.

    The alignment may have matched these words elsewhere, as they are often common ("the").
    """
    if not blocks:
        return []
    found = list(blocks)
    first, at, length = found[0]
    while first and at and mine[first - 1] == theirs[at - 1]:
        first, at, length = first - 1, at - 1, length + 1
    found[0] = (first, at, length)
    first, at, length = found[-1]
    while mine[first + length : first + length + 1] == theirs[at + length : at + length + 1] != "":
        length += 1
    found[-1] = (first, at, length)
    return found


def _block_worth(quote: QuoteWords, first: int, length: int) -> float:
    return sum(quote.weights[first : first + length])
