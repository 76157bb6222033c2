"""Decides whether a line break inside a paragraph ends a line of its own or only a printed line."""

from __future__ import annotations

import re

from index.lexicon.titles import SHORT_WORD

_SENTENCE_END = re.compile(r"[.!?…][”\"’'»)\]]*$")
_LAST_WORD = re.compile(r"(\S{1,40}?)\.[”\"’'»)\]]*$")
_LABEL = re.compile(r"[^\W\d_a-z][\w.'’-]{0,30}(?: [^\W\d_a-z(][\w.'’-]{0,30}){0,5}:(?:\s|$)")
_ITEM = re.compile(r"[•◦▪●■‣]|(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]\s|\([a-z\d]{1,4}\)\s")
_ABBREVIATION = re.compile(rf"(?:{SHORT_WORD}|No|Nos|[^\W\d_]|\S*\.\S*)\Z")


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
    if not _SENTENCE_END.search(before) or after[0].islower():
        return False
    last = _LAST_WORD.search(before)
    return last is None or not _is_abbreviation(last[1])


def _is_abbreviation(word: str) -> bool:
    return _ABBREVIATION.match(word.lstrip("“\"‘'«([")) is not None
