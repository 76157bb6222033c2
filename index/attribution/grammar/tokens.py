"""A sentence as words, marks and whole quotations."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from index.lexicon.punctuation import DASHES
from index.lexicon.reporting_verbs import VERBS
from index.lexicon.titles import SHORT_SUFFIX, SHORT_WORD
from index.records import Span
from index.text.capital_letters import CAPITAL
from index.text.quotations import Quotation


class Token(NamedTuple):
    """A word, a mark, or a whole quotation."""

    text: str
    lower: str
    start: int
    end: int
    quoted: bool = False


_TOKEN = re.compile(
    r"\b(?:[Hh]e|[Ss]he|[Tt]hey|I|[Ww]e|[Yy]ou|[Ii]t|[Ww]ho|[Tt]hat|[Tt]here)(?=['’](?:s|d|ve|ll|re|m)\b)"
    rf"|['’](?:s|d|ve|ll|re|m)\b|(?:{CAPITAL}\.){{2,}}|\b(?:{SHORT_WORD}|{SHORT_SUFFIX})\."
    rf"|\b{CAPITAL}\.(?= {CAPITAL})|[$€£#@]?\w+(?:[-’'&./]\w+)*|\.\.\.|--|[^\w\s]"
)


def tokens(text: str, span: Span, quotations: Sequence[Quotation]) -> list[Token]:
    """The tokens of a stretch of text; each quotation in it is one.

    Args:
        text: Of the whole document; offsets count in it.
        span: The stretch.
        quotations: Those within it, in order.
    """
    found: list[Token] = []
    place = span.start
    for quotation in quotations:
        _words(text, place, quotation.start, found)
        found.append(Token(text[quotation.start : quotation.end], "", *quotation[:2], True))
        place = quotation.end
    _words(text, place, span.end, found)
    return found


def _words(text: str, start: int, end: int, found: list[Token]) -> None:
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        found.append(Token(word, word.lower().replace("’", "'"), *match.span()))


def index_at(items: Sequence[Token], start: int) -> int:
    """Index of the first token that begins at or behind a place of the text."""
    return bisect_left(items, start, key=lambda token: token.start)


def ends_quoted(items: Sequence[Token], end: int) -> bool:
    """Whether what precedes `end` is a quotation, with or without a mark behind it."""
    if end > 1 and items[end - 1].lower in (",", "?", "!", *DASHES):
        end -= 1
    return end > 0 and items[end - 1].quoted


def block_end(items: Sequence[Token]) -> int:
    """Where a sentence ends without the marks that close it."""
    stop = len(items)
    while stop > 0 and items[stop - 1].lower in (".", "?", "!", ";", ":", ")", "…"):
        stop -= 1
    return stop


def is_utterance(token: Token) -> bool:
    """Whether a quotation is long enough to be speech rather than a term or a title."""
    return token.end - token.start > 25


def reports_on(token: Token) -> bool:
    """Whether a participle begins another report: "…, suggesting that"."""
    verb = VERBS.get(token.lower)
    return verb is not None and verb.form == "ing"


def starts_big(token: Token) -> bool:
    """Whether a quotation begins a sentence of its own."""
    letters = token.text.lstrip("“\"'‘`«„[ ")
    return letters[:1].isupper() and is_utterance(token)
