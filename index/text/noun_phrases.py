"""Finds the head of a noun phrase: "funding" of "initial funding for its new strategy"."""

from __future__ import annotations

from collections.abc import Container, Sequence

AMOUNTS = frozenset(
    "number range series variety majority handful dozens hundreds thousands half lot".split()
)
"""What stands before "of" and those who are counted: "a range of experts"."""


def place_of_head(words: Sequence[str], ends: Container[str], amounts: Container[str]) -> int:
    """The number of the word that a noun phrase is about.

    Args:
        words: Of the phrase.
        ends: What ends the part of a noun phrase in which its head stands last.
        amounts: What stands before "of" and what it counts: "a range of experts".
    """
    for at in range(1, len(words)):
        if words[at] in ends:
            is_amount = words[at] == "of" and words[at - 1].lower() in amounts
            if is_amount and at + 1 < len(words):
                return at + 1 + place_of_head(words[at + 1 :], ends, amounts)
            return at - 1
    return len(words) - 1
