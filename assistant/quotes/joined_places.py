"""Warnings about a quote that no single place has: parts of it stand in different places."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.quotes.alignment import Alignment
from assistant.quotes.comparable_words import QuoteWords
from assistant.quotes.cuts.gaps import distance_text, find_gap_warnings
from assistant.quotes.cuts.surroundings import Surroundings
from assistant.records import QuoteMatch, QuoteWarning
from index.records import Span, Statement

_LEAST_RUN = 3
"""Minimum number of consecutive words of a quote that make a passage."""
_MAX_WORDS = 200


def find_joined_places(
    quote: QuoteWords,
    alignments: Sequence[Alignment],
    matches: Sequence[QuoteMatch],
    text: str,
    statements: Sequence[Statement],
) -> QuoteWarning | None:
    """The warning that a quote joins its first place with another one; None if it does not.

    Args:
        quote: The quote's words.
        alignments: How the quote is aligned with each place.
        matches: The places, in the same order.
        text: The reading text of the first place's document.
        statements: The statements of that document around the places.
    """
    if not alignments:
        return None
    best = _shared_words(quote, alignments[0])
    for alignment, match in zip(alignments[1:], matches[1:], strict=True):
        shared = _shared_words(quote, alignment)
        if not _has_run(shared - best) or not _has_run(best - shared):
            continue
        if not _read_on(matches[0], match, min(best) < min(shared), text, statements, quote.text):
            return _warning(matches[0], match, text)
    return None


def _read_on(
    best: QuoteMatch,
    other: QuoteMatch,
    in_order: bool,
    text: str,
    statements: Sequence[Statement],
    quote: str,
) -> bool:
    """Whether the second place goes on where the first ends, but for who is said to speak."""
    first, second = (best, other) if in_order else (other, best)
    if first.document_id != second.document_id or first.end > second.start:
        return False
    parts = Span(first.start, first.end), Span(second.start, second.end)
    around = Surroundings(text, first.start, second.end, parts, tuple(statements))
    return all(one.kind != "splice" for one in find_gap_warnings(around, quote))


def _shared_words(quote: QuoteWords, alignment: Alignment) -> set[int]:
    """The numbers of the quote's words that a place has."""
    return {
        step.quote_first + number
        for step in alignment.steps
        if step.kind == "equal"
        for number in range(step.last - step.first)
    }


def _has_run(numbers: set[int]) -> bool:
    return any(all(first + number in numbers for number in range(_LEAST_RUN)) for first in numbers)


def _warning(best: QuoteMatch, other: QuoteMatch, text: str) -> QuoteWarning:
    start, end = best.start, best.end
    if best.document_id != other.document_id:
        where = "of two documents"
    else:
        start, end = sorted((best.start, best.end, other.start, other.end))[1:3]
        where = f"that stand {distance_text(text[start:end])} apart"
    if best.speaker and other.speaker:
        is_one = best.speaker == other.speaker
        where += (
            f", both by {best.speaker}" if is_one else f", by {best.speaker} and {other.speaker}"
        )
    end = min(end, start + _MAX_WORDS)
    return QuoteWarning(
        kind="splice",
        message=f"the quote joins two passages {where}",
        words=text[start:end],
        start=start,
        end=end,
    )
