"""The whole of an answer of which the reader has found a part.

A number with its unit, a date with its year, a name with the given name, all the names of a list, a
reason as a clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.answering.asked_answer import AskedAnswer
from assistant.answering.fitting_words import (
    CAPITALISED,
    DATE_PHRASE,
    FIGURE,
    SCALE,
    UNIT,
    fits,
)
from index.records import Span
from index.text.capital_letters import CAPITAL

_PER = r"(?:(?: |, )(?:a|an|per|each) (?:day|week|month|year|head|person|hour|household))?"
_QUANTITY = re.compile(
    r"(?:(?:more than|less than|fewer than|at least|at most|up to|about|around|nearly|almost|over"
    r"|under|some|only|just over|just under|roughly|as many as|all) )?"
    rf"(?:[$€£¥] ?)?\b{FIGURE}(?:[ -]{SCALE}\b)?(?: ?%|[ -]{UNIT}\b)?{_PER}",
    re.IGNORECASE,
)
_CAUSE = re.compile(
    r"\b(?:because|since|due to|owing to|as a result of|thanks to|in order to|so that|so as to"
    r"|on (?:the )?(?:\w+ )?grounds?|for fear)\b",
    re.IGNORECASE,
)
_ITEM = (
    rf"(?:the |an? )?{CAPITAL}[\w’'.-]{{0,40}}"
    rf"(?: (?:of|de|van|von|the|for|du|la) (?:the )?{CAPITAL}[\w’'.-]{{0,40}}"
    rf"| {CAPITAL}[\w’'.-]{{0,40}}){{0,6}}"
)
_NAMES_IN_LIST = re.compile(rf"{_ITEM}(?:, {_ITEM}){{0,20}},? (?:and|or|&) {_ITEM}")
_PLAIN_ITEM = r"(?:(?:the|an?|his|her|its|their) )?[^\W_][\w’':.-]{0,30}"
_PLAIN_LIST_BEFORE = re.compile(rf"{_PLAIN_ITEM}(?:, {_PLAIN_ITEM}){{0,10}},? (?:and|or) $")
_PLAIN_LIST_BEHIND = re.compile(rf"(?:, {_PLAIN_ITEM}){{0,10}},? (?:and|or) {_PLAIN_ITEM}")
_MANY_BEFORE = re.compile(r"(?<![\w’'-])\w[\w’'-]{1,30}s and $")
_MANY_BEHIND = re.compile(r" and \w[\w’'-]{1,30}s(?![\w’'-])")
_NAME_BEFORE = re.compile(rf"(?<![\w’'.-]){CAPITAL}[\w’'-]{{1,40}}\.? $")
_NAME_BEHIND = re.compile(rf" {CAPITAL}[\w’'-]{{1,40}}")
_NAME_REACH = 44
MAX_KEPT_CHARACTERS = 40
"""Of longer words around a number or a date, only the number or the date is given."""
_CLAUSE_END = re.compile(
    r"[.;?!”\"]|,[”\"]|, (?:he|she|they|it|the \w+|[A-Z]\w+) (?:said|says)\b|$"
)
_LOOSE_END = re.compile(r"(?:[\s,;:….–—“\"«(]+|[ ,](?:and|or|but|not|to|of|the|an?|with|by|for))$")
_LOOSE_START = re.compile(r"[\s,;:….–—)”»]+")
_LIST_REACH = 200
_SEPARATOR = re.compile(r"[;,] ")
_CLAUSE_REACH = 60
"""Characters between the reader's words and the "because" of the same clause."""


def best_span(text: str, spans: Sequence[Span], asked: AskedAnswer, question: str) -> Span | None:
    """The first of several spans of a sentence that is, as a whole, of the kind asked for."""
    for span in spans:
        whole = _trimmed(text, whole_answer(text, _trimmed(text, span), asked))
        if fits(text[whole.start : whole.end], asked, question, text[: whole.start]):
            return whole
    return None


