"""Finds the marks of footnotes that stand behind a word or figure: `12³ per cent`, `text[1]`.

A raised digit can also be an exponent or part of a unit (10⁶, x², m²), which changes what is said.
Only what is certainly a mark counts as one: in doubt a raised digit keeps its meaning.
"""

from __future__ import annotations

import re

from index.lexicon.number_words import SCALE_WORDS

RAISED_DIGITS = "⁰¹²³⁴-⁹"
"""The raised digits, as the body of a regular expression's class."""
_RAISED = (
    rf"[{RAISED_DIGITS}]{{1,3}}(?:[,–-][{RAISED_DIGITS}]{{1,3}}){{0,5}}(?![{RAISED_DIGITS}⁺⁻])"
)
_HAS_RAISED = re.compile(f"[{RAISED_DIGITS}]")
_BRACKETED = re.compile(r"(?<=[^\s\[])\[\d{1,3}\]")
_UNITS = "km|cm|mm|dm|nm|[µμ]m|ft|in|mi|yd|ha|kg|mg|mc|dx|dy|sec|mol|rad|kwh|sin|cos|tan|log|exp"
_BEHIND_WORD = re.compile(
    rf"(?<![\d.,])(?<![^\W_])(?P<word>[^\W\d_]{{2,60}}(?:['’-][^\W\d_]{{1,60}}){{0,5}}){_RAISED}"
)
"""A word; single letters are variables and units, such as x and m."""
_UNIT = re.compile(rf"(?:{_UNITS})", re.IGNORECASE)
_BEHIND_MARK = re.compile(rf"(?<=[^\W\d_][.,;:!?”’\"'])(?:[”’\"'])?{_RAISED}(?=\s|$)")
"""Behind the full stop or the quotation mark that a word ends with."""
_COUNTED = (
    rf"%|[$€£¥](?!\d)|per ?cent|pct\b|percentage|(?:{'|'.join(SCALE_WORDS)})\b|[\w-]{{1,40}}-year"
    r"|(?:dollars?|euros?|pounds?|crowns?|cents?|pence|yen|yuan|kron(?:a|or|e|er)|francs?|rupees?"
    r"|years?|months?|weeks?|days?|hours?|minutes?|degrees?|miles?|acres?|tonnes?|tons?|gallons?"
    r"|lit(?:re|er)s?|met(?:re|er)s?|kilomet(?:re|er)s?|hectares?|people|men|women|children)\b"
)
_VERBS = "equals|gives|makes|yields|means|times|plus|minus|is|was|has|does|becomes|remains|comes"
_BEHIND_FIGURE = re.compile(
    r"(?P<figure>(?<![\w.,])\d{1,20}(?:[.,]\d{1,20}){0,6}(?P<ordinal>st|nd|rd|th)?)"
    rf"(?P<raised>{_RAISED})(?![\w^])"
)
_AFTER_FIGURE = re.compile(
    rf"[ \u00a0\u202f]?(?:{_COUNTED})|[ \u00a0\u202f](?!(?:{_VERBS})\b)[a-z]{{4,40}}s\b",
    re.IGNORECASE,
)
"""What a figure counts: a unit, a share, or a noun in the plural."""
_OPERATOR = re.compile(r"\s*[-+*/×÷=<>≈≤≥^)−·]")


def blank_note_marks(text: str) -> str:
    """The text with spaces in the place of footnote marks; every other offset stays the same."""
    if "[" in text:
        text = _BRACKETED.sub(_blank, text)
    if text.isascii() or not _HAS_RAISED.search(text):
        return text
    text = _BEHIND_WORD.sub(_blank_behind_word, text)
    return _BEHIND_MARK.sub(_blank_raised, _BEHIND_FIGURE.sub(_blank_behind_figure, text))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _blank_raised(match: re.Match[str]) -> str:
    kept = match.group().rstrip("⁰¹²³⁴⁵⁶⁷⁸⁹,–-")
    return kept.ljust(len(match.group()))


def _blank_behind_word(match: re.Match[str]) -> str:
    word = match["word"]
    is_short_name = len(word) == 2 and not (word.islower() or word.isupper())
    if _UNIT.fullmatch(word) or is_short_name:
        return match.group()
    return word.ljust(len(match.group()))


def _blank_behind_figure(match: re.Match[str]) -> str:
    """A figure with a mark: no power of ten, and it counts something or is no base by its form."""
    figure, text, end = match["figure"], match.string, match.end()
    is_base = figure == "10" or _OPERATOR.match(text, end) is not None
    has_mark = (
        match["ordinal"] is not None
        or len(figure) >= 4
        or not figure.isdecimal()
        or _AFTER_FIGURE.match(text, end) is not None
    )
    return match.group() if is_base or not has_mark else figure.ljust(len(match.group()))
