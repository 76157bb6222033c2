"""A store on disk: the catalogue and the indexes derived from it, in one folder.

    .onrecord/
    ├── catalogue.sqlite     documents, passages, vectors, statements, manifest
    ├── chroma/              vector index, derived (unless a Chroma server is used)
    ├── words/               word indexes of passages and of documents, derived
    └── write.lock           held while a process writes

Opening a store compares its manifest with the current settings; the derived indexes are compared
with the catalogue when they are first used.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from index.embedding.embedder import Embedder
from index.errors import StoreDamaged, StoreError, StoreMissing, StoreNotWritable
from index.lexicon import fingerprint
from index.records import content_id
from index.store.catalogue import Catalogue
from index.store.database import file_identity
from index.store.manifest import (
    EXTRACTION_VERSION,
    PEOPLE_VERSION,
    READING_VERSION,
    SCHEMA_VERSION,
    check_format,
    check_settings,
)
from index.store.vector_index import VectorIndex, delete_local_index
from index.store.word_index import WordIndex
from index.store.write_failures import CHECK_ADVICE, REBUILD_ADVICE, write_failure
from index.store.write_lock import acquire_write_lock, describe_writer, note_writer
from index.text import passages

_CATALOGUE = "catalogue.sqlite"
_DOCUMENTS_CHECKED = 8
"""Documents that are checked when a store is first asked; so many take a few milliseconds."""
_RETRY_SECONDS = 20
"""How long an index that couldn't be opened for want of space is not tried again."""
_RESERVED_BYTES = 1 << 19
"""Disk space kept free while writing, because SQLite and Chroma can't be read on a full disk."""


