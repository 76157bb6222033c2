"""How a line break inside a paragraph reads: as a space, or as the division of a word."""

from __future__ import annotations

import re
from typing import NamedTuple

from index.ingest.plain_text.lines import TextLine
from index.lexicon.compound_words import keeps_hyphen
from index.text.reading_text import MarkKind, ReadingMark

_HYPHENS = "-\u2010\u00ad\u00ac"
_DIVIDED = re.compile(rf"[^\W_]([{_HYPHENS}])$")
_FIRST_WORD = re.compile(r"[^\W_][\w'’]*(?:-\w+)*")
_LAST_WORD = re.compile(rf"\w+(?:-\w+){{0,6}}(?=[{_HYPHENS}]$)")
_HYPHENATED = re.compile(r"\b\w+-\w+\b")
_WORD = re.compile(r"(?<![\w-])[^\W\d_]+(?![\w-])")
_JOINS = frozenset(
    ("and", "or", "to", "through", "und", "oder", "bis", "et", "ou", "y", "o", "e", "en", "of")
)
"""Words behind the hyphen of a first part, as in "pre- and post-war"."""


class WordsOfText(NamedTuple):
    """The words that a text writes inside its lines, in lower case."""

    hyphenated: frozenset[str] = frozenset()
    """Those with a hyphen."""
    whole: frozenset[str] = frozenset()
    """Those without."""


_NO_WORDS = WordsOfText()


def find_words(text: str) -> WordsOfText:
    """The words that a text writes inside its lines."""
    return WordsOfText(
        frozenset(word.lower() for word in _HYPHENATED.findall(text)),
        frozenset(word.lower() for word in _WORD.findall(text)),
    )


def mark_break(line: TextLine, following: TextLine, words: WordsOfText) -> ReadingMark:
    """The mark that reads two lines as one, from the last word to the next line's first one."""
    return mark_gap(line.words, line.words_end, following.words, following.words_start, words)


def mark_gap(
    line: str, start: int, following: str, end: int, words: WordsOfText = _NO_WORDS
) -> ReadingMark:
    """The mark for what stands between two lines that are read as one.

    Args:
        line: The words of the first line.
        start: Where they end.
        following: The words of the next line.
        end: Where they begin.
        words: The words that the text has elsewhere.
    """
    hyphen = _DIVIDED.search(line)
    if hyphen is None:
        unspaced = _is_unspaced(line, following)
        return ReadingMark(start, end, MarkKind.NOTHING if unspaced else MarkKind.SPACE)
    first = _FIRST_WORD.match(following)
    if first is None or first[0].lower() in _JOINS:
        return ReadingMark(start, end, MarkKind.SPACE)
    if hyphen[1] in "\u00ad\u00ac" or _divides_word(line, first[0], words):
        return ReadingMark(start - 1, end, MarkKind.DIVISION)
    return ReadingMark(start, end, MarkKind.NOTHING)


def ends_in_division(words: str) -> bool:
    """Whether a line ends with a hyphen behind a letter or a digit."""
    return _DIVIDED.search(words) is not None


def _divides_word(line: str, first: str, words: WordsOfText) -> bool:
    """Whether the hyphen at the end of a line only divides a word, and isn't part of it."""
    last = _LAST_WORD.search(line[-80:])
    if last is None or not first[0].islower() or not last[0][-1].isalpha():
        return False
    if "-" in last[0] or "-" in first:
        return False
    if f"{last[0]}-{first}".lower() in words.hyphenated:
        return False
    return not keeps_hyphen(last[0], first, words.whole)


def _is_unspaced(words: str, following: str) -> bool:
    """Whether both lines are in a script that has no spaces between words."""
    return all("\u3000" <= letter <= "\u9fff" for letter in (words[-1], following[0]))
