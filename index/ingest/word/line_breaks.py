"""Decides whether a line break inside a paragraph ends a line of its own or only a printed line."""

from __future__ import annotations

import re

from index.lexicon.function_words import PREPOSITIONS
from index.lexicon.titles import SHORT_WORD
from index.text.dates import parse_date

_SENTENCE_END = re.compile(r"[.!?…][”\"’'»)\]]*$")
_LAST_WORD = re.compile(r"(\S{1,40}?)\.[”\"’'»)\]]*$")
_LABEL = re.compile(r"[^\W\d_a-z][\w.'’-]{0,30}(?: [^\W\d_a-z(][\w.'’-]{0,30}){0,5}:(?:\s|$)")
_ITEM = re.compile(r"[•◦▪●■‣]|(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]\s|\([a-z\d]{1,4}\)\s")
_ABBREVIATION = re.compile(rf"(?:{SHORT_WORD}|No|Nos|[^\W\d_]|\S*\.\S*)\Z")
_DIGIT = re.compile(r"\d")
_MAX_DATE = 30
"""Characters of the longest date: "Wednesday, 14 September 2022"."""


def ends_line(before: str, after: str) -> bool:
    """Whether a line break in a paragraph separates two lines, rather than words of a sentence.

    Args:
        before: The line that the break ends.
        after: The line that follows.
    """
    before, after = before.rstrip()[-80:], after.lstrip()[:240]
    if not before or not after:
        return True
    if _LABEL.match(after) or _ITEM.match(after):
        return True
    if after[0].islower():
        return False
    if not _SENTENCE_END.search(before):
        return _is_date_line(before, after)
    last = _LAST_WORD.search(before)
    return last is None or not _is_abbreviation(last[1])


def _is_abbreviation(word: str) -> bool:
    return _ABBREVIATION.match(word.lstrip("“\"‘'«([")) is not None


def _is_date_line(before: str, after: str) -> bool:
    """Whether a line is a date alone, as under a heading, and not at the end of a sentence."""
    if before.endswith(",") or before.rpartition(" ")[2].lower() in PREPOSITIONS:
        return False
    return any(
        len(line) <= _MAX_DATE and _DIGIT.search(line) and parse_date(line) is not None
        for line in (before, after)
    )
