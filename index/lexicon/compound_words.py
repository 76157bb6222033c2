"""Tells compounds that are written with a hyphen from words that are divided at the same place."""

from __future__ import annotations

from collections.abc import Container
from functools import cache

from index.lexicon.data_files import read_entries, read_marked, words_with_mark
from index.lexicon.function_words import BOUNDARIES, PREPOSITIONS, PRONOUNS

__all__ = ["is_common_word", "is_compound", "keeps_hyphen"]

_PARTS = {
    entry.word: frozenset(entry.fields) for entry in read_entries("compound_parts", language="en")
}
_SHORTEST = 3
"""Letters of a second part that isn't listed: shorter ones are mostly endings."""
_ENDING, _BEGINNING = "ending", "beginning"


def is_compound(first: str, second: str) -> bool:
    """Whether two parts, such as “well” and “known”, have a hyphen between them."""
    fields = _PARTS.get(first.lower())
    if fields is None:
        return False
    second = second.lower()
    if any(field.startswith("-") for field in fields):
        return len(second) >= _SHORTEST and f"-{second}" not in fields
    return second in fields


def keeps_hyphen(first: str, second: str, words: Container[str]) -> bool:
    """Whether the hyphen at the end of a line is a part of the word, and doesn't only divide it.

    It is if the parts are words of their own (“real” and “life”) and make none together.

    Args:
        first: What stands before the hyphen.
        second: What stands on the next line.
        words: The words that the document has inside its lines, in lower case.
    """
    first, second = first.lower(), second.lower()
    joined = f"{first}{second}"
    if joined in words:
        return False
    if is_compound(first, second):
        return True
    common, firsts, seconds = _common_words()
    return joined not in common and first in firsts and second in seconds


def is_common_word(word: str) -> bool:
    """Whether a word in small letters, of four or more, is one that texts of many kinds have."""
    return word in _common_words()[0]


@cache
def _common_words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """All common words, and those of them that begin and that end a compound."""
    marked = read_marked("common_words", (_ENDING, _BEGINNING), language="en")
    common = frozenset(marked)
    beginnings = words_with_mark(marked, _BEGINNING) | PREPOSITIONS | BOUNDARIES | PRONOUNS
    return common, common - beginnings, common - words_with_mark(marked, _ENDING)