class Store:
    """One store. Reading needs no lock; changes are made within `with store.writing():`."""

    def __init__(self, folder: Path, embedder: Embedder, chroma_url: str | None = None) -> None:
        """Use `Store.open` or `Store.create`."""
        self.folder = folder
        self.embedder = embedder
        self._chroma_url = chroma_url
        self.catalogue = Catalogue(folder / _CATALOGUE)
        # The indexes are opened when they are first used.
        self._words: WordIndex | None = None
        self._document_words: WordIndex | None = None
        self._vectors: VectorIndex | None = None
        self._vectors_refused: tuple[float, StoreNotWritable] | None = None
        """When the vector index couldn't be opened last, as it can't be written, and why."""

    @classmethod
    def open(
        cls,
        folder: Path,
        embedder: Embedder,
        chroma_url: str | None = None,
        to_rebuild: bool = False,
    ) -> Store:
        """Open a store that exists.

        Args:
            folder: The store's folder.
            embedder: The embedding model that the store was made with.
            chroma_url: Address of a Chroma server that stores the vectors; None for the folder.
            to_rebuild: Accept a store that was made with another model or other settings.

        Raises:
            StoreMissing: There is no store in `folder`.
            StoreMismatch: It was made with another model, other settings or another version.
            StoreBusy: It is being rebuilt.
            StoreDamaged: Its catalogue can't be read, or its manifest lacks rows.
        """
        if not (folder / _CATALOGUE).is_file():
            where = "" if folder.name == ".onrecord" else f" --store {folder}"
            raise StoreMissing(
                f"there is no store in {folder}; make one with `onrecord index FOLDER{where}`, "
                "or name another with --store"
            )
        store = cls(folder, embedder, chroma_url)
        store.check_manifest(to_rebuild)
        return store

    @classmethod
    def create(cls, folder: Path, embedder: Embedder, chroma_url: str | None = None) -> Store:
        """Open the store in `folder`, creating it if it does not exist.

        Raises:
            StoreError: The folder can't be created or written.
        """
        if (folder / _CATALOGUE).is_file():
            return cls.open(folder, embedder, chroma_url)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise write_failure("a store", folder, error) from error
        store = cls(folder, embedder, chroma_url)
        store.catalogue.write_manifest(store.current_manifest())
        return store

    def open_again(self) -> Store:
        """Open the same store again, to write to it while this object is used for reading."""
        return Store.open(self.folder, self.embedder, self._chroma_url)

    def current_manifest(self) -> dict[str, str]:
        """The manifest that a store made with the current settings would have."""
        return {
            "schema": SCHEMA_VERSION,
            "passages": str(passages.PASSAGE_CHARACTERS),
            "reading": READING_VERSION,
            "extraction": EXTRACTION_VERSION,
            "lexicon": fingerprint(),
            "people": PEOPLE_VERSION,
            "model": self.embedder.name,
            "model_fingerprint": self.embedder.fingerprint,
            "state": "ready",
        }

    def people_are_outdated(self) -> bool:
        """Whether another version of On Record found who speaks, so that all must be read anew."""
        return self.catalogue.manifest().get("people") != PEOPLE_VERSION

    @property
    def chroma_url(self) -> str | None:
        """Address of the Chroma server that stores the vectors; None if the folder does."""
        return self._chroma_url

    @property
    def words(self) -> WordIndex:
        """The word index of passages (BM25)."""
        if self._words is None:
            self._words = WordIndex(self.folder / "words" / "passages")
        return self._words

    @property
    def document_words(self) -> WordIndex:
        """The word index of whole documents (BM25), which also finds phrases."""
        if self._document_words is None:
            self._document_words = WordIndex(self.folder / "words" / "documents", phrases=True)
        return self._document_words

    @property
    def vectors(self) -> VectorIndex:
        """The vector index of passages.

        Raises:
            StoreNotWritable: Chroma can't open it where it can't write.
        """
        if self._vectors is None:
            if (
                self._vectors_refused
                and time.monotonic() < self._vectors_refused[0] + _RETRY_SECONDS
            ):
                raise self._vectors_refused[1]
            # One server may hold several stores, so that the collection is named after the folder.
            name = "passages"
            if self._chroma_url:
                name = f"onrecord-{content_id(self.folder.resolve())}"
            try:
                self._vectors = VectorIndex(self.folder / "chroma", self._chroma_url, name)
            except StoreNotWritable as error:
                self._vectors_refused = time.monotonic(), error
                raise
            self._vectors_refused = None
        return self._vectors

    def vector_file_identity(self) -> tuple[int, int] | None:
        """Identity of the vector index's local file, which changes if the file is replaced."""
        return None if self._chroma_url else file_identity(self.folder / "chroma/chroma.sqlite3")

    def reopen_vectors(self) -> None:
        """Close the vector index, so that it is opened again when next used.

        Needed because Chroma does not see what another process has written.
        """
        vectors, self._vectors = self._vectors, None
        if vectors is not None:
            vectors.close()

    def check_indexes(self, vectors: bool = True) -> None:
        """Check that the derived indexes hold all documents and passages of the catalogue.

        Args:
            vectors: Whether to check the vector index too; loading Chroma takes a second.

        Raises:
            StoreDamaged: An index holds fewer of them than the catalogue.
        """
        for attempt in range(3):
            documents, passages = self.catalogue.count()
            counts = [
                ("words", "documents", self.document_words.count(), documents),
                ("words", "passages", self.words.count(), passages),
            ]
            if vectors:
                # Vectors that can't be opened as they can't be written are found by comparing.
                with suppress(StoreNotWritable):
                    counts.append(("vectors", "passages", self.vectors.count(), passages))
            lacking = [count for count in counts if count[2] < count[3]]
            if not lacking:
                return
            # Another process may have removed passages between the two counts.
            time.sleep(0.1 * attempt)
        index, what, found, expected = lacking[0]
        raise StoreDamaged(
            f"the index of {index} in {self.folder} holds {found} of {expected} {what}; "
            f"{REBUILD_ADVICE}"
        )

    def check_some_documents(self) -> None:
        """Check a few documents of the catalogue, others each time: as quick in a large store.

        Raises:
            StoreDamaged: The text or the passages of one of them aren't as they were stored.
        """
        for number in self.catalogue.sample_numbers(_DOCUMENTS_CHECKED):
            damage = self.catalogue.damage(number)
            # Another process may have removed or replaced it meanwhile.
            info = self.catalogue.documents_by_number([number]).get(number)
            if info is not None and any(damage):
                what = "text" if damage.text else "passages"
                raise StoreDamaged(
                    f"the {what} of {info.label!r} in {self.catalogue.path} aren't as they were "
                    f"indexed; {CHECK_ADVICE}"
                )

    def clear_indexes(self) -> None:
        """Empty the derived indexes, even if they are damaged."""
        self._close_indexes()
        shutil.rmtree(self.folder / "words", ignore_errors=True)
        # Not `clear` if it can be helped: what is damaged may be cleared and yet not be filled.
        if self._chroma_url or not delete_local_index(self.folder / "chroma"):
            self.vectors.clear()

    @contextmanager
    def writing(self, finish: bool = True) -> Iterator[None]:
        """Hold the write lock; first cleans up what an interrupted run left behind.

        Args:
            finish: False to skip that cleaning up, for a caller that rebuilds all indexes.

        Raises:
            StoreBusy: Another process holds it.
        """
        lock = acquire_write_lock(self.folder)
        writer_file: Path | None = None
        reserve = self.folder / "reserve"
        try:
            reserve.write_bytes(bytes(_RESERVED_BYTES))
            writer_file = note_writer(self.folder)
            self.catalogue.open_to_write()
            self._vectors_refused = None
            # A store of an older version that couldn't be written when it was opened lacks some.
            self.catalogue.complete_schema()
            if finish:
                self._finish_interrupted()
            yield
            self._close_writers()
        except OSError as error:
            raise write_failure("the store", self.folder, error) from error
        finally:
            # If something failed, the writers are still open; a second error would hide the first.
            with suppress(StoreError):
                self._close_writers()
            for file in filter(None, (reserve, writer_file)):
                file.unlink(missing_ok=True)
            lock.release()

    def delete_documents(self, numbers: list[int]) -> None:
        """Delete documents from the derived indexes and then from the catalogue."""
        if not numbers:
            return
        ids = [row.id for number in numbers for row in self.catalogue.index_rows(number)]
        self.vectors.remove(ids)
        self.words.remove(numbers)
        self.document_words.remove(numbers)
        self.words.commit()
        self.document_words.commit()
        self.catalogue.delete_documents(numbers)

    def compact_word_indexes(self) -> None:
        """Rewrite the word indexes if removed texts still count in their statistics.

        Otherwise BM25 scores would depend on what was in the store earlier, and so on whether a
        run was interrupted. Tantivy writes about 10 MB a second, so that in a large store this
        waits until more than a few texts were removed.
        """
        if self.words.must_be_rewritten():
            infos = list(self.catalogue.documents())
            self.words.replace_all(
                (row.id, info.number, row.text)
                for info in infos
                for row in self.catalogue.index_rows(info.number)
            )
        if self.document_words.must_be_rewritten():
            infos = list(self.catalogue.documents())
            self.document_words.replace_all_reading_texts(
                (info.id, info.number, self.catalogue.reading_text(info)) for info in infos
            )

    def close(self) -> None:
        """Close all files."""
        self._close_indexes()
        self.catalogue.close()

    def _finish_interrupted(self) -> None:
        if self.catalogue.is_new():
            # Any derived indexes belong to an earlier catalogue that was deleted.
            self.clear_indexes()
        self.delete_documents(self.catalogue.unfinished_numbers())

    def _close_indexes(self) -> None:
        """Close the derived indexes; they are opened again when next used."""
        with suppress(StoreError):
            self._close_writers()
        self._words = self._document_words = None
        self.reopen_vectors()

    def _close_writers(self) -> None:
        for index in (self._words, self._document_words):
            if index is not None:
                index.close()

    def check_manifest(self, to_rebuild: bool = False) -> None:
        """Compare the settings that the store was made with to the current ones.

        Args:
            to_rebuild: Accept other settings, and a manifest that lacks rows.

        Raises:
            StoreMismatch: The store was made with another model, other settings or another version.
            StoreBusy: The store is being rebuilt.
            StoreDamaged: The manifest lacks rows.
        """
        stored, current = self.catalogue.manifest(), self.current_manifest()
        if not stored and self.catalogue.is_new():
            # The process that created the file was killed before it wrote the manifest.
            self.catalogue.write_manifest(current)
            return
        check_format(stored, current, self.folder)
        if not to_rebuild:
            check_settings(stored, current, self.folder, describe_writer(self.folder))
