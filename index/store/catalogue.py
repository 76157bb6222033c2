"""The catalogue, a store's SQLite database: writes documents, passages and the manifest.

It holds documents with their texts, passages with their vectors, statements, and the manifest
(the settings that the store was made with). A document is `pending` until its passages are in
the derived indexes, then `ready`, and `removed` until they have been taken out of the indexes
again. Readers only see ready documents, so that an interrupted run leaves nothing half done in
sight. This module writes; `document_table`, `statement_table` and `listing_table` read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from index.records import Document, Passage
from index.store.checksums import keep_passages, keep_text
from index.store.listing_table import ListingTable
from index.store.rows import reading_rows

CatalogueVersion = tuple[int, int, int, int]
"""Number of ready documents, the highest document number, and counters of rebuilds and of changes
of people."""


class Catalogue(ListingTable):
    """One catalogue file that several threads may use; each thread gets its own connection."""

    # The manifest

    def manifest(self) -> dict[str, str]:
        """The settings that the store was made with, by name."""
        return {row["key"]: row["value"] for row in self._rows("SELECT key, value FROM manifest")}

    def write_manifest(self, facts: Mapping[str, str]) -> None:
        """Replace the manifest. A rebuild does this when it begins and again when it ends."""
        with self._transaction() as connection:
            # SQLite reserves this number for the application; here it counts manifest writes.
            (count,) = connection.execute("PRAGMA user_version").fetchone()
            connection.execute(f"PRAGMA user_version = {count + 1}")
            connection.execute("DELETE FROM manifest")
            connection.executemany("INSERT INTO manifest VALUES (?, ?)", list(facts.items()))

    # Writing: pending -> ready -> removed -> gone

    def add_pending(self, document: Document, metadata_fingerprint: str) -> int:
        """Store a document as pending, without passages, and return its number.

        Args:
            document: The document to store.
            metadata_fingerprint: Hash of what the metadata file says about it.
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
            keep_text(connection, number, document.text)
            for sql, rows in reading_rows(number, document).items():
                connection.executemany(sql, rows)
        return number

    def replace_text(self, number: int, document: Document) -> None:
        """Replace a document's text, pages and marks, as its file is read in another way now.

        Args:
            number: The stored document.
            document: The document with its new text; its metadata are not stored.
        """
        with self._transaction() as connection:
            connection.execute(
                "UPDATE documents SET text = ?, characters = ?, pages = ? WHERE number = ?",
                (document.text, len(document.text), json.dumps(list(document.pages)), number),
            )
            keep_text(connection, number, document.text)
            keep_passages(connection, number)
            connection.execute("DELETE FROM readings WHERE document = ?", (number,))
            connection.execute("DELETE FROM line_boxes WHERE document = ?", (number,))
            for sql, rows in reading_rows(number, document).items():
                connection.executemany(sql, rows)
        self.forget_reading(number)

    def add_passages(self, rows: Iterable[tuple[int, Passage, str, bytes]]) -> None:
        """Store passages, given as (document number, passage, text, packed vectors).

        Their offsets count in the document's reading text.
        """
        with self._transaction() as connection:
            for number, passage, text, vectors in rows:
                span = (passage.start, passage.end)
                sentences = json.dumps([[s.start, s.end] for s in passage.sentences])
                place = self.place_in_text(number, *span)
                connection.execute(
                    "INSERT INTO passages VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (passage.id, number, *span, sentences, text, vectors, *place),
                )

    def delete_passages(self, number: int) -> None:
        """Delete the passages of a document, so that they can be made again."""
        with self._transaction() as connection:
            connection.execute("DELETE FROM passages WHERE document = ?", (number,))
            connection.execute("UPDATE documents SET passages = 0 WHERE number = ?", (number,))

    def publish(self, numbers: Iterable[int]) -> list[int]:
        """Make pending documents ready, and mark older documents from the same files removed.

        Returns:
            Numbers of those older documents, which the caller deletes from the derived indexes.
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
                old_numbers = [row["number"] for row in old.fetchall()]
                self._mark_names(connection, [number, *old_numbers])
                replaced += old_numbers
                # Counted once here and not with each passage, because SQLite rewrites the whole
                # text with every update of a document.
                connection.execute(
                    "UPDATE documents SET state = 'ready', passages ="
                    " (SELECT count(*) FROM passages WHERE document = :n) WHERE number = :n",
                    {"n": number},
                )
                keep_passages(connection, number)
        return replaced

    def keep_checksums(self, number: int) -> None:
        """Take a document's text and passages as they are now for whole."""
        with self._transaction() as connection:
            keep_text(connection, number, self.stored_text(number))
            keep_passages(connection, number)

    def mark_removed(self, numbers: Iterable[int]) -> None:
        """Mark documents as removed, so that readers no longer see them."""
        numbers = list(numbers)
        with self._transaction() as connection:
            self._mark_names(connection, numbers)
            connection.executemany(
                "UPDATE documents SET state = 'removed' WHERE number = ?", ((n,) for n in numbers)
            )

    def set_path(self, number: int, path: Path) -> None:
        """Store the new path of a document whose file was moved."""
        with self._transaction() as connection:
            connection.execute(
                "UPDATE documents SET path = ? WHERE number = ?", (str(path), number)
            )

    def set_metadata_fingerprint(self, number: int, fingerprint: str) -> None:
        """Store a new hash of what the metadata file says about a document."""
        with self._transaction() as connection:
            connection.execute(
                "UPDATE documents SET given = ? WHERE number = ?", (fingerprint, number)
            )

    def unfinished_numbers(self) -> list[int]:
        """Numbers of documents that an interrupted run left pending or marked removed."""
        rows = self._rows("SELECT number FROM documents WHERE state != 'ready'")
        return [row["number"] for row in rows]

    def delete_documents(self, numbers: Iterable[int]) -> None:
        """Delete documents and their passages, once they are out of the derived indexes."""
        numbers = list(numbers)
        with self._transaction() as connection:
            connection.executemany(
                "DELETE FROM documents WHERE number = ?", ((n,) for n in numbers)
            )
        for number in numbers:
            self.forget_reading(number)

    # What has changed since an earlier look

    def is_new(self) -> bool:
        """Whether no document has ever been stored in this catalogue."""
        return not self._first_value(
            "SELECT count(*) FROM sqlite_sequence WHERE name = 'documents'"
        )

    def version(self) -> CatalogueVersion:
        """A value that changes when documents or people change or the indexes are rebuilt.

        Raises:
            StoreDamaged: The catalogue has been deleted or replaced since it was opened.
        """
        self.check_in_place()
        sql = "SELECT count(*), coalesce(max(number), 0) FROM documents WHERE state = 'ready'"
        documents, last = next(self._rows(sql))
        changes = self._first_value("SELECT number FROM people_changes")
        return documents, last, self.rebuild_counter(), changes

    def quick_check(self) -> list[str]:
        """What SQLite finds wrong with the file's structure; empty if nothing."""
        found = [row[0] for row in self._rows("PRAGMA quick_check(5)")]
        return [] if found == ["ok"] else found

    def count(self) -> tuple[int, int]:
        """(number of ready documents, number of their passages)."""
        sql = "SELECT count(*), coalesce(sum(passages), 0) FROM documents WHERE state = 'ready'"
        documents, passages = next(self._rows(sql))
        return documents, passages
