"""The tables of people: the mentions of each document, and whom they mean.

Mentions are written with a document's statements. `names_to_join` holds the names of documents
that came or went since people were last joined; it is filled in the transaction that makes the
change, so that nothing is forgotten by an interrupted run.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from index.people.directory import People, PersonRow, SpeakerSelection, WrittenName
from index.people.mentions import Mention
from index.store.corrections_table import CorrectionsTable
from index.store.speaker_counts import COUNTED, UNCOUNTED, counts_are_kept, mark_speakers

if TYPE_CHECKING:
    from index.people.joining import JoinedPerson

__all__ = ["MentionRow", "PeopleTable", "SpeakerInDocument"]

_BLOCK = """WITH RECURSIVE block (name) AS (
    SELECT name FROM names_to_join
    UNION SELECT other.name FROM block
    JOIN name_keys own ON own.name = block.name JOIN name_keys other ON other.key = own.key)"""
"""All names that share keys, directly or through others, with a name that is to be joined."""

_PEOPLE_AND_NAMES = """SELECT m.document, m.speaker FROM {people}
    WHERE m.person IN (SELECT value FROM json_each(:people))
    UNION SELECT t.document, t.speaker FROM {names}
    LEFT JOIN mentions m ON m.document = t.document AND m.speaker = t.speaker
    WHERE t.speaker IN (SELECT value FROM json_each(:names)) AND m.person IS NULL"""
_SPEAKERS = _PEOPLE_AND_NAMES.format(people="mentions m", names="statements t")
"""Documents and names of speakers who are some people, or nobody with one of some names."""
_SPEAKERS_OF_DOCUMENTS = _PEOPLE_AND_NAMES.format(
    people="json_each(:numbers) n CROSS JOIN mentions m ON m.document = n.value",
    names="json_each(:numbers) n CROSS JOIN statements t ON t.document = n.value",
)
"""The same, of some documents."""


class MentionRow(NamedTuple):
    """A person under one name in one document."""

    document: str
    """The document's name."""
    number: int
    speaker: str
    statements: int
    roles: tuple[str, ...]
    date: str | None
    outlet: str | None
    reason: str


class SpeakerInDocument(NamedTuple):
    """A speaker's name in a document, and whom it means there."""

    speaker: str
    document: str
    """The document's name."""
    person: str
    """Id of the person; empty for nobody in particular."""
    statements: int


