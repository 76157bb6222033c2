"""For tests: an embedder that needs no model, so that a store is made in milliseconds.

store = Store.create(folder, HashEmbedder())
sync(store, [documents])
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from index.embedding.embedder import Vectors
from index.text.stemming import stems

__all__ = ["HashEmbedder"]


class HashEmbedder:
    """An `index.embedding.embedder.Embedder` in which texts that share words are near each other.

    Each word's stem has a fixed direction, made from its hash; a sentence is the mean of its
    words. The same on every machine and in every process.
    """

    def __init__(self, dimension: int = 64, name: str = "hash") -> None:
        """Make one.

        Args:
            dimension: Length of the vectors; with few, different words look alike.
            name: What the store's manifest calls it; another name is another model.
        """
        self.name = name
        self.dimension = dimension

    @property
    def fingerprint(self) -> str:
        """The name and the dimension, as nothing else makes a difference."""
        return f"{self.name}-{self.dimension}"

    def embed_documents(self, documents: Sequence[Sequence[str]]) -> list[Vectors]:
        """See `Embedder.embed_documents`."""
        found = []
        for sentences in documents:
            rows = [self._mean(sentence) for sentence in sentences]
            found.append(np.stack(rows) if rows else np.zeros((0, self.dimension), np.float32))
        return found

    def embed_question(self, question: str) -> Vectors:
        """See `Embedder.embed_question`."""
        mean = self._mean(question)
        unit: Vectors = mean / max(float(np.linalg.norm(mean)), 1e-9)
        return unit

    def _mean(self, text: str) -> Vectors:
        # A text of stop words or signs alone gets a direction too.
        words = stems(text) or [text]
        mean: Vectors = np.mean([_direction(word, self.dimension) for word in words], axis=0)
        return mean


@lru_cache(maxsize=50_000)
def _direction(word: str, dimension: int) -> Vectors:
    """The word's unit vector, shape (dimension,)."""
    digest = hashlib.shake_256(word.encode("utf-8", "replace")).digest(2 * dimension)
    values = np.frombuffer(digest, "<u2").astype(np.float32) - 32767.5
    unit: Vectors = values / np.linalg.norm(values)
    return unit
