"""The tables of documents and passages: looking documents up, and their passages."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from index.errors import FilterError
from index.records import Filters, Span
from index.store.database import MAX_SQL_VALUES
from index.store.reading_table import ReadingTable
from index.store.rows import (
    DOCUMENT_COLUMNS,
    DocumentInfo,
    IndexRow,
    StoredPassage,
    document_info,
)


class DocumentTable(ReadingTable):
    """Reads documents and passages.

    Documents that are not ready are skipped, except by `index_rows`.
    """

    def documents(self) -> Iterator[DocumentInfo]:
        """Yield every ready document, sorted by name."""
        sql = (
            f"SELECT {DOCUMENT_COLUMNS} FROM documents d WHERE state = 'ready' ORDER BY name, path"  # noqa: S608
        )
        return map(document_info, self._rows(sql))

    def ready_numbers(self) -> list[int]:
        """Numbers of all ready documents."""
        rows = self._rows("SELECT number FROM documents WHERE state = 'ready' ORDER BY number")
        return [row["number"] for row in rows]

    def sample_numbers(self, n: int) -> list[int]:
        """Numbers of at most `n` ready documents, chosen anew with each call."""
        # Along the numbers themselves: no index of ready documents is sorted by them.
        ready = "SELECT number FROM documents NOT INDEXED WHERE state = 'ready'"
        low = self._first_value(f"{ready} ORDER BY number LIMIT 1")
        high = self._first_value(f"{ready} ORDER BY number DESC LIMIT 1")
        if low is None:
            return []
        sql = f"{ready} AND number >= ? ORDER BY number LIMIT 1"
        starts = {random.randint(low, high) for _ in range(n)}  # noqa: S311
        return sorted({self._first_value(sql, (start,)) for start in starts})

    def sample_titles(self, n: int) -> list[str]:
        """Titles of at most `n` ready documents, picked evenly from the list sorted by name."""
        known = "FROM documents WHERE state = 'ready' AND title != ''"
        (total,) = next(self._rows(f"SELECT count(*) {known}"))
        sql = f"SELECT title {known} ORDER BY name, path LIMIT 1 OFFSET ?"
        step = max(1, total // n)
        return [next(self._rows(sql, (at,)))[0] for at in range(0, min(total, step * n), step)]

    def document_with_id(self, identity: str) -> DocumentInfo | None:
        """The ready document with an id; None if there is none."""
        sql = f"SELECT {DOCUMENT_COLUMNS} FROM documents d WHERE state = 'ready' AND id = ?"  # noqa: S608
        return next(map(document_info, self._rows(sql, (identity,))), None)

    def find_documents(self, reference: str) -> list[DocumentInfo]:
        """The ready documents that `reference` names: by id, path, relative path or file name."""
        reference = reference.encode("utf-8", "replace").decode()
        ways = ("id = :r", "path = :r", "path = :full", "base = :r", "name = :r")
        # One look-up for each way, as SQLite would read all documents to find any of them at once.
        named = " UNION ".join(
            f"SELECT number FROM documents WHERE state = 'ready' AND {way}"  # noqa: S608
            for way in ways
        )
        sql = f"""SELECT {DOCUMENT_COLUMNS} FROM documents d WHERE number IN ({named})
            ORDER BY name, path"""  # noqa: S608
        try:
            full = str(Path(reference).resolve())
        except (OSError, ValueError):
            full = reference
        rows = [document_info(row) for row in self._rows(sql, {"r": reference, "full": full})]
        exact = [row for row in rows if reference in (row.id, str(row.path), row.name)]
        return exact or rows

    def documents_with_sha256(self, sha256: str) -> list[DocumentInfo]:
        """The ready documents whose files have this SHA-256, sorted by name."""
        sql = f"""SELECT {DOCUMENT_COLUMNS} FROM documents d WHERE state = 'ready' AND sha256 = ?
            ORDER BY name, path"""  # noqa: S608
        return [document_info(row) for row in self._rows(sql, (sha256,))]

    def find_one_document(self, reference: str) -> DocumentInfo:
        """The ready document that `reference` names.

        Raises:
            FilterError: It names no document, or several.
        """
        found = self.find_documents(reference)
        if not found:
            raise FilterError(f"no document {reference!r} in the store; `onrecord list` shows them")
        if len(found) > 1:
            names = ", ".join(info.name for info in found)
            raise FilterError(f"{reference!r} names {len(found)} documents; choose one of: {names}")
        return found[0]

    def documents_by_date(self, numbers: Iterable[int]) -> Iterator[DocumentInfo]:
        """Yield the ready documents among `numbers`, oldest first and undated ones last."""
        as_json = json.dumps(list(numbers))
        sql = f"""SELECT {DOCUMENT_COLUMNS} FROM documents d WHERE state = 'ready' AND
            number IN (SELECT value FROM json_each(?))
            ORDER BY date IS NULL, date, name, path"""  # noqa: S608
        return map(document_info, self._rows(sql, (as_json,)))

    def passages(self, ids: Sequence[str]) -> dict[str, StoredPassage]:
        """The passages with these ids whose documents are ready, by id."""
        rows: list[sqlite3.Row] = []
        for first in range(0, len(ids), MAX_SQL_VALUES):
            some = ids[first : first + MAX_SQL_VALUES]
            marks = ", ".join("?" * len(some))
            sql = f"""SELECT document, id, start, "end", sentences, text, vectors,
                place_start, place_end
                FROM passages WHERE id IN ({marks})"""  # noqa: S608
            rows += self._rows(sql, some)
        infos = self.documents_by_number({row["document"] for row in rows})
        # Columns are unpacked by position: looking each up by name takes longer than the query.
        return {
            passage: StoredPassage(
                id=passage,
                document=infos[number],
                start=start,
                end=end,
                sentences=tuple(Span(*pair) for pair in json.loads(sentences)),
                text=text,
                place=Span(*place),
                vectors=vectors,
            )
            for number, passage, start, end, sentences, text, vectors, *place in rows
            if number in infos
        }

    def documents_by_number(self, numbers: Iterable[int]) -> dict[int, DocumentInfo]:
        """The ready documents among `numbers`, by number."""
        sql = f"""SELECT {DOCUMENT_COLUMNS} FROM documents d WHERE state = 'ready' AND
            number IN (SELECT value FROM json_each(?))"""  # noqa: S608
        rows = self._rows(sql, (json.dumps(list(numbers)),))
        return {row["number"]: document_info(row) for row in rows}

    def index_rows(self, number: int) -> list[IndexRow]:
        """What the derived indexes store of a document, one row for each passage."""
        rows = self._rows(
            "SELECT id, text, sentences, vectors FROM passages WHERE document = ? ORDER BY number",
            (number,),
        )
        return [
            IndexRow(row["id"], row["text"], len(json.loads(row["sentences"])), row["vectors"])
            for row in rows
        ]

    def count_passages(self, numbers: Iterable[int]) -> int:
        """Number of passages of the documents with these numbers."""
        sql = """SELECT coalesce(sum(d.passages), 0) FROM json_each(?) p
            CROSS JOIN documents d ON d.number = p.value"""
        found: int = self._first_value(sql, (json.dumps(list(numbers)),))
        return found

    def packed_vectors(self, numbers: Iterable[int]) -> list[tuple[str, bytes]]:
        """Ids and packed vectors of the passages of ready documents among `numbers`."""
        rows = self._rows(
            """SELECT p.id, p.vectors FROM json_each(?) n
            CROSS JOIN documents d ON d.number = n.value AND d.state = 'ready'
            CROSS JOIN passages p ON p.document = d.number""",
            (json.dumps(list(numbers)),),
        )
        return [(row["id"], row["vectors"]) for row in rows]

    def passages_in_documents(self, ids: Sequence[str], numbers: Iterable[int]) -> set[str]:
        """Those of some passages, given by id, that stand in the documents with these numbers."""
        among = set(numbers)
        rows = self._rows(
            """SELECT p.id, p.document FROM json_each(?) i
            CROSS JOIN passages p ON p.id = i.value""",
            (json.dumps(list(ids)),),
        )
        return {row["id"] for row in rows if row["document"] in among}

    def scores_by_number(self, scores: Mapping[str, float]) -> dict[int, float]:
        """Replace document ids by document numbers, in the same order; skips those not ready.

        Args:
            scores: Scores by document id.
        """
        marks = ", ".join("?" * len(scores))
        rows = self._rows(
            f"SELECT id, number FROM documents WHERE state = 'ready' AND id IN ({marks})",  # noqa: S608
            list(scores),
        )
        numbers = {row["id"]: row["number"] for row in rows}
        return {numbers[i]: score for i, score in scores.items() if i in numbers}

    def numbers_matching(self, filters: Filters) -> list[int] | None:
        """Numbers of the ready documents that match the filters; None if all documents do.

        The filter on speakers is ignored here.
        """
        if not filters.limits_documents():
            return None
        clauses, values = ["state = 'ready'"], []
        if filters.documents:
            named = [
                info.number for name in filters.documents for info in self.find_documents(name)
            ]
            clauses.append(f"number IN ({', '.join(map(str, named))})")
        if filters.excluded_documents:
            named = [
                info.number
                for name in filters.excluded_documents
                for info in self.find_documents(name)
            ]
            clauses.append(f"number NOT IN ({', '.join(map(str, named))})")
        if filters.outlets:
            clauses.append("outlet IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(self._outlets_called(filters.outlets)))
        if filters.after:
            clauses.append("date >= ?")
            values.append(filters.after)
        if filters.before:
            clauses.append("date <= ?")
            values.append(filters.before)
        for key, value in filters.extra:
            clauses.append("? IN (SELECT casefold(value) FROM json_each(extra) WHERE key = ?)")
            values += [value.casefold(), key]
        rows = self._rows(f"SELECT number FROM documents WHERE {' AND '.join(clauses)}", values)  # noqa: S608
        return [row["number"] for row in rows]

    def _outlets_called(self, names: Iterable[str]) -> list[str]:
        """The outlets of these names as documents write them, whatever the letter case."""
        wanted = {name.casefold() for name in names}
        # Goes from one outlet to the next in the index, past all documents of each.
        rows = self._rows(
            """WITH RECURSIVE outlets (outlet) AS (
                SELECT min(outlet) FROM documents WHERE state = 'ready'
                UNION ALL SELECT (
                    SELECT min(outlet) FROM documents
                    WHERE state = 'ready' AND outlet > outlets.outlet)
                FROM outlets WHERE outlets.outlet IS NOT NULL)
            SELECT outlet FROM outlets WHERE outlet IS NOT NULL"""
        )
        return [row["outlet"] for row in rows if row["outlet"].casefold() in wanted]

    def has_in_capitals(self, word: str, numbers: Sequence[int] | None = None) -> bool:
        """Whether the text of a ready document has a word with its letter case, such as "US".

        Args:
            word: Letters alone.
            numbers: Only of these documents; None for all.
        """
        pattern = f"*[^A-Za-z]{word}[^A-Za-z]*"
        return self._any_document("' ' || text || ' ' GLOB ?", pattern, numbers)

    def has_in_metadata(self, words: str, numbers: Sequence[int] | None = None) -> bool:
        """Whether a ready document has words in its title, outlet, author, speaker or file name.

        Args:
            words: In lower case.
            numbers: Only of these documents; None for all.
        """
        columns = ("title", "outlet", "author", "speaker", "name")
        joined = " || ' ' || ".join(f"coalesce({column}, '')" for column in columns)
        return self._any_document(f"instr(casefold({joined}), ?)", words, numbers)

    def _any_document(self, condition: str, value: str, numbers: Sequence[int] | None) -> bool:
        """Whether a condition on a value holds for a ready document, perhaps among `numbers`."""
        sql = f"SELECT 1 FROM documents WHERE state = 'ready' AND {condition}"  # noqa: S608
        if numbers is None:
            return self._first_value(f"{sql} LIMIT 1", (value,)) is not None
        sql += " AND number IN (SELECT value FROM json_each(?)) LIMIT 1"
        return self._first_value(sql, (value, json.dumps(list(numbers)))) is not None

    def date_range(self, numbers: Sequence[int] | None = None) -> tuple[str, str] | None:
        """The earliest and the latest date of ready documents; None if no document has a date.

        Args:
            numbers: Only of these documents; None for all.
        """
        limit = "" if numbers is None else f" AND number IN ({', '.join(map(str, numbers))})"
        # Each alone, because SQLite finds both ends of an index but not two at once.
        first, last = (
            self._first_value(f"SELECT {end}(date) FROM documents WHERE state = 'ready'{limit}")  # noqa: S608
            for end in ("min", "max")
        )
        return (first, last) if first else None
