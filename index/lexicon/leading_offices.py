"""Offices by the verbs that ask for who holds them: "Who chairs the board?"."""

from __future__ import annotations

from index.lexicon.data_files import read_entries

LEADING_OFFICES: dict[str, tuple[str, ...]] = {
    entry.word: entry.fields for entry in read_entries("leading_offices", language="en")
}
"""The offices that fit each verb, by its base form."""
