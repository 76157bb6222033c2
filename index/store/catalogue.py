"""The catalogue: one SQLite file that holds the truth about a store.

Documents with their text, passages with their vectors, and the manifest. A document is
`pending` while its passages are on their way into the derived indexes, `ready` once they are
in both, and `removed` until they are out of both again. Readers see only what is ready, so a
run that is killed leaves nothing half done in sight.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from index.errors import FilterError
from index.records import Document, Filters, Passage, Span
from index.store.database import BATCH
from index.store.rows import DOCUMENT_COLUMNS, DocumentInfo, IndexRow, StoredPassage, document_info
from index.store.statement_table import StatementTable

CatalogueVersion = tuple[int, int, int]
"""Number of ready documents, the latest one's number, and the count of rebuilds."""


class Catalogue(StatementTable):
    """One catalogue file. Safe to use from several threads; each gets its own connection."""

    # The manifest

    def manifest(self) -> dict[str, str]:
        """What the store was made with, by name."""
        return {row["key"]: row["value"] for row in self._rows("SELECT key, value FROM manifest")}

    def write_manifest(self, facts: Mapping[str, str]) -> None:
        """Replace the manifest, as every rebuild does when it begins and when it ends."""
        with self._transaction() as connection:
            # SQLite keeps this number for whoever uses the file; here it counts the manifests.
            (count,) = connection.execute("PRAGMA user_version").fetchone()
            connection.execute(f"PRAGMA user_version = {count + 1}")
            connection.execute("DELETE FROM manifest")
            connection.executemany("INSERT INTO manifest VALUES (?, ?)", list(facts.items()))

    # Writing: pending -> ready -> removed -> gone

    def add_pending(self, document: Document, metadata_fingerprint: str) -> int:
        """Store a document out of readers' sight, without passages yet; gives its number.

        Args:
            document: The document to store.
            metadata_fingerprint: Fingerprint of the metadata that the user gave beside the file.
        """
        facts = {
            "id": document.id,
            "name": document.name,
            "base": document.name.rsplit("/", 1)[-1],
            "path": str(document.path),
            "sha256": document.sha256,
            "title": document.title,
            "outlet": document.outlet,
            "date": document.date,
            "author": document.author,
            "speaker": document.speaker,
            "url": document.url,
            "language": document.language,
            "pages": json.dumps(list(document.pages)),
            "extra": json.dumps(dict(document.extra), ensure_ascii=False),
            "given": metadata_fingerprint,
            "characters": len(document.text),
            "text": document.text,
        }
        names, marks = ", ".join(facts), ", ".join(f":{name}" for name in facts)
        with self._transaction() as connection:
            sql = f"INSERT INTO documents ({names}) VALUES ({marks})"  # noqa: S608
            number = connection.execute(sql, facts).lastrowid
        assert number is not None
        return number

    def add_passages(self, rows: Iterable[tuple[int, Passage, str, bytes]]) -> None:
        """Store passages as (document number, passage, its text, its vectors)."""
        with self._transaction() as connection:
            for number, passage, text, vectors in rows:
                sentences = json.dumps([[s.start, s.end] for s in passage.sentences])
                connection.execute(
                    "INSERT INTO passages VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)",
                    (passage.id, number, passage.start, passage.end, sentences, text, vectors),
                )

    def delete_passages(self, number: int) -> None:
        """Delete the passages of a document, to make them anew."""
        with self._transaction() as connection:
            connection.execute("DELETE FROM passages WHERE document = ?", (number,))
            connection.execute("UPDATE documents SET passages = 0 WHERE number = ?", (number,))

    def publish(self, numbers: Iterable[int]) -> list[int]:
        """Make pending documents ready; what they replace is marked removed.

        Returns:
            The numbers of the replaced documents, to be taken out of the derived indexes.
        """
        replaced: list[int] = []
        with self._transaction() as connection:
            for number in numbers:
                old = connection.execute(
                    "UPDATE documents SET state = 'removed' WHERE state = 'ready' AND number IN ("
                    " SELECT o.number FROM documents o JOIN documents n"
                    " ON o.path = n.path AND o.number != n.number WHERE n.number = ?)"
                    " RETURNING number",
                    (number,),
                )
                replaced += [row["number"] for row in old.fetchall()]
                # Here and not with each passage: an update writes a document's whole text again.
                connection.execute(
                    "UPDATE documents SET state = 'ready', passages ="
                    " (SELECT count(*) FROM passages WHERE document = :n) WHERE number = :n",
                    {"n": number},
                )
        return replaced

    def mark_removed(self, numbers: Iterable[int]) -> None:
        """Take documents out of readers' sight."""
        with self._transaction() as connection:
            connection.executemany(
                "UPDATE documents SET state = 'removed' WHERE number = ?", ((n,) for n in numbers)
            )

    def set_path(self, number: int, path: Path) -> None:
        """Note that a document's file now lies elsewhere."""
        with self._transaction() as connection:
            connection.execute(
                "UPDATE documents SET path = ? WHERE number = ?", (str(path), number)
            )

    def set_metadata_fingerprint(self, number: int, fingerprint: str) -> None:
        """Note a new fingerprint of the metadata given beside a document's file."""
        with self._transaction() as connection:
            connection.execute(
                "UPDATE documents SET given = ? WHERE number = ?", (fingerprint, number)
            )

    def unfinished_numbers(self) -> list[int]:
        """Numbers of the documents that an interrupted run left pending or removed."""
        rows = self._rows("SELECT number FROM documents WHERE state != 'ready'")
        return [row["number"] for row in rows]

    def delete_documents(self, numbers: Iterable[int]) -> None:
        """Delete documents and their passages; they must be out of the derived indexes."""
        with self._transaction() as connection:
            connection.executemany(
                "DELETE FROM documents WHERE number = ?", ((n,) for n in numbers)
            )

    # Reading

    def documents(self) -> Iterator[DocumentInfo]:
        """Every ready document, by name."""
        sql = (
            f"SELECT {DOCUMENT_COLUMNS} FROM documents d WHERE state = 'ready' ORDER BY name, path"  # noqa: S608
        )
        return map(document_info, self._rows(sql))

    def sample_titles(self, n: int) -> list[str]:
        """Titles of at most `n` ready documents, spread over all by their names."""
        known = "FROM documents WHERE state = 'ready' AND title != ''"
        (total,) = next(self._rows(f"SELECT count(*) {known}"))
        sql = f"SELECT title {known} ORDER BY name, path LIMIT 1 OFFSET ?"
        step = max(1, total // n)
        return [next(self._rows(sql, (at,)))[0] for at in range(0, min(total, step * n), step)]

    def find_documents(self, reference: str) -> list[DocumentInfo]:
        """The ready documents that `reference` names: by id, path, relative path or file name."""
        reference = reference.encode("utf-8", "replace").decode()
        sql = f"""SELECT {DOCUMENT_COLUMNS} FROM documents d WHERE state = 'ready' AND
            (id = :r OR path = :r OR path = :full OR base = :r OR name = :r)
            ORDER BY name, path"""  # noqa: S608
        try:
            full = str(Path(reference).resolve())
        except (OSError, ValueError):
            full = reference
        rows = [document_info(row) for row in self._rows(sql, {"r": reference, "full": full})]  # type: ignore[arg-type]
        exact = [row for row in rows if reference in (row.id, str(row.path), row.name)]
        return exact or rows

    def documents_with_sha256(self, sha256: str) -> list[DocumentInfo]:
        """The ready documents whose files have these bytes, by name."""
        sql = f"""SELECT {DOCUMENT_COLUMNS} FROM documents d WHERE state = 'ready' AND sha256 = ?
            ORDER BY name, path"""  # noqa: S608
        return [document_info(row) for row in self._rows(sql, (sha256,))]

    def find_one_document(self, reference: str) -> DocumentInfo:
        """The ready document that `reference` names.

        Raises:
            FilterError: It names none, or several.
        """
        found = self.find_documents(reference)
        if not found:
            raise FilterError(f"no document {reference!r} in the store; `onrecord list` shows them")
        if len(found) > 1:
            names = ", ".join(info.name for info in found)
            raise FilterError(f"{reference!r} names {len(found)} documents; choose one of: {names}")
        return found[0]

    def documents_by_date(self, numbers: Iterable[int]) -> Iterator[DocumentInfo]:
        """The ready documents among `numbers` by date, those without a date last."""
        given = json.dumps(list(numbers))
        sql = f"""SELECT {DOCUMENT_COLUMNS} FROM documents d WHERE state = 'ready' AND
            number IN (SELECT value FROM json_each(?))
            ORDER BY date IS NULL, date, name, path"""  # noqa: S608
        return map(document_info, self._rows(sql, (given,)))

    def text(self, document: DocumentInfo | int) -> str:
        """The whole text of a document; empty where it was removed meanwhile."""
        number = document if isinstance(document, int) else document.number
        return self._one("SELECT text FROM documents WHERE number = ?", (number,)) or ""

    def quote(self, number: int, start: int, end: int) -> str:
        """`text[start:end]` of a document, without loading the rest of it."""
        # SQLite counts characters from 1, as Python counts code points from 0.
        text: str | None = self._one(
            "SELECT substr(text, ?, ?) FROM documents WHERE number = ?",
            (start + 1, end - start, number),
        )
        if text is None or len(text) == end - start:
            return text or ""
        # Beyond the text's end, or behind a NUL, where SQLite takes text to end.
        return self.text(number)[start:end]

    def passages(self, ids: Sequence[str]) -> dict[str, StoredPassage]:
        """The ready passages among `ids`, by id."""
        rows: list[sqlite3.Row] = []
        for first in range(0, len(ids), BATCH):
            some = ids[first : first + BATCH]
            marks = ", ".join("?" * len(some))
            sql = f"""SELECT document, id, start, "end", sentences, text, vectors
                FROM passages WHERE id IN ({marks})"""  # noqa: S608
            rows += self._rows(sql, some)
        infos = self._infos({row["document"] for row in rows})
        # By place: looking each column up by name takes longer than the reading.
        return {
            passage: StoredPassage(
                id=passage,
                document=infos[number],
                start=start,
                end=end,
                sentences=tuple(Span(*pair) for pair in json.loads(sentences)),
                text=text,
                vectors=vectors,
            )
            for number, passage, start, end, sentences, text, vectors in rows
            if number in infos
        }

    def _infos(self, numbers: Iterable[int]) -> dict[int, DocumentInfo]:
        """The ready documents among `numbers`, by number."""
        sql = f"""SELECT {DOCUMENT_COLUMNS} FROM documents d WHERE state = 'ready' AND
            number IN (SELECT value FROM json_each(?))"""  # noqa: S608
        rows = self._rows(sql, (json.dumps(list(numbers)),))
        return {row["number"]: document_info(row) for row in rows}

    def index_rows(self, number: int) -> list[IndexRow]:
        """What the derived indexes hold of a document."""
        rows = self._rows(
            "SELECT id, text, sentences, vectors FROM passages WHERE document = ? ORDER BY number",
            (number,),
        )
        return [
            IndexRow(row["id"], row["text"], len(json.loads(row["sentences"])), row["vectors"])
            for row in rows
        ]

    def scores_by_number(self, scores: Mapping[str, float]) -> dict[int, float]:
        """The same scores by the numbers of the ready documents with these ids, in order."""
        marks = ", ".join("?" * len(scores))
        rows = self._rows(
            f"SELECT id, number FROM documents WHERE state = 'ready' AND id IN ({marks})",  # noqa: S608
            list(scores),
        )
        numbers = {row["id"]: row["number"] for row in rows}
        return {numbers[i]: score for i, score in scores.items() if i in numbers}

    def numbers_matching(self, filters: Filters) -> list[int] | None:
        """Numbers of the ready documents that the filters leave; None where they set no limit.

        A limit on speakers is not looked at.
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
            clauses.append(f"casefold(outlet) IN ({', '.join('?' * len(filters.outlets))})")
            values += [outlet.casefold() for outlet in filters.outlets]
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

    def date_range(self, numbers: Sequence[int] | None = None) -> tuple[str, str] | None:
        """The first and the last date of ready documents, of those with `numbers` if given."""
        limit = "" if numbers is None else f" AND number IN ({', '.join(map(str, numbers))})"
        sql = f"SELECT min(date), max(date) FROM documents WHERE state = 'ready'{limit}"  # noqa: S608
        first, last = next(self._rows(sql))
        return (first, last) if first else None

    def is_new(self) -> bool:
        """Whether no document was ever stored."""
        return not self._one("SELECT count(*) FROM sqlite_sequence WHERE name = 'documents'")

    def version(self) -> CatalogueVersion:
        """Differs from what it was whenever documents came or went, or the indexes were rebuilt.

        Raises:
            StoreDamaged: The catalogue was deleted or replaced since it was opened.
        """
        self.check_in_place()
        sql = "SELECT count(*), coalesce(max(number), 0) FROM documents WHERE state = 'ready'"
        documents, last = next(self._rows(sql))
        return documents, last, self.rebuild_counter()

    def rebuild_counter(self) -> int:
        """A number that grows when a rebuild of the indexes begins, and again when it ends."""
        return int(self._one("PRAGMA user_version"))

    def count(self) -> tuple[int, int]:
        """Number of ready documents and of their passages."""
        sql = "SELECT count(*), coalesce(sum(passages), 0) FROM documents WHERE state = 'ready'"
        documents, passages = next(self._rows(sql))
        return documents, passages
