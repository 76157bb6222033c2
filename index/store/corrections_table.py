"""The table of the user's corrections of people; they are applied again whenever people change."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from index.people.corrections import Anchor, Correction, decode_correction
from index.records import content_id
from index.store.database import Database
from index.store.speaker_counts import count_marked_speakers, counts_are_kept
from index.text.name_folding import fold_name

__all__ = ["CorrectionsTable"]

_MERGED = "you said that they are one"
_SPLIT = "you said that this is another person"
_REJECTED = "you said that this is nobody"
_UNSETTLED = "person IS NOT joined OR corrected IS NOT NULL"


class CorrectionsTable(Database):
    """Reads and writes corrections. Nothing but `undo` ever deletes one."""

    def corrections(self) -> list[Correction]:
        """All corrections, oldest first."""
        rows = self._rows(
            "SELECT correction, number, made_at FROM people_corrections ORDER BY number"
        )
        return [decode_correction(*row) for row in rows]

    def add_corrections(self, corrections: Iterable[Correction]) -> None:
        """Store corrections and apply them, all or none."""
        at = datetime.now().isoformat(timespec="seconds")
        with self._transaction() as connection:
            connection.executemany(
                "INSERT INTO people_corrections (made_at, correction) VALUES (?, ?)",
                ((at, correction.encode()) for correction in corrections),
            )
            self._apply_corrections(connection)

    def remove_correction(self, number: int) -> None:
        """Delete a correction; the others are applied without it."""
        with self._transaction() as connection:
            connection.execute("DELETE FROM people_corrections WHERE number = ?", (number,))
            self._apply_corrections(connection)

    def _apply_corrections(
        self, connection: sqlite3.Connection, changed: Collection[str | None] = ()
    ) -> None:
        """Set whom every mention means: as joined, then as corrected, in order.

        Args:
            connection: A transaction.
            changed: Ids of people whose mentions may have changed.
        """
        were_counted = counts_are_kept(connection)
        connection.execute("CREATE TEMP TABLE IF NOT EXISTS touched (id TEXT PRIMARY KEY)")
        connection.executemany(
            "INSERT OR IGNORE INTO touched VALUES (?)", [(person,) for person in changed if person]
        )
        _note_touched(connection)
        _mark_unsettled_speakers(connection)
        connection.execute(
            f"UPDATE mentions SET person = joined, corrected = NULL WHERE {_UNSETTLED}"  # noqa: S608
        )
        _note_touched(connection)
        connection.execute("UPDATE people SET name = own_name WHERE name != own_name")
        for correction in self.corrections():
            for person in _apply(connection, correction):
                connection.execute("INSERT OR IGNORE INTO touched VALUES (?)", (person,))
        _mark_unsettled_speakers(connection)
        connection.execute(
            """UPDATE people SET (statements, documents) = (
                SELECT coalesce(sum(m.statements), 0), count(DISTINCT m.document)
                FROM mentions m JOIN documents d ON d.number = m.document
                WHERE m.person = people.id AND d.state = 'ready')
            WHERE id IN (SELECT id FROM touched)"""
        )
        connection.execute(
            "DELETE FROM people WHERE NOT EXISTS (SELECT 1 FROM mentions WHERE person = people.id)"
            " AND NOT EXISTS (SELECT 1 FROM mentions WHERE joined = people.id)"
        )
        connection.execute("DELETE FROM touched")
        connection.execute("UPDATE people_changes SET number = number + 1")
        count_marked_speakers(connection, were_counted)

    def count_speakers(self) -> None:
        """Count again the statements of speakers whose documents came or went."""
        with self._transaction() as connection:
            count_marked_speakers(connection, counts_are_kept(connection))

    def has_speakers_to_count(self) -> bool:
        """Whether counts of statements by speaker are to be made or renewed."""
        if not counts_are_kept(self._connection):
            return True
        return self._first_value("SELECT 1 FROM speakers_to_count LIMIT 1") is not None


def _mark_unsettled_speakers(connection: sqlite3.Connection) -> None:
    """Note that speakers must be counted again whom corrections may give to another person."""
    connection.execute(
        f"INSERT OR IGNORE INTO speakers_to_count SELECT speaker FROM mentions WHERE {_UNSETTLED}"  # noqa: S608
    )


def _note_touched(connection: sqlite3.Connection) -> None:
    """Remember the people who have mentions that are to be settled, to count them again."""
    for column in ("person", "joined"):
        connection.execute(
            f"""INSERT OR IGNORE INTO touched SELECT DISTINCT {column} FROM mentions
            WHERE ({_UNSETTLED}) AND {column} IS NOT NULL"""  # noqa: S608
        )


def _apply(connection: sqlite3.Connection, correction: Correction) -> Iterator[str]:
    """Apply a correction, and yield the ids of the people whom it changes.

    A correction of names that are no longer in the store changes nothing, until they return.
    """
    found = [_rows_of(connection, anchor) for anchor in correction.people]
    people = [_most_frequent(rows) for rows in found]
    if correction.kind == "merge":
        first, second = people
        if first and second and first != second:
            connection.execute(
                "UPDATE mentions SET person = ?, corrected = ? WHERE person = ?",
                (first, _MERGED, second),
            )
            yield from (first, second)
    elif correction.kind == "rename" and people[0]:
        connection.execute("UPDATE people SET name = ? WHERE id = ?", (correction.name, people[0]))
    elif correction.kind == "reject":
        yield from _move(connection, found[0], None, _REJECTED)
    elif correction.kind == "split" and people[0]:
        name = correction.name or Counter(row["name"] for row in found[0]).most_common(1)[0][0]
        person = f"{fold_name(name).replace(' ', '-')}-{content_id(correction.number, name)[:6]}"
        connection.execute(
            "INSERT OR REPLACE INTO people (id, kind, name, own_name) VALUES (?, 'person', ?, ?)",
            (person, name, name),
        )
        yield from _move(connection, found[0], person, _SPLIT)


def _move(
    connection: sqlite3.Connection, rows: Iterable[sqlite3.Row], person: str | None, why: str
) -> Iterator[str]:
    for row in rows:
        connection.execute(
            "UPDATE mentions SET person = ?, corrected = ? WHERE document = ? AND speaker = ?",
            (person, why, row["document"], row["speaker"]),
        )
        if row["person"]:
            yield row["person"]
    if person:
        yield person


def _rows_of(connection: sqlite3.Connection, anchor: Anchor) -> list[sqlite3.Row]:
    """The mentions that an anchor names."""
    rows = connection.execute(
        """SELECT m.document, m.speaker, m.name, m.person, m.statements, d.name AS document_name
        FROM mentions m JOIN documents d ON d.number = m.document
        WHERE d.state = 'ready' AND m.speaker IN (SELECT value FROM json_each(?))
        ORDER BY d.name, m.speaker""",
        (json.dumps(list(anchor)),),
    )
    return [row for row in rows if _is_meant(anchor, row["speaker"], row["document_name"])]


def _is_meant(anchor: Anchor, speaker: str, document: str) -> bool:
    documents = anchor[speaker]
    return documents is None or document in documents


def _most_frequent(rows: Iterable[sqlite3.Row]) -> str | None:
    """The person who has most of the statements of some mentions."""
    counts: Counter[str] = Counter()
    for row in rows:
        if row["person"]:
            counts[row["person"]] += row["statements"]
    return min(counts, key=lambda person: (-counts[person], person), default=None)
