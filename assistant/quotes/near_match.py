"""Finds the place of a document most like a quote that is nowhere word for word."""

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
"""Words of a long quote that are looked for at once."""
_CHUNKS = 6
_GAP_COST = 0.12
"""What a word of the source that the quote leaves out costs, a shared word being worth 1: blocks
of shared words further apart than this pays for are not taken as one place."""


def find_nearest_match(quote: QuoteWords, source: SourceText) -> Alignment | None:
    """The place in the source that comes nearest to the quote; None where nothing is shared."""
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
    """How the whole quote lies on a place that has its words `first` to `last` only.

    Args:
        quote: The quote.
        found: How a run of its words lies there.
        run: Number of the run's first word in the quote.
        first: The first word that the place has.
        last: The word after the last one.
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
    """The words of the source among which the quote's are to be aligned."""
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
    """The run of blocks worth most, what lies between them in the source being subtracted."""
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
    """The blocks, the first and the last one with the shared words beside them.

    The alignment may have found these, of which there are many ("the"), somewhere else.
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
