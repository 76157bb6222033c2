"""The vector index: the passages nearest to a question by cosine similarity, found by Chroma.

It is kept in the store's folder or on a Chroma server, and can be rebuilt from the catalogue. No
other module imports chromadb.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt

from index.errors import StoreDamaged, StoreError
from index.store.write_failures import REBUILD_ADVICE, disk_is_full, is_read_only, write_failure

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

_COLLECTION = "passages"
_BATCH = 1000
_MAX_DOCUMENTS_PER_QUERY = 10_000
"""Documents that one query is limited to; Chroma's SQLite takes at most 32,766 values."""
# With these parameters HNSW agrees with an exact search (recall@20 1.000 on 6,000 passages and
# 0.99x on 100,000), so that answers don't depend on the order in which files were indexed.
_HNSW: Any = {"space": "cosine", "max_neighbors": 24, "ef_construction": 200, "ef_search": 200}

# Chroma 1.5 shares one system among the clients of a folder, and enters it into its table before it
# has started: a client that is opened meanwhile, in another thread, finds no bindings in it.
_OPENING_OR_CLOSING = Lock()


class VectorIndex:
    """One Chroma collection, in a local folder or on a server."""

    def __init__(self, folder: Path, url: str | None = None, name: str = _COLLECTION) -> None:
        """Open the collection, creating it if it does not exist.

        Args:
            folder: Folder of a local collection.
            url: `http://host:port` of a Chroma server to use instead of the folder.
            name: The collection's name.

        Raises:
            StoreError: The server does not answer.
            StoreNotWritable: Chroma can't open the local files, as it can't write there.
            StoreDamaged: The local files can't be read.
        """
        self.folder = folder
        self._url = url
        self._name = name
        try:
            with _OPENING_OR_CLOSING:
                self._client = _open_client(folder, url)
        except Exception as error:
            _forget_failed_client(folder)
            raise self._read_error(error) from error
        try:
            self._collection = self._open_collection()
        except Exception as error:
            self.close()
            raise self._read_error(error) from error

    def add(
        self,
        ids: Sequence[str],
        documents: Sequence[int],
        vectors: npt.NDArray[np.float32],
    ) -> None:
        """Add passages, replacing those with the same ids.

        Args:
            ids: Passage ids.
            documents: For each passage, the number of its document.
            vectors: For each passage, a unit vector; shape (passages, dimension).
        """
        for first in range(0, len(ids), _BATCH):
            some = slice(first, first + _BATCH)
            try:
                self._collection.upsert(
                    ids=list(ids[some]),
                    embeddings=vectors[some],
                    metadatas=[{"document": number} for number in documents[some]],
                )
            except Exception as error:
                raise self._write_error(error) from error

    def remove(self, ids: Sequence[str]) -> None:
        """Remove the passages with these ids; unknown ids are ignored."""
        for first in range(0, len(ids), _BATCH):
            try:
                self._collection.delete(ids=list(ids[first : first + _BATCH]))
            except Exception as error:
                raise self._write_error(error) from error

    def search(
        self,
        vector: npt.NDArray[np.float32],
        k: int,
        documents: Sequence[int] | None = None,
    ) -> list[tuple[str, float]]:
        """The `k` nearest passages as (id, cosine), best first.

        Args:
            vector: Unit vector of the question, shape (dimension,).
            k: Maximum number of passages.
            documents: Numbers of the documents to search; None for all.
        """
        if documents is None:
            return self._nearest(vector, k, None)
        found: list[tuple[str, float]] = []
        for first in range(0, len(documents), _MAX_DOCUMENTS_PER_QUERY):
            some = list(documents[first : first + _MAX_DOCUMENTS_PER_QUERY])
            found += self._nearest(vector, k, {"document": {"$in": some}})
        return sorted(found, key=lambda item: -item[1])[:k]

    def count(self) -> int:
        """Number of passages in the index."""
        try:
            return self._collection.count()
        except Exception as error:
            raise self._read_error(error) from error

    def lacking(self, ids: Sequence[str]) -> list[str]:
        """Those of some ids that the index doesn't have."""
        found: set[str] = set()
        for first in range(0, len(ids), _BATCH):
            try:
                some = self._collection.get(ids=list(ids[first : first + _BATCH]), include=[])
            except Exception as error:
                raise self._read_error(error) from error
            found.update(some["ids"])
        return [identity for identity in ids if identity not in found]

    def clear(self) -> None:
        """Delete all vectors."""
        try:
            self._client.delete_collection(self._name)
        except Exception as error:
            raise self._read_error(error) from error
        try:
            self._collection = self._open_collection()
        except Exception as error:
            self.close()
            raise self._read_error(error) from error

    def close(self) -> None:
        """Close the files, or the connection to the server."""
        with _OPENING_OR_CLOSING:
            self._client.close()  # type: ignore[attr-defined]

    def _open_collection(self) -> Collection:
        return self._client.get_or_create_collection(
            self._name,
            embedding_function=None,
            configuration={"hnsw": _HNSW},
        )

    def _nearest(
        self, vector: npt.NDArray[np.float32], k: int, where: Any
    ) -> list[tuple[str, float]]:
        try:
            found = self._collection.query(
                query_embeddings=vector[None, :], n_results=k, where=where, include=["distances"]
            )
        except Exception as error:
            raise self._read_error(error) from error
        distances = found["distances"]
        assert distances is not None
        return [(i, 1.0 - d) for i, d in zip(found["ids"][0], distances[0], strict=True)]

    def _write_error(self, error: Exception) -> StoreError:
        if self._url:
            return StoreError(f"the Chroma server at {self._url} can't store vectors: {error}")
        return write_failure("the vectors", self.folder, error)

    def _read_error(self, error: Exception) -> StoreError:
        if self._url:
            return StoreError(
                f"no Chroma server answers at {self._url} ({error}); start one with "
                "`chroma run`, or leave --chroma-url out"
            )
        if disk_is_full(self.folder, error) or is_read_only(self.folder):
            return write_failure("the vectors", self.folder, error)
        return StoreDamaged(
            f"the vectors in {self.folder} can't be read ({error}); {REBUILD_ADVICE}"
        )


