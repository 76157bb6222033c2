"""The table of statements (who said what): stored and queried by document, place and speaker."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence

from index.records import Span, Statement
from index.store.database import MAX_SQL_VALUES, Database

_COLUMNS = """s.document, s.start, s."end", s.kind, s.speaker, s.role, s.cue,
    s.source_start, s.source_end, s.cue_start, s.cue_end"""


class StatementTable(Database):
    """Reads and writes statements. Documents are given by their row numbers."""

    def add_statements(self, number: int, statements: Iterable[Statement]) -> None:
        """Store a document's statements, replacing any stored before."""
        with self._transaction() as connection:
            connection.execute("DELETE FROM statements WHERE document = ?", (number,))
            connection.executemany(
                "INSERT INTO statements VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (_statement_row(number, statement) for statement in statements),
            )

    def statements_overlapping(self, number: int, start: int, end: int) -> list[Statement]:
        """A document's statements whose content overlaps `text[start:end]`, in text order."""
        rows = self._rows(
            f"""SELECT {_COLUMNS} FROM statements s WHERE document = ?
            AND start < ? AND "end" > ? ORDER BY start, "end" DESC""",  # noqa: S608
            (number, end, start),
        )
        return [_statement(row) for row in rows]

    def statements(
        self, numbers: Sequence[int] | None = None, speakers: Sequence[str] | None = None
    ) -> Iterator[tuple[int, Statement]]:
        """Yield (document number, statement) of ready documents, by date and in text order.

        Args:
            numbers: Only statements in these documents; None for all.
            speakers: Only statements by speakers with exactly these names; None for all.
        """
        clauses, values = ["d.state = 'ready'"], list[object]()
        if numbers is not None:
            clauses.append(f"s.document IN ({', '.join(map(str, numbers))})")
        if speakers is not None:
            clauses.append(f"s.speaker IN ({', '.join('?' * len(speakers))})")
            values += speakers
        rows = self._rows(
            f"""SELECT {_COLUMNS} FROM statements s JOIN documents d ON d.number = s.document
            WHERE {" AND ".join(clauses)}
            ORDER BY d.date IS NULL, d.date, d.name, s.start, s."end" DESC""",  # noqa: S608
            values,
        )
        for row in rows:
            yield row["document"], _statement(row)

    def speaker_counts(self) -> dict[str, tuple[int, int]]:
        """For each speaker's name, the number of their statements and of documents with them."""
        rows = self._rows(
            """SELECT s.speaker, count(*) AS said, count(DISTINCT s.document) AS documents
            FROM statements s JOIN documents d ON d.number = s.document
            WHERE d.state = 'ready' AND s.speaker IS NOT NULL
            GROUP BY s.speaker ORDER BY said DESC, s.speaker"""
        )
        return {row["speaker"]: (row["said"], row["documents"]) for row in rows}

    def numbers_with_speakers(self, speakers: Sequence[str]) -> list[int]:
        """Numbers of the ready documents with a statement by a speaker of exactly these names."""
        numbers: set[int] = set()
        for first in range(0, len(speakers), MAX_SQL_VALUES):
            some = speakers[first : first + MAX_SQL_VALUES]
            rows = self._rows(
                f"""SELECT DISTINCT s.document FROM statements s
                JOIN documents d ON d.number = s.document
                WHERE d.state = 'ready' AND s.speaker IN ({", ".join("?" * len(some))})""",  # noqa: S608
                some,
            )
            numbers.update(row["document"] for row in rows)
        return sorted(numbers)

    def speaker_spans(
        self, numbers: Collection[int], speakers: Sequence[str]
    ) -> dict[int, list[Span]]:
        """Spans of the statements by speakers of exactly these names, by document number."""
        marks = ", ".join("?" * len(speakers))
        rows = self._rows(
            f"""SELECT document, start, "end" FROM statements
            WHERE document IN ({", ".join(map(str, numbers))}) AND speaker IN ({marks})""",  # noqa: S608
            speakers,
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
    )


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)
