"""The table of statements (who said what): stored and queried by document, place and speaker."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence

from index.people.directory import SpeakerSelection
from index.people.mentions import Mention
from index.records import Span, Statement
from index.store.people_table import PeopleTable

_COLUMNS = """s.document, s.start, s."end", s.kind, s.speaker, s.role, s.cue,
    s.source_start, s.source_end, s.cue_start, s.cue_end, s.stance"""
_BY_DATE = 'ORDER BY d.date IS NULL, d.date, d.name, s.start, s."end" DESC'
"""By date and in text order; statements without a date last."""


class StatementTable(PeopleTable):
    """Reads and writes statements. Documents are given by their row numbers."""

    def add_statements(
        self, number: int, statements: Iterable[Statement], mentions: Iterable[Mention] = ()
    ) -> None:
        """Store a document's statements and who speaks in it, replacing any stored before."""
        with self._transaction() as connection:
            connection.execute("DELETE FROM statements WHERE document = ?", (number,))
            connection.executemany(
                "INSERT INTO statements VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (_statement_row(number, statement) for statement in statements),
            )
            self.write_mentions(connection, number, mentions)

    def statements_overlapping(self, number: int, start: int, end: int) -> list[Statement]:
        """A document's statements whose content overlaps `text[start:end]`, in text order."""
        rows = self._rows(
            f"""SELECT {_COLUMNS} FROM statements s WHERE document = ?
            AND start < ? AND "end" > ? ORDER BY start, "end" DESC""",  # noqa: S608
            (number, end, start),
        )
        return [_statement(row) for row in rows]

    def statements(
        self, numbers: Sequence[int] | None = None, speakers: SpeakerSelection | None = None
    ) -> Iterator[tuple[int, Statement]]:
        """Yield (document number, statement) of ready documents, by date and in text order.

        Args:
            numbers: Only statements in these documents; None for all.
            speakers: Only statements by these speakers; None for all.
        """
        clauses, values = ["d.state = 'ready'"], list[object]()
        if numbers is not None:
            clauses.append(f"s.document IN ({', '.join(map(str, numbers))})")
        if speakers is not None:
            condition, wanted = self._speaker_condition(speakers)
            clauses.append(condition)
            values += wanted
        rows = self._rows(
            f"""SELECT {_COLUMNS} FROM statements s JOIN documents d ON d.number = s.document
            WHERE {" AND ".join(clauses)} {_BY_DATE}""",  # noqa: S608
            values,
        )
        for row in rows:
            yield row["document"], _statement(row)

    def statements_within(
        self,
        spans: Iterable[tuple[int, int, int]],
        speakers: SpeakerSelection | None = None,
    ) -> Iterator[tuple[int, Statement]]:
        """Yield (document number, statement) in the order of `statements`, each statement once.

        Args:
            spans: Document numbers with starts and ends; only statements that overlap one of them.
            speakers: Only statements by these speakers; None for all.
        """
        condition, wanted = self._speaker_condition(speakers) if speakers else ("1", [])
        rows = self._rows(
            f"""SELECT {_COLUMNS} FROM statements s JOIN documents d ON d.number = s.document
            WHERE s.rowid IN (
                SELECT t.rowid FROM json_each(?) p JOIN statements t
                ON t.document = p.value ->> 0 AND t.start < p.value ->> 2
                AND t."end" > p.value ->> 1)
            AND d.state = 'ready' AND {condition} {_BY_DATE}""",  # noqa: S608
            [json.dumps(list(spans)), *wanted],
        )
        for row in rows:
            yield row["document"], _statement(row)

    def numbers_with_speakers(self, speakers: SpeakerSelection) -> list[int]:
        """Numbers of the ready documents with a statement by one of these speakers."""
        condition, values = self._speaker_condition(speakers)
        rows = self._rows(
            f"""SELECT DISTINCT s.document FROM statements s
            JOIN documents d ON d.number = s.document
            WHERE d.state = 'ready' AND {condition} ORDER BY s.document""",  # noqa: S608
            values,
        )
        return [row["document"] for row in rows]

    def speaker_spans(
        self, numbers: Collection[int], speakers: SpeakerSelection
    ) -> dict[int, list[Span]]:
        """Spans of the statements by these speakers, by document number."""
        condition, values = self._speaker_condition(speakers)
        rows = self._rows(
            f"""SELECT document, start, "end" FROM statements s
            WHERE document IN ({", ".join(map(str, numbers))}) AND {condition}""",  # noqa: S608
            values,
        )
        found: dict[int, list[Span]] = {}
        for row in rows:
            found.setdefault(row["document"], []).append(Span(row["start"], row["end"]))
        return found

    def count_statements(self) -> int:
        """Number of statements in ready documents."""
        found: int = self._first_value(
            """SELECT count(*) FROM statements s JOIN documents d ON d.number = s.document
            WHERE d.state = 'ready'"""
        )
        return found


def _statement_row(number: int, statement: Statement) -> tuple[object, ...]:
    """The columns of the table for a statement of the document with this number."""
    no_span = (None, None)
    return (
        *(number, statement.start, statement.end, statement.kind),
        *(statement.speaker, statement.role, statement.cue),
        *(statement.speaker_span or no_span),
        *(statement.cue_span or no_span),
        statement.stance,
    )


def _statement(row: sqlite3.Row) -> Statement:
    return Statement(
        start=row["start"],
        end=row["end"],
        kind=row["kind"],
        speaker=row["speaker"],
        role=row["role"],
        cue=row["cue"],
        speaker_span=_span(row["source_start"], row["source_end"]),
        cue_span=_span(row["cue_start"], row["cue_end"]),
        stance=row["stance"],
    )


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)