def delete_local_index(folder: Path) -> bool:
    """Delete a local index, damaged or not; False if a client of this process has it open.

    Chroma shares one set of open files among the clients of a folder, so that the others would go
    on with the deleted ones.
    """
    if str(folder.resolve()) in _shared_systems():
        return False
    shutil.rmtree(folder, ignore_errors=True)
    return True


def _shared_systems() -> dict[str, Any]:
    """What Chroma has open in this process, by folder."""
    from chromadb.api.shared_system_client import SharedSystemClient

    return SharedSystemClient._identifier_to_system


def _forget_failed_client(folder: Path) -> None:
    """Let the folder be opened again after opening it has failed.

    Chroma (1.5) keeps the half-started client and gives it to the next who opens the folder, even
    once the files are mended.
    """
    _shared_systems().pop(str(folder.resolve()), None)


def _open_client(folder: Path, url: str | None) -> ClientAPI:
    import chromadb
    from chromadb.config import Settings

    logging.getLogger("chromadb").setLevel(logging.ERROR)
    settings = Settings(anonymized_telemetry=False)
    if url is None:
        folder.mkdir(parents=True, exist_ok=True)
        # Chroma remembers open folders by path; a relative one would change its meaning with chdir.
        return chromadb.PersistentClient(str(folder.resolve()), settings=settings)
    parts = urlsplit(url)
    tls = parts.scheme == "https"
    return chromadb.HttpClient(
        host=parts.hostname or "localhost",
        port=parts.port or (443 if tls else 8000),
        ssl=tls,
        settings=settings,
    )