class PeopleTable(CorrectionsTable):
    """Reads and writes mentions and people."""

    # Mentions

    def write_mentions(
        self, connection: sqlite3.Connection, number: int, mentions: Iterable[Mention]
    ) -> None:
        """Replace the mentions of a document, within a transaction."""
        # Only needed to write, and most runs only read.
        from index.people.blocking import keys_of_name

        self._mark_names(connection, [number])
        connection.execute("DELETE FROM mentions WHERE document = ?", (number,))
        for one in mentions:
            connection.execute(
                "INSERT INTO mentions (document, speaker, kind, name, candidates, titles, roles,"
                " statements) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(number, one.speaker, one.kind, one.name),
                    *map(_encoded, (one.candidates, one.titles, one.roles)),
                    one.statements,
                ),
            )
            if one.kind != "none":
                connection.executemany(
                    "INSERT OR IGNORE INTO name_keys VALUES (?, ?)",
                    [(key, one.name) for key in keys_of_name(one.name, one.kind == "body")],
                )
        self._mark_names(connection, [number])

    def _mark_names(self, connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
        """Note that the people with the names of these documents must be joined again.

        Their statements are to be counted again, too.
        """
        numbers = list(numbers)
        mark_speakers(connection, numbers)
        connection.executemany(
            "INSERT OR IGNORE INTO names_to_join"
            " SELECT DISTINCT name FROM mentions WHERE document = ? AND kind != 'none'",
            ((number,) for number in numbers),
        )

    def replace_mentions(self, found: Iterable[tuple[int, Sequence[Mention]]]) -> None:
        """Replace the mentions of documents, given by number, all in one transaction."""
        with self._transaction() as connection:
            for number, mentions in found:
                self.write_mentions(connection, number, mentions)

    def has_names_to_join(self) -> bool:
        """Whether documents came or went since people were last joined."""
        return bool(self._first_value("SELECT count(*) FROM (SELECT 1 FROM names_to_join LIMIT 1)"))

    def mentions_to_join(self) -> list[Mention]:
        """The mentions in ready documents whose people may be others than they were."""
        rows = self._rows(
            f"""{_BLOCK} SELECT m.*, d.name AS document_name, d.date, d.outlet FROM block
            JOIN mentions m ON m.name = block.name JOIN documents d ON d.number = m.document
            WHERE d.state = 'ready' AND m.kind != 'none'"""  # noqa: S608
        )
        return [_mention(row) for row in rows]

    # People

    def people(self) -> People:
        """The directory of all speakers of ready documents."""
        names = self._written_names()
        counts = Counter(name.speaker for name in names)
        several = [name for name, count in counts.items() if count > 1]
        return People(self._people(), names, self._people_of_names(several))

    def _people(self) -> list[PersonRow]:
        rows = self._rows(
            "SELECT id, kind, name, statements, documents FROM people WHERE statements > 0"
            " ORDER BY statements DESC, name, id"
        )
        return [PersonRow(*row) for row in rows]

    def _written_names(self) -> list[WrittenName]:
        # From the statements, so that speakers of documents without mentions are found by name.
        rows = self._rows(COUNTED if counts_are_kept(self._connection) else UNCOUNTED)
        return [WrittenName(*row) for row in rows]

    def _people_of_names(self, names: Collection[str]) -> dict[tuple[int, str], str | None]:
        rows = self._rows(
            """SELECT document, speaker, person FROM mentions
            WHERE speaker IN (SELECT value FROM json_each(?))""",
            (_encoded(list(names)),),
        )
        return {(row["document"], row["speaker"]): row["person"] for row in rows}

    def mentions_of_person(self, person: str) -> Iterator[MentionRow]:
        """Yield the mentions of a person in ready documents, by date and document."""
        return self._mention_rows("m.person = ?", (person,))

    def roles_of_people(self) -> Iterator[tuple[str, int, str]]:
        """Yield (id of the person, document number, role) for all roles in ready documents."""
        rows = self._rows(
            """SELECT m.person, m.document, r.value AS role
            FROM mentions m JOIN documents d ON d.number = m.document, json_each(m.roles) r
            WHERE d.state = 'ready' AND m.person IS NOT NULL
            ORDER BY m.person, d.date IS NULL, d.date, m.document"""
        )
        for row in rows:
            yield row["person"], row["document"], row["role"]

    def rejected_mentions(self) -> Iterator[MentionRow]:
        """Yield the mentions that mean nobody because the user says so."""
        return self._mention_rows("m.person IS NULL AND m.joined IS NOT NULL", ())

    def _mention_rows(self, condition: str, values: Sequence[str]) -> Iterator[MentionRow]:
        rows = self._rows(
            f"""SELECT d.name, m.document, m.speaker, m.statements, m.roles, d.date, d.outlet,
            coalesce(m.corrected, m.reason, '') AS why
            FROM mentions m JOIN documents d ON d.number = m.document
            WHERE {condition} AND d.state = 'ready'
            ORDER BY d.date IS NULL, d.date, d.name, m.speaker""",  # noqa: S608
            values,
        )
        for name, number, speaker, statements, roles, date, outlet, why in rows:
            told = tuple(json.loads(roles))
            yield MentionRow(name, number, speaker, statements, told, date, outlet, why)

    def speakers_in_documents(self) -> list[SpeakerInDocument]:
        """All speakers of all ready documents, sorted by name and document."""
        rows = self._rows(
            """SELECT m.speaker, d.name, coalesce(m.person, '') AS person, m.statements
            FROM mentions m JOIN documents d ON d.number = m.document
            WHERE d.state = 'ready' ORDER BY m.speaker, d.name"""
        )
        return [SpeakerInDocument(*row) for row in rows]

    def save_people(self, people: Sequence[JoinedPerson]) -> None:
        """Store whom the mentions of `mentions_to_join` mean; nothing is left to join then."""
        meant = {
            (mention.number, mention.speaker): (person.id, reason)
            for person in people
            for mention, reason in zip(person.mentions, person.reasons, strict=True)
        }
        with self._transaction() as connection:
            rows = connection.execute(
                f"""{_BLOCK} SELECT m.document, m.speaker, m.joined, m.person, m.reason
                FROM block JOIN mentions m ON m.name = block.name"""  # noqa: S608
            ).fetchall()
            connection.executemany(
                "UPDATE mentions SET joined = ?, reason = ? WHERE document = ? AND speaker = ?",
                [
                    (*new, row["document"], row["speaker"])
                    for row in rows
                    for new in (meant.get((row["document"], row["speaker"]), (None, None)),)
                    if new != (row["joined"], row["reason"])
                ],
            )
            connection.executemany(
                "INSERT OR IGNORE INTO speakers_to_count VALUES (?)",
                [(row["speaker"],) for row in rows],
            )
            connection.executemany(
                "INSERT INTO people (id, kind, name, own_name) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (id) DO UPDATE"
                " SET kind = excluded.kind, own_name = excluded.own_name",
                [
                    (one.id, "person" if one.is_person else "body", one.name, one.name)
                    for one in people
                ],
            )
            connection.execute(
                "DELETE FROM name_keys WHERE name IN (SELECT name FROM names_to_join)"
                " AND name NOT IN (SELECT name FROM mentions)"
            )
            connection.execute("DELETE FROM names_to_join")
            changed = {row["person"] for row in rows} | {one.id for one in people}
            self._apply_corrections(connection, changed)

    # Which statements are a person's

    def _speakers_in_documents(
        self, selection: SpeakerSelection, numbers: Collection[int] | None = None
    ) -> Iterator[tuple[int, str]]:
        """Yield the numbers of documents, ready or not, with the names of the speakers wanted.

        Args:
            selection: The speakers.
            numbers: Only of these documents; None for all.
        """
        values = {
            "people": _encoded(selection.people),
            "names": _encoded(selection.names),
            "numbers": json.dumps(list(numbers or ())),
        }
        sql = _SPEAKERS if numbers is None else _SPEAKERS_OF_DOCUMENTS
        for row in self._rows(sql, values):
            yield row["document"], row["speaker"]


def _encoded(values: Sequence[str]) -> str:
    return json.dumps(list(values), ensure_ascii=False)


def _mention(row: sqlite3.Row) -> Mention:
    return Mention(
        speaker=row["speaker"],
        kind=row["kind"],
        name=row["name"],
        candidates=tuple(json.loads(row["candidates"])),
        roles=tuple(json.loads(row["roles"])),
        titles=tuple(json.loads(row["titles"])),
        statements=row["statements"],
        document=row["document_name"],
        date=row["date"],
        outlet=row["outlet"],
        number=row["document"],
    )
