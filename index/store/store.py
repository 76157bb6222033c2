"""A store: the catalogue and the indexes derived from it, in one folder.

    .onrecord/
    ├── catalogue.sqlite     the truth: documents, passages, vectors, manifest
    ├── chroma/              nearest neighbours (or a Chroma server)
    ├── words/               BM25 over passages, and over whole documents
    └── write.lock           who is writing

Opening checks the manifest against the settings, and the derived indexes against the
catalogue when they are first used.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from index.attribution import extraction
from index.embedding.embedder import Embedder
from index.errors import StoreBusy, StoreDamaged, StoreError, StoreMismatch, StoreMissing
from index.records import content_id
from index.store.catalogue import Catalogue
from index.store.database import file_identity
from index.store.vector_index import VectorIndex
from index.store.word_index import WordIndex
from index.store.write_failures import REBUILD, write_failure
from index.text import passages

SCHEMA_VERSION = "1"
_CATALOGUE = "catalogue.sqlite"
_HOLDER = "writer.json"
"""Says which process is writing, for those that wait for it."""
_RESERVE = 1 << 19
"""Bytes kept free while writing: on a full disk SQLite and Chroma can't even be read from."""
_REBUILD = "run `onrecord index --rebuild`"


class Store:
    """One store, open for reading; `writing()` makes it one's own for changes."""

    def __init__(self, folder: Path, embedder: Embedder, chroma_url: str | None = None) -> None:
        """Use `Store.open` or `Store.create`."""
        self.folder = folder
        self.embedder = embedder
        self._chroma_url = chroma_url
        self.catalogue = Catalogue(folder / _CATALOGUE)
        # Each is opened when it is first used.
        self._words: WordIndex | None = None
        self._document_words: WordIndex | None = None
        self._vectors: VectorIndex | None = None

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
            folder: The store's.
            embedder: Of the model that the store was made with.
            chroma_url: Address of a Chroma server that keeps the vectors, if one does.
            to_rebuild: Take it as well if it was made with another model or other settings.

        Raises:
            StoreMissing: There is none in `folder`.
            StoreMismatch: It was made with another model, other settings or another version.
            StoreBusy: It is being rebuilt.
            StoreDamaged: Its catalogue can't be read, or its manifest is not whole.
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
        """Open the store in `folder`, making it if there is none.

        Raises:
            StoreError: The folder can't be made or written.
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
        """Another opening of the same store, for writing while this one is being read."""
        return Store.open(self.folder, self.embedder, self._chroma_url)

    def current_manifest(self) -> dict[str, str]:
        """The manifest that this store would get now."""
        return {
            "schema": SCHEMA_VERSION,
            "passages": str(passages.PASSAGE_CHARACTERS),
            "statements": extraction.RULES,
            "model": self.embedder.name,
            "model_fingerprint": self.embedder.fingerprint,
            "state": "ready",
        }

    @property
    def chroma_url(self) -> str | None:
        """Address of the Chroma server that keeps the vectors; None where the folder does."""
        return self._chroma_url

    @property
    def words(self) -> WordIndex:
        """BM25 over passages."""
        if self._words is None:
            self._words = WordIndex(self.folder / "words" / "passages")
        return self._words

    @property
    def document_words(self) -> WordIndex:
        """BM25 over whole documents, and the phrases in them."""
        if self._document_words is None:
            self._document_words = WordIndex(self.folder / "words" / "documents", phrases=True)
        return self._document_words

    @property
    def vectors(self) -> VectorIndex:
        """Nearest neighbours among passages."""
        if self._vectors is None:
            # A server may serve several stores; the folder tells their collections apart.
            name = "passages"
            if self._chroma_url:
                name = f"onrecord-{content_id(self.folder.resolve())}"
            self._vectors = VectorIndex(self.folder / "chroma", self._chroma_url, name)
        return self._vectors

    def vector_file_identity(self) -> tuple[int, int] | None:
        """Tells the local files of vectors from others that are put in their place."""
        return None if self._chroma_url else file_identity(self.folder / "chroma/chroma.sqlite3")

    def reopen_vectors(self) -> None:
        """Read the vectors anew: Chroma doesn't see what another process has written."""
        vectors, self._vectors = self._vectors, None
        if vectors is not None:
            vectors.close()

    def check_indexes(self, vectors: bool = True) -> None:
        """Compare the derived indexes with the catalogue.

        Args:
            vectors: Whether to look at the vectors too, which takes a second to load Chroma.

        Raises:
            StoreDamaged: One lacks what the catalogue has.
        """
        for attempt in range(3):
            documents, passages = self.catalogue.count()
            counts = [
                ("words", "documents", self.document_words.count(), documents),
                ("words", "passages", self.words.count(), passages),
            ]
            if vectors:
                counts.append(("vectors", "passages", self.vectors.count(), passages))
            lacking = [count for count in counts if count[2] < count[3]]
            if not lacking:
                return
            # A writer may have taken passages out between the two counts.
            time.sleep(0.1 * attempt)
        index, what, found, expected = lacking[0]
        raise StoreDamaged(
            f"the index of {index} in {self.folder} holds {found} of {expected} {what}; {REBUILD}"
        )

    def clear_indexes(self) -> None:
        """Make the derived indexes empty, whatever state they are in."""
        self._close_derived()
        shutil.rmtree(self.folder / "words", ignore_errors=True)
        try:
            self.vectors.clear()
        except StoreDamaged:
            # Files that can't be read can't be cleared through Chroma.
            self._close_derived()
            shutil.rmtree(self.folder / "chroma", ignore_errors=True)

    @contextmanager
    def writing(self, finish: bool = True) -> Iterator[None]:
        """Hold the store's lock, having first finished what an interrupted run left.

        Args:
            finish: False to leave that, for one who makes all indexes anew.

        Raises:
            StoreBusy: Another process holds it.
        """
        lock = FileLock(self.folder / "write.lock", timeout=0)
        holder = self.folder / _HOLDER
        try:
            lock.acquire()
        except Timeout:
            raise StoreBusy(
                f"another run is writing to {self.folder} ({_describe(holder)}); wait for it to "
                "end, or stop it"
            ) from None
        except OSError as error:
            raise write_failure("the store", self.folder, error) from error
        reserve = self.folder / "reserve"
        try:
            reserve.write_bytes(bytes(_RESERVE))
            facts = {
                "pid": os.getpid(),
                "host": socket.gethostname(),
                "since": time.strftime("%F %T"),
            }
            holder.write_text(json.dumps(facts))
            if finish:
                self._finish_interrupted()
            yield
            self._close_writers()
        except OSError as error:
            raise write_failure("the store", self.folder, error) from error
        finally:
            # Again where something failed, which is what the user should read about.
            with suppress(StoreError):
                self._close_writers()
            for file in (reserve, holder):
                file.unlink(missing_ok=True)
            lock.release()

    def delete_documents(self, numbers: list[int]) -> None:
        """Take documents out of the derived indexes and delete them from the catalogue."""
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
        """Write the word indexes again where removed texts left traces.

        Otherwise scores would depend on what was once in the store, and so on whether a run was
        interrupted. Tantivy writes some 10 MB a second.
        """
        if self.words.holds_removed_texts():
            infos = list(self.catalogue.documents())
            self.words.replace_all(
                (row.id, info.number, row.text)
                for info in infos
                for row in self.catalogue.index_rows(info.number)
            )
        if self.document_words.holds_removed_texts():
            infos = list(self.catalogue.documents())
            self.document_words.replace_all(
                (info.id, info.number, self.catalogue.text(info)) for info in infos
            )

    def close(self) -> None:
        """Let go of the files."""
        self._close_derived()
        self.catalogue.close()

    def _finish_interrupted(self) -> None:
        if self.catalogue.is_new():
            # What derived indexes there are belong to a catalogue that was deleted.
            self.clear_indexes()
        self.delete_documents(self.catalogue.unfinished_numbers())

    def _close_derived(self) -> None:
        """Close the derived indexes; they open again when they are used."""
        with suppress(StoreError):
            self._close_writers()
        self._words = self._document_words = None
        self.reopen_vectors()

    def _close_writers(self) -> None:
        for index in (self._words, self._document_words):
            if index is not None:
                index.close()

    def check_manifest(self, to_rebuild: bool = False) -> None:
        """Compare what the store was made with and what it would be made with now.

        Args:
            to_rebuild: Accept another model or other settings, and a manifest that lacks rows.

        Raises:
            StoreMismatch: It was made with another model, other settings or another version.
            StoreBusy: It is being rebuilt.
            StoreDamaged: Its manifest lacks rows.
        """
        found, wanted = self.catalogue.manifest(), self.current_manifest()
        if not found and self.catalogue.is_new():
            # Killed between making the file and writing the manifest: nothing is in it.
            self.catalogue.write_manifest(wanted)
            return
        lacking = ", ".join(key for key in wanted if key not in found)
        if "schema" not in found:
            raise StoreDamaged(
                f"the manifest of the store {self.folder} lacks {lacking}, so that its format is "
                "unknown; restore the store from a backup, or index the documents again into a "
                "new store (--store)"
            )
        if found["schema"] != SCHEMA_VERSION:
            raise StoreMismatch(
                f"the store {self.folder} has format {found['schema']}, this version of "
                f"On Record reads format {SCHEMA_VERSION}; index the documents again into a new "
                "store (--store)"
            )
        if to_rebuild:
            return
        if lacking:
            raise StoreDamaged(
                f"the manifest of the store {self.folder} lacks {lacking}; {REBUILD}"
            )
        if found["state"] != "ready":
            holder = self.folder / _HOLDER
            if holder.exists():
                raise StoreBusy(
                    f"the indexes of the store {self.folder} are being rebuilt "
                    f"({_describe(holder)}); ask again when that has ended, or {_REBUILD} if it "
                    "was interrupted"
                )
            raise StoreMismatch(f"rebuilding the store {self.folder} was interrupted; {_REBUILD}")
        if found["model"] != wanted["model"]:
            raise StoreMismatch(
                f"the store {self.folder} was made with the embedding model {found['model']!r}, "
                f"not {wanted['model']!r}; give --embedding-model {found['model']}, or run "
                f"`onrecord index --rebuild --embedding-model {wanted['model']}`"
            )
        if found != wanted:
            raise StoreMismatch(
                f"the store {self.folder} was made with other settings or another release of "
                f"{wanted['model']!r}; {_REBUILD}"
            )


def _describe(holder: Path) -> str:
    try:
        facts = json.loads(holder.read_text())
        return f"process {facts['pid']} on {facts['host']}, since {facts['since']}"
    except (OSError, ValueError, KeyError):
        return "it has just begun"
