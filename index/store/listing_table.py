"""What lists show of a store: pages of documents and people, totals, and names that complete text.

Each query follows an index, so that a page takes as long in a large store as in a small one; totals
read one small index instead of the documents.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from index.people.directory import PersonRow
from index.store.document_table import DocumentTable
from index.store.rows import DOCUMENT_COLUMNS, DocumentInfo, document_info

__all__ = ["ListingTable", "PeopleKind"]

PeopleKind = Literal["person", "body", "all"]
_BEGINS = "substr(casefold({name}), 1, length(:typed)) = :typed"
_HOLDS = "instr(substr(casefold({name}), 2), :typed)"
_PEOPLE = """SELECT name FROM people WHERE statements > 0 AND {condition}
    ORDER BY statements DESC, name, id LIMIT :n"""
_OWN_LABELS = """SELECT base AS label FROM documents d WHERE state = 'ready' AND {condition}
    AND NOT EXISTS (SELECT 1 FROM documents o WHERE o.state = 'ready' AND o.base = d.base
        AND o.number != d.number)
    ORDER BY base LIMIT :n"""
_SHARED_LABELS = """SELECT d.name AS label FROM (
        SELECT base FROM documents WHERE state = 'ready' GROUP BY base HAVING count(*) > 1) b
    CROSS JOIN documents d ON d.base = b.base AND d.state = 'ready'
    WHERE {condition} ORDER BY d.name LIMIT :n"""
"""A document is called by its file's name, or by its path if several files have that name."""


class Totals(NamedTuple):
    """Numbers of what the ready documents hold."""

    characters: int
    undated: int
    """Number of documents without a date."""


class ListingTable(DocumentTable):
    """Reads pages, totals and completions."""

    def document_page(self, start: int, n: int) -> list[DocumentInfo]:
        """At most `n` ready documents from position `start` on, sorted by name."""
        sql = f"""SELECT {DOCUMENT_COLUMNS} FROM documents d INDEXED BY ready_names
            WHERE state = 'ready' ORDER BY name LIMIT ? OFFSET ?"""  # noqa: S608
        return [document_info(row) for row in self._rows(sql, (n, start))]

    def totals(self) -> Totals:
        """Totals over the ready documents."""
        characters = self._first_value(
            "SELECT coalesce(sum(characters), 0) FROM documents WHERE state = 'ready'"
        )
        undated = self._first_value(
            "SELECT count(*) FROM documents WHERE state = 'ready' AND date IS NULL"
        )
        return Totals(characters, undated)

    def documents_by_outlet(self) -> dict[str, int]:
        """Number of ready documents by outlet, most first; empty for those without one."""
        return self._counts_by("outlet")

    def documents_by_language(self) -> dict[str, int]:
        """Number of ready documents by language, most first; empty for those without one."""
        return self._counts_by("language")

    def _counts_by(self, column: str) -> dict[str, int]:
        rows = self._rows(
            f"""SELECT coalesce({column}, '') AS value, sum(documents) AS documents FROM (
                SELECT {column}, count(*) AS documents, min(name) AS first FROM documents
                WHERE state = 'ready' GROUP BY {column})
            GROUP BY value ORDER BY documents DESC, min(first)"""  # noqa: S608
        )
        return {row["value"]: row["documents"] for row in rows}

    def count_people(self, kind: PeopleKind) -> int:
        """Number of people, of bodies, or of both, who have statements."""
        sql = "SELECT count(*) FROM people WHERE kind = ? AND statements > 0"
        kinds = ("person", "body") if kind == "all" else (kind,)
        return sum(self._first_value(sql, (one,)) for one in kinds)

    def people_page(self, kind: PeopleKind, start: int, n: int) -> list[PersonRow]:
        """At most `n` people from position `start` on, most statements first."""
        condition = "statements > 0" if kind == "all" else "kind = :kind AND statements > 0"
        rows = self._rows(
            f"""SELECT id, kind, name, statements, documents FROM people WHERE {condition}
            ORDER BY statements DESC, name, id LIMIT :n OFFSET :start""",  # noqa: S608
            {"kind": kind, "n": n, "start": start},
        )
        return [PersonRow(*row) for row in rows]

    def people_with_name(self, typed: str, n: int) -> list[str]:
        """Main names that begin with some text, or hold it if few do; most statements first.

        Args:
            typed: The text, case folded.
            n: How many to look for of both kinds.
        """
        values = {"typed": typed, "n": n}
        begin = [
            row["name"]
            for row in self._rows(_PEOPLE.format(condition=_BEGINS.format(name="name")), values)
        ]
        if len(begin) == n or not typed:
            return begin
        holding = _PEOPLE.format(condition=_HOLDS.format(name="name"))
        return begin + [row["name"] for row in self._rows(holding, values)]

    def documents_with_label(self, typed: str, n: int) -> list[str]:
        """Labels of documents that begin with some text, or hold it if few do; sorted by label.

        Args:
            typed: The text, case folded.
            n: How many to look for of both kinds.
        """
        begin = self._labels(_BEGINS, typed, n)
        if len(begin) == n or not typed:
            return begin
        return begin + self._labels(_HOLDS, typed, n)

    def _labels(self, condition: str, typed: str, n: int) -> list[str]:
        """The first `n` labels for which a condition holds, sorted."""
        values = {"typed": typed, "n": n}
        own = _OWN_LABELS.format(condition=condition.format(name="d.base"))
        shared = _SHARED_LABELS.format(condition=condition.format(name="d.name"))
        found = [row["label"] for sql in (own, shared) for row in self._rows(sql, values)]
        return sorted(found)[:n]
