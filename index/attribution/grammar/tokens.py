"""The tokens of a sentence (words, marks, whole quotations), and yes/no tests on them."""

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
    """A word, a punctuation mark, or a whole quotation."""

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


def tokenize(text: str, span: Span, quotations: Sequence[Quotation]) -> list[Token]:
    """The tokens of a span of text in order; each quotation is one token.

    Args:
        text: The document's text; offsets count in it.
        span: The span to split.
        quotations: The quotations within the span, in order.
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


def index_at(tokens: Sequence[Token], start: int) -> int:
    """Index of the first token that starts at or after an offset of the text."""
    return bisect_left(tokens, start, key=lambda token: token.start)


def ends_with_quotation(tokens: Sequence[Token], end: int) -> bool:
    """Whether the tokens before `end` end in a quotation, with or without a mark after it."""
    if end > 1 and tokens[end - 1].lower in (",", "?", "!", *DASHES):
        end -= 1
    return end > 0 and tokens[end - 1].quoted


def index_of_sentence_end(tokens: Sequence[Token]) -> int:
    """The number of tokens without the closing punctuation."""
    stop = len(tokens)
    while stop > 0 and tokens[stop - 1].lower in (".", "?", "!", ";", ":", ")", "…"):
        stop -= 1
    return stop


def is_long_quotation(token: Token) -> bool:
    """Whether a quotation is long enough to be speech rather than a term or a title."""
    return token.end - token.start > 25


def is_reporting_participle(token: Token) -> bool:
    """Whether a reporting verb in -ing starts another report: "…, suggesting that"."""
    verb = VERBS.get(token.lower)
    return verb is not None and verb.form == "ing"


def is_full_sentence_quotation(token: Token) -> bool:
    """Whether a quotation is long and starts with a capital, as a sentence of its own does."""
    letters = token.text.lstrip("“\"'‘`«„[ ")
    return letters[:1].isupper() and is_long_quotation(token)
