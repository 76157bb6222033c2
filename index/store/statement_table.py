"""The table of statements (who said what): stored and queried by document, place and speaker."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice

from index.people.directory import SpeakerSelection
from index.people.mentions import Mention
from index.records import Span, Statement
from index.store.people_table import PeopleTable
from index.store.speaker_counts import mark_speakers

_COLUMNS = """s.document, s.start, s."end", s.kind, s.speaker, s.role, s.cue,
    s.source_start, s.source_end, s.cue_start, s.cue_end, s.stance"""
_BY_DATE = 'ORDER BY d.date IS NULL, d.date, d.name, s.start, s."end" DESC'
"""By date and in text order; statements without a date last."""
_OF_DOCUMENTS = f"""SELECT {_COLUMNS}
    FROM json_each(?) p CROSS JOIN documents d ON d.number = p.value
    CROSS JOIN statements s ON s.document = d.number
    WHERE d.state = 'ready' {_BY_DATE}"""  # noqa: S608
_OF_SPEAKERS = f"""SELECT {_COLUMNS}
    FROM json_each(?) p CROSS JOIN documents d ON d.number = p.value ->> 0
    CROSS JOIN statements s ON s.document = d.number AND s.speaker = p.value ->> 1
    WHERE d.state = 'ready' {_BY_DATE}"""  # noqa: S608
_WITHIN = f"""SELECT {_COLUMNS} FROM statements s JOIN documents d ON d.number = s.document
    WHERE s.rowid IN (
        SELECT t.rowid FROM json_each(?) p CROSS JOIN statements t
        ON t.document = p.value ->> 0 AND t.start < p.value ->> 2 AND t."end" > p.value ->> 1)
    AND d.state = 'ready' AND (? OR (s.document, s.speaker) IN (
        SELECT value ->> 0, value ->> 1 FROM json_each(?))) {_BY_DATE}"""  # noqa: S608
_FIRST_BATCH, _LARGEST_BATCH = 32, 512
"""Documents whose statements are read at once: few at first, and ever more."""


class StatementTable(PeopleTable):
    """Reads and writes statements. Documents are given by their row numbers."""

    def add_statements(
        self, number: int, statements: Iterable[Statement], mentions: Iterable[Mention] = ()
    ) -> None:
        """Store a document's statements and who speaks in it, replacing any stored before."""
        with self._transaction() as connection:
            mark_speakers(connection, [number])
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
        by_date = self._numbers_by_date(numbers)
        pairs: dict[int, list[str]] = {}
        if speakers is not None:
            for number, speaker in self._speakers_in_documents(speakers):
                pairs.setdefault(number, []).append(speaker)
            wanted = pairs.keys() if numbers is None else pairs.keys() & set(numbers)
            by_date = self._numbers_by_date(wanted)
        # A few documents at a time, so that nobody who reads the first waits for the last.
        for some in _batches(by_date):
            if speakers is None:
                sql, values = _OF_DOCUMENTS, [json.dumps(some)]
            else:
                heard = [(number, name) for number in some for name in pairs[number]]
                sql, values = _OF_SPEAKERS, [json.dumps(heard)]
            for row in list(self._rows(sql, values)):
                yield row["document"], _statement(row)

    def _numbers_by_date(self, numbers: Collection[int] | None) -> Iterator[int]:
        """Yield the numbers of ready documents by date and name, undated ones last.

        Args:
            numbers: Only of these documents; None for all.
        """
        for dated in ("date IS NOT NULL", "date IS NULL"):
            if numbers is None:
                sql = f"""SELECT number FROM documents WHERE state = 'ready' AND {dated}
                    ORDER BY date, name"""  # noqa: S608
                rows = self._rows(sql)
            else:
                sql = f"""SELECT number FROM documents WHERE state = 'ready' AND {dated}
                    AND number IN (SELECT value FROM json_each(?)) ORDER BY date, name"""  # noqa: S608
                rows = self._rows(sql, [json.dumps(list(numbers))])
            for row in rows:
                yield row["number"]

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
        wanted = list(spans)
        heard: list[tuple[int, str]] | None = None
        if speakers:
            heard = list(self._speakers_in_documents(speakers, {number for number, *_ in wanted}))
        rows = self._rows(_WITHIN, [json.dumps(wanted), heard is None, json.dumps(heard or [])])
        for row in rows:
            yield row["document"], _statement(row)

    def numbers_with_speakers(self, speakers: SpeakerSelection) -> list[int]:
        """Numbers of the ready documents with a statement by one of these speakers."""
        heard = {number for number, _ in self._speakers_in_documents(speakers)}
        rows = self._rows(
            """SELECT d.number FROM json_each(?) p CROSS JOIN documents d ON d.number = p.value
            WHERE d.state = 'ready'""",
            [json.dumps(sorted(heard))],
        )
        return [row["number"] for row in rows]

    def speaker_spans(
        self, numbers: Collection[int], speakers: SpeakerSelection
    ) -> dict[int, list[Span]]:
        """Spans of the statements by these speakers, by document number."""
        rows = self._rows(
            """SELECT s.document, s.start, s."end" FROM json_each(?) p CROSS JOIN statements s
            ON s.document = p.value ->> 0 AND s.speaker = p.value ->> 1
            ORDER BY s.document, s.start""",
            [json.dumps(list(self._speakers_in_documents(speakers, numbers)))],
        )
        found: dict[int, list[Span]] = {}
        for row in rows:
            found.setdefault(row["document"], []).append(Span(row["start"], row["end"]))
        return found

    def count_statements(self) -> int:
        """Number of statements in ready documents."""
        found: int = self._first_value(
            """SELECT (SELECT count(*) FROM statements) - (
                SELECT count(*) FROM documents d JOIN statements s ON s.document = d.number
                WHERE d.state != 'ready')"""
        )
        return found


def _batches(numbers: Iterable[int]) -> Iterator[list[int]]:
    """Divide numbers into lists, the first ones short."""
    left, size = iter(numbers), _FIRST_BATCH
    while some := list(islice(left, size)):
        yield some
        size = min(2 * size, _LARGEST_BATCH)


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
