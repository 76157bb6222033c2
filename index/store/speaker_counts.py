"""How many statements each speaker makes, kept at writing, so that nobody waits for the counting.

A change marks the speakers whom it concerns, in the transaction that makes it; they are counted
again at the end of the run, with whom their names mean. Until then their statements are counted
when they are asked for, so that the counts are exact at any moment.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

__all__ = ["COUNTED", "UNCOUNTED", "count_marked_speakers", "counts_are_kept", "mark_speakers"]

_COUNT = """SELECT s.speaker, m.person, count(*) AS said, count(DISTINCT s.document) AS documents
    FROM {source} JOIN documents d ON d.number = s.document
    LEFT JOIN mentions m ON m.document = s.document AND m.speaker = s.speaker
    WHERE d.state = 'ready' AND s.speaker IS NOT NULL GROUP BY s.speaker, m.person"""
_COUNT_ALL = _COUNT.format(source="statements s")
_COUNT_MARKED = _COUNT.format(
    source="speakers_to_count c CROSS JOIN statements s ON s.speaker = c.speaker"
)
_ORDER = "ORDER BY 3 DESC, 1, 2"
UNCOUNTED = f"{_COUNT_ALL} {_ORDER}"
"""All speakers' names with whom they mean and their numbers of statements and of documents."""
COUNTED = f"""SELECT speaker, person, statements AS said, documents FROM speaker_counts
    WHERE speaker NOT IN (SELECT speaker FROM speakers_to_count)
    UNION ALL {_COUNT_MARKED} {_ORDER}"""  # noqa: S608
"""The same rows where `counts_are_kept`."""


def counts_are_kept(connection: sqlite3.Connection) -> bool:
    """Whether the counts are those of the statements.

    They aren't in a store that an older version made, or has changed since.
    """
    try:
        row = connection.execute(
            "SELECT 1 FROM speakers_counted, people_changes WHERE people_change = number"
        ).fetchone()
    except sqlite3.OperationalError as error:
        if "no such table" not in str(error):
            raise
        return False  # a store of an older version that can't be written
    return row is not None


def mark_speakers(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Note that the speakers of these documents must be counted again."""
    connection.executemany(
        """INSERT OR IGNORE INTO speakers_to_count
        SELECT DISTINCT speaker FROM statements WHERE document = ? AND speaker IS NOT NULL""",
        ((number,) for number in numbers),
    )


def count_marked_speakers(connection: sqlite3.Connection, were_kept: bool) -> None:
    """Count the statements of the speakers who are marked; of all, if no counts were kept."""
    if were_kept:
        connection.execute(
            "DELETE FROM speaker_counts WHERE speaker IN (SELECT speaker FROM speakers_to_count)"
        )
        connection.execute(f"INSERT INTO speaker_counts {_COUNT_MARKED}")
    else:
        connection.execute("DELETE FROM speaker_counts")
        connection.execute(f"INSERT INTO speaker_counts {_COUNT_ALL}")
    connection.execute("DELETE FROM speakers_to_count")
    connection.execute(
        "INSERT OR REPLACE INTO speakers_counted SELECT 1, number FROM people_changes"
    )
