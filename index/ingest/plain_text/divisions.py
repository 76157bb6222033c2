"""How a line break inside a paragraph reads: as a space, or as the division of a word."""

from __future__ import annotations

import re

from index.ingest.plain_text.lines import TextLine
from index.text.reading_text import MarkKind, ReadingMark

_HYPHENS = "-\u2010\u00ad\u00ac"
_DIVIDED = re.compile(rf"[^\W_]([{_HYPHENS}])$")
_FIRST_WORD = re.compile(r"[^\W_][\w'’]*(?:-\w+)*")
_LAST_WORD = re.compile(rf"\w+(?:-\w+){{0,6}}(?=[{_HYPHENS}]$)")
_HYPHENATED = re.compile(r"\b\w+-\w+\b")
_JOINS = frozenset(
    ("and", "or", "to", "through", "und", "oder", "bis", "et", "ou", "y", "o", "e", "en", "of")
)
"""Words behind the hyphen of a first part, as in "pre- and post-war"."""


def find_hyphenated_words(text: str) -> frozenset[str]:
    """The words that a text writes with a hyphen inside a line, in lower case."""
    return frozenset(word.lower() for word in _HYPHENATED.findall(text))


def mark_break(line: TextLine, following: TextLine, hyphenated: frozenset[str]) -> ReadingMark:
    """The mark that reads two lines as one, from the last word to the next line's first one."""
    return mark_gap(line.words, line.words_end, following.words, following.words_start, hyphenated)


def mark_gap(
    words: str, start: int, following: str, end: int, hyphenated: frozenset[str] = frozenset()
) -> ReadingMark:
    """The mark for what stands between two lines that are read as one.

    Args:
        words: The words of the first line.
        start: Where they end.
        following: The words of the next line.
        end: Where they begin.
        hyphenated: The words that the text has with a hyphen elsewhere.
    """
    hyphen = _DIVIDED.search(words)
    if hyphen is None:
        unspaced = _is_unspaced(words, following)
        return ReadingMark(start, end, MarkKind.NOTHING if unspaced else MarkKind.SPACE)
    first = _FIRST_WORD.match(following)
    if first is None or first[0].lower() in _JOINS:
        return ReadingMark(start, end, MarkKind.SPACE)
    if hyphen[1] in "\u00ad\u00ac" or _divides_word(words, first[0], hyphenated):
        return ReadingMark(start - 1, end, MarkKind.DIVISION)
    return ReadingMark(start, end, MarkKind.NOTHING)


def ends_in_division(words: str) -> bool:
    """Whether a line ends with a hyphen behind a letter or a digit."""
    return _DIVIDED.search(words) is not None


def _divides_word(words: str, first: str, hyphenated: frozenset[str]) -> bool:
    """Whether the hyphen at the end of a line only divides a word, and isn't part of it."""
    last = _LAST_WORD.search(words[-80:])
    if last is None or not first[0].islower() or not last[0][-1].isalpha():
        return False
    if "-" in last[0] or "-" in first:
        return False
    return f"{last[0]}-{first}".lower() not in hyphenated


def _is_unspaced(words: str, following: str) -> bool:
    """Whether both lines are in a script that has no spaces between words."""
    return all("\u3000" <= letter <= "\u9fff" for letter in (words[-1], following[0]))