def _trimmed(text: str, span: Span) -> Span:
    """The span without marks at its ends, and without a conjunction or a "not" behind it."""
    start, end = span
    while match := _LOOSE_END.search(text[start:end]):
        end -= len(match.group())
    lead = _LOOSE_START.match(text[start:end])
    return Span(start + lead.end(), end) if lead else Span(start, end)


def whole_answer(text: str, span: Span, asked: AskedAnswer) -> Span:
    """The whole number, date, name or list of which a span of a sentence is a part.

    Args:
        text: The sentence.
        span: What the reader found in it.
        asked: What the question wants.
    """
    if asked.kind in ("number", "amount", "measure", "frequency"):
        return _widest(_QUANTITY.finditer(text), span) or span
    if asked.kind == "time":
        return _widest(DATE_PHRASE.finditer(text), span) or span
    if asked.kind == "names":
        return _whole_list(text, span)
    if asked.kind == "person":
        return _whole_group(text, _whole_name(text, span))
    if asked.kind == "reason":
        return _clause(text, span)
    return span


def _widest(matches: Iterable[re.Match[str]], span: Span) -> Span | None:
    """A short span with the matches that it overlaps, or these alone; None if it overlaps none."""
    touched = [
        match.span() for match in matches if match.start() < span.end and span.start < match.end()
    ]
    if not touched:
        return None
    if span.end - span.start <= MAX_KEPT_CHARACTERS:
        touched.append(span)  # "until the end of August"
    return Span(min(start for start, _ in touched), max(end for _, end in touched))


def gives_reason(words: str) -> bool:
    """Whether words have a "because" or the like."""
    return _CAUSE.search(words) is not None


def _whole_name(text: str, span: Span) -> Span:
    """A name with the capitalised words beside it: "Maeve Lisk" for "Lisk"."""
    if not CAPITALISED.match(text, span.start):
        return span
    start, end = span
    while match := _NAME_BEFORE.search(text[max(0, start - _NAME_REACH) : start]):
        start -= len(match.group())
    while match := _NAME_BEHIND.match(text, end):
        end = match.end()
    return Span(start, end)


def _whole_list(text: str, span: Span) -> Span:
    """The list of which a span names one thing or several."""
    colon = text.find(": ")
    if colon >= 0 and len(_SEPARATOR.findall(text, colon)) > 1 and span.start > 0:
        # "It stands on four values: lowering costs, …", "Present: Ada Brandt, Minister; Bo Kerr"
        return Span(colon + 2, len(text.rstrip(' .;”"')))
    for match in _NAMES_IN_LIST.finditer(text):
        if match.start() < span.end and span.start < match.end():
            return Span(*match.span())
    if text.count(";") > 1:
        return Span(0, len(text.rstrip(" .;")))
    behind = _PLAIN_LIST_BEHIND.match(text, span.end)
    before = _PLAIN_LIST_BEFORE.search(text[max(0, span.start - _LIST_REACH) : span.start])
    return Span(
        span.start - len(before.group()) if before else span.start,
        behind.end() if behind else span.end,
    )


def _whole_group(text: str, span: Span) -> Span:
    """Both of two groups: "ambulances and buses"."""
    if not text[: span.end].endswith("s") or text[span.start].isupper():
        return span
    before = _MANY_BEFORE.search(text[max(0, span.start - 40) : span.start])
    behind = _MANY_BEHIND.match(text, span.end)
    return Span(
        span.start - len(before.group()) if before else span.start,
        behind.end() if behind else span.end,
    )


def _clause(text: str, span: Span) -> Span:
    """The clause that gives a reason, where the span is in it or beside its first word."""
    cause = next((m for m in _CAUSE.finditer(text) if m.end() > span.start - _CLAUSE_REACH), None)
    if cause is None or cause.start() > span.end + _CLAUSE_REACH:
        return span
    end = _CLAUSE_END.search(text, cause.end())
    assert end is not None
    return Span(min(cause.start(), span.start), max(span.end, end.start()))
