"""Warnings about the edges of a quote: what stood before its start, and behind its end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.quotes.cuts.clauses import (
    Token,
    find_falsehood,
    find_follower,
    find_governor,
    find_negated_adjunct,
    has_class,
)
from assistant.quotes.cuts.surroundings import Surroundings
from assistant.quotes.cuts.views import find_view
from assistant.quotes.cuts.warnings import make_warning
from assistant.records import QuoteWarning, WarningKind
from index.records import Span

_NATURE: dict[str, WarningKind] = {
    "negation": "denied",
    "rejection": "denied",
    "condition": "hypothetical",
    "concession": "hypothetical",
    "pretence": "hypothetical",
    "inverted": "hypothetical",
}
"""What the words are that a start cuts off from what governs them, beside `cut_start`."""
_MAX_TARGET = 12
_CONTENT_OPENERS = frozenset(("that", ",", ":", "“", '"', "'", "‘", "like", "how", "if"))
_SPEECH_FORMS = frozenset(("'s", "going", "saying"))


def find_edge_warnings(around: Surroundings, quote: str) -> Iterator[QuoteWarning]:
    """Yield what is wrong with where a quote begins and where it ends.

    Args:
        around: The place of the quote.
        quote: The quote as it was given.
    """
    yield from _start_warnings(around)
    yield from _end_warnings(around)
    yield from _question_warnings(around, quote)


def _start_warnings(around: Surroundings) -> Iterator[QuoteWarning]:
    left = around.left_of(around.start)
    if not left:
        return
    first = around.parts[0]
    target = around.tokens_from(first)[:_MAX_TARGET]
    governor = find_governor(left, target)
    if governor:
        span = Span(_clause_start(left, governor.start), around.start)
        words = around.text[governor.start : governor.end]
        yield make_warning(
            around, "cut_start", span, f"the quote begins behind “{words}”, which it leaves out"
        )
        nature = _NATURE.get(governor.kind)
        if nature:
            yield make_warning(around, nature, span, _NATURE_MESSAGES[nature])
    opening = around.text[around.start : around.start + 1]
    is_speech = opening.isupper() or left[-1].word in "“‘'\""
    view = find_view(left, is_speech)
    if view:
        span = Span(view, around.start)
        if any(has_class(token, "indefinite") for token in left if token.start >= view):
            yield make_warning(
                around, "cut_start", span, "the quote leaves out that others are said to hold this"
            )
        yield make_warning(
            around, "others_words", span, "the speaker tells what others say, think or are said to"
        )


_NATURE_MESSAGES = {
    "denied": "the speaker denies what is quoted",
    "hypothetical": "what is quoted holds only under a condition, or is no fact",
}


def _clause_start(left: Sequence[Token], offset: int) -> int:
    """Where the words begin that are shown for a governing word: "I don't think"."""
    at = next(at for at, token in enumerate(left) if token.start >= offset)
    first = at
    while first and left[first - 1].is_word and at - first < 3:
        first -= 1
    return left[first].start


def _end_warnings(around: Surroundings) -> Iterator[QuoteWarning]:
    right = around.right_of(around.end)
    if not right:
        return
    quoted = around.tokens_from(_last_clause(around))
    follower = (
        find_follower(quoted, right) or find_negated_adjunct(quoted, right) or find_falsehood(right)
    )
    if follower is None:
        return
    last = right[-1].end
    span = Span(follower.start, last)
    words = around.text[follower.start : follower.end]
    yield make_warning(
        around, "cut_end", span, f"the quote ends before “{words} …”, which limits what it says"
    )
    if follower.kind == "falsehood":
        yield make_warning(around, "denied", span, _NATURE_MESSAGES["denied"])
    if follower.kind == "condition":
        yield make_warning(around, "hypothetical", span, _NATURE_MESSAGES["hypothetical"])


def _last_clause(around: Surroundings) -> Span:
    start = max(around.parts[-1].start, around.sentence_at(max(0, around.end - 1)).start)
    return Span(start, around.end)


_TAG = re.compile(r"[,–—-]\s*\w+\s*$")
"""A word that asks for assent behind a statement: ", right"."""
_QUESTION_END = re.compile(r"\?[\"'”’»)\]!]*\s*$")


def _question_warnings(around: Surroundings, quote: str) -> Iterator[QuoteWarning]:
    """Yield the warning about a question that is quoted without its mark."""
    if _QUESTION_END.search(quote):
        return
    last = max(around.start, around.end - 1)
    sentence = around.sentence_at(last)
    end = sentence.end
    quotation = around.quotation_at(last, last + 1)
    if quotation:
        end = min(end, max(quotation.inner.end, around.end))
    found = around.text.find("?", around.end - 1, end)
    if found < 0 or "?" in around.text[around.start : around.end]:
        return
    between = around.text[around.end : found]
    if any(mark in between for mark in ';.!“”"') or _TAG.search(between):
        return
    yield make_warning(
        around, "question", Span(around.end, found + 1), "the words are part of a question"
    )
