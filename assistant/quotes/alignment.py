"""The alignment of a quote's words with those of a document, word by word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from assistant.quotes.comparable_words import QuoteWords, SourceText
from assistant.quotes.letter_case import (
    case_matches,
    is_in_capitals,
    joins_two_sentences,
    means_something_else_in_capitals,
)

_CARELESS = 2
"""Minimum missing capitals for a quote in lower case to count as carelessly typed."""


class AlignmentStep(NamedTuple):
    """A run of consecutive words that are in both quote and source, or in only one of them."""

    kind: Literal["equal", "delete", "insert"]
    """`equal`, `delete` (only the source has them) or `insert` (only the quote has them)."""
    first: int
    """Number of the first word: in the source, or for `insert` in the quote."""
    last: int
    """Number of the word after the last one."""
    quote_first: int
    """Number of the quote's word at which this step starts."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """The alignment of a quote with a range of a document's words, and the resulting verdict."""

    verdict: Literal["verbatim", "elided", "altered"]
    steps: tuple[AlignmentStep, ...]
    first: int
    """Number of the first source word of the range."""
    last: int
    """Number of the source word after the last one."""
    score: float
    """1 if all words are the same; else the share of words that quote and source have in common."""
    support: float
    """Share of the quote that the source supports, 0 to 1; common or scattered words weigh less."""


def align_same_words(
    quote: QuoteWords, source: SourceText, first: int, last: int, start: int
) -> Iterator[AlignmentStep]:
    """Yield steps for words with the same keys; a changed case or lost stop replaces the word."""
    changed = set(_changed_words(quote, source, first, last, start))
    for number in range(first, last):
        at = start + number - first
        if number not in changed:
            yield AlignmentStep("equal", at, at + 1, number)
        else:
            yield AlignmentStep("delete", at, at + 1, number)
            yield AlignmentStep("insert", number, number + 1, number)


def _changed_words(
    quote: QuoteWords, source: SourceText, first: int, last: int, start: int
) -> Iterator[int]:
    """Yield the numbers of words with the same key that differ in case or a lost full stop."""
    words, theirs = quote.words, source.words
    end = start + last - first
    text = source.text[theirs[start].start : theirs[end - 1].end]
    if quote.in_capitals or is_in_capitals(text):
        return
    shift = start - first
    small = [
        number
        for number in range(first, last)
        if not case_matches(
            quote.text, words[number], source.text, theirs[number + shift], number == first
        )
    ]
    # A quote with several names in lower case is typed carelessly; a single one may be a change.
    careless = quote.in_small_letters and len(small) >= _CARELESS
    for number in small:
        if not careless or means_something_else_in_capitals(source.text, theirs[number + shift]):
            yield number
    for number in range(first, last - 1) if not quote.in_small_letters else ():
        between = quote.text[words[number].end : words[number + 1].start]
        at = number + shift
        if joins_two_sentences(between, source.text, theirs[at].end, theirs[at + 1].start):
            yield number


def share_of_words(steps: Iterable[AlignmentStep]) -> float:
    """Twice the number of shared words, divided by the words of quote and source together."""
    counts = dict.fromkeys(("equal", "delete", "insert"), 0)
    for step in steps:
        counts[step.kind] += step.last - step.first
    total = 2 * counts["equal"] + counts["delete"] + counts["insert"]
    return 2 * counts["equal"] / total if total else 0.0


def merge_steps(steps: Iterable[AlignmentStep]) -> Iterator[AlignmentStep]:
    """Join adjacent steps of the same kind."""
    held: AlignmentStep | None = None
    for step in steps:
        if held and held.kind == step.kind and held.last == step.first:
            held = held._replace(last=step.last)
            continue
        if held:
            yield held
        held = step
    if held:
        yield held
