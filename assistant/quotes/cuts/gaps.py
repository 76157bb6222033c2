"""Warnings about the gaps of a quote: what they leave out, and what they join."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from assistant.quotes.cuts.clauses import Token, find_follower, find_governor, has_class, read_tokens
from assistant.quotes.cuts.surroundings import Surroundings
from assistant.quotes.cuts.warnings import make_warning
from assistant.records import QuoteWarning
from index.records import Span
from index.text.quotations import Quotation
from index.text.sentences import split_sentences

_MAX_TARGET = 12
_MAX_SENTENCES = 2
"""Whole sentences that a gap may leave out before its sides count as two passages."""
_MAX_CLAUSE_BETWEEN = 25
"""Maximum words of a reporting clause between two quotations that are read on as one."""


def find_gap_warnings(around: Surroundings) -> Iterator[QuoteWarning]:
    """Yield what the gaps between the parts of a quote hide."""
    for before, behind in pairwise(around.parts):
        gap = Span(before.end, behind.start)
        if gap.end <= gap.start:
            continue
        spliced = _splice_warning(around, before, gap, behind)
        if spliced:
            yield spliced
        yield from _hidden_words(around, before, gap, behind)


def _hidden_words(
    around: Surroundings, before: Span, gap: Span, behind: Span
) -> Iterator[QuoteWarning]:
    hidden = read_tokens(around.text, *gap)
    if not any(token.is_word for token in hidden):
        return
    target = read_tokens(around.text, *behind)[:_MAX_TARGET]
    governor = None if _is_aside(hidden) else find_governor(hidden, target)
    governor = governor or find_follower(
        read_tokens(around.text, *before), hidden, within_gap=True
    )
    if governor:
        words = around.text[governor.start : governor.end]
        yield make_warning(
            around, "hidden_in_gap", Span(governor.start, governor.end),
            f"the gap leaves out “{words}”",
        )


def _is_aside(hidden: list[Token]) -> bool:
    """Whether a gap leaves out an aside between two commas, dashes or brackets.

    ", if elected," and ", allegedly," are no asides.
    """
    if len(hidden) < 3 or (hidden[0].word, hidden[-1].word) not in _PAIRS:
        return False
    opening = hidden[1]
    return not (has_class(opening, "condition") or has_class(opening, "doubt"))


_PAIRS = {(",", ","), ("—", "—"), ("–", "–"), ("(", ")"), ("-", "-"), ("--", "--")}


def _splice_warning(
    around: Surroundings, before: Span, gap: Span, behind: Span
) -> QuoteWarning | None:
    text = around.text[gap.start : gap.end]
    first = around.quotation_at(before.start, before.end)
    second = around.quotation_at(behind.start, behind.end)
    distance = len(text.split())
    apart = f"{distance} words" if distance != 1 else "1 word"
    if first != second and not _reads_on(around, first, second):
        return make_warning(
            around, "splice", gap, f"the quote joins two passages that stand {apart} apart"
        )
    sentences = [
        one for one in around.sentences if gap.start <= one.start and one.end <= gap.end
    ]
    crossed = around.sentence_at(before.end - 1) != around.sentence_at(behind.start)
    if not crossed or first != second:
        return None
    starts_inside = behind.start > around.sentence_at(behind.start).start + 2
    ends_inside = before.end < around.sentence_at(before.end - 1).end - 2
    halves = starts_inside and ends_inside
    target = read_tokens(around.text, *behind)[:1]
    points_back = bool(sentences) and bool(target) and has_class(target[0], "points-back")
    if halves or points_back or len(sentences) > _MAX_SENTENCES or "\n" in text:
        return make_warning(
            around, "splice", gap, f"the quote joins two sentences that stand {apart} apart"
        )
    return None


def _reads_on(around: Surroundings, first: Quotation | None, second: Quotation | None) -> bool:
    """Whether two quotations are one that a reporting clause interrupts."""
    if first is None or second is None:
        return False
    if around.quotations.index(second) != around.quotations.index(first) + 1:
        return False
    between = around.text[first.end : second.start].strip()
    if "\n" in between or between.endswith(":"):
        return False
    return len(between.split()) <= _MAX_CLAUSE_BETWEEN and len(split_sentences(between)) < 2
