"""Tells compounds that are written with a hyphen from words that are divided at the same place."""

from __future__ import annotations

from index.lexicon.data_files import read_entries

__all__ = ["is_compound"]

_PARTS = {
    entry.word: frozenset(entry.fields) for entry in read_entries("compound_parts", language="en")
}
_SHORTEST = 3
"""Letters of a second part that isn't listed: shorter ones are mostly endings."""


def is_compound(first: str, second: str) -> bool:
    """Whether two parts, such as “well” and “known”, have a hyphen between them."""
    fields = _PARTS.get(first.lower())
    if fields is None:
        return False
    second = second.lower()
    if any(field.startswith("-") for field in fields):
        return len(second) >= _SHORTEST and f"-{second}" not in fields
    return second in fields
