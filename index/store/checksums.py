"""Checksums of what the catalogue holds of a document, so that a loss or a change is noticed.

A disk that fails, a copy that was cut short or another program can change a catalogue that SQLite
still reads. A document's text has a checksum from the moment it is stored, its passages from the
moment they are ready. Stores of older versions have none until `onrecord index --rebuild`.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

__all__ = [
    "PASSAGE_ROWS",
    "Checksums",
    "keep_passages",
    "keep_text",
    "sum_of_passages",
    "sum_of_text",
]

PASSAGE_ROWS = """SELECT id, start, "end", sentences, text, vectors FROM passages
    WHERE document = ? ORDER BY number"""
"""What is checked of a document's passages."""


class Checksums(NamedTuple):
    """SHA-256 in hexadecimal digits; None where none is kept."""

    text: str | None
    passages: str | None


def keep_text(connection: sqlite3.Connection, number: int, text: str) -> None:
    """Keep the checksum of a document's text, within a transaction that stores the text."""
    connection.execute(
        "INSERT OR REPLACE INTO checksums VALUES (?, ?, NULL)", (number, sum_of_text(text))
    )


def keep_passages(connection: sqlite3.Connection, number: int) -> None:
    """Keep the checksum of a document's passages as they are stored now."""
    found = sum_of_passages(connection.execute(PASSAGE_ROWS, (number,)))
    connection.execute("UPDATE checksums SET passages = ? WHERE document = ?", (found, number))


def sum_of_text(text: str) -> str:
    """The checksum of a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def sum_of_passages(rows: Iterable[sqlite3.Row]) -> str:
    """The checksum of a document's passages, vectors included, given their `PASSAGE_ROWS`."""
    whole = hashlib.sha256()
    for *facts, vectors in rows:
        whole.update("\x1f".join(map(str, facts)).encode("utf-8", "surrogatepass"))
        whole.update(vectors)
    return whole.hexdigest()
