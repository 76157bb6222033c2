"""Finds whole words in a text without compiling a pattern for each of thousands of words."""

from __future__ import annotations

from collections.abc import Iterator

__all__ = ["find_word", "has_word"]


def find_word(text: str, word: str) -> Iterator[int]:
    """Yield the offsets at which a word stands alone: not within another word, not before "-"."""
    at = text.find(word) if word else -1
    while at >= 0:
        end = at + len(word)
        before, behind = text[max(0, at - 1) : at], text[end : end + 1]
        if not _continues(before, "’'") and not _continues(behind, "-"):
            yield at
        at = text.find(word, end)


def has_word(text: str, word: str) -> bool:
    """Whether a word stands alone somewhere in a text."""
    return next(find_word(text, word), None) is not None


def _continues(character: str, marks: str) -> bool:
    """Whether a character beside a word belongs to it; False for none."""
    return bool(character) and (character.isalnum() or character == "_" or character in marks)
