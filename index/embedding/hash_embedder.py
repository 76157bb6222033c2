"""An embedder for tests that hashes words instead of loading a model.

store = Store.create(folder, HashEmbedder())
sync(store, [documents])
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from index.embedding.vectors import Vectors
from index.text.stemming import stems

__all__ = ["HashEmbedder"]


class HashEmbedder:
    """An `Embedder` whose vectors are near each other if the texts share words.

    Each word stem has a fixed vector made from its hash, and a text's vector is the mean of its
    words', on every machine the same.
    """

    def __init__(self, dimension: int = 64, name: str = "hash") -> None:
        """An embedder that is ready to use.

        Args:
            dimension: Length of the vectors; short vectors of different words are alike.
            name: The model's name in a store's manifest.
        """
        self.name = name
        self.dimension = dimension

    @property
    def fingerprint(self) -> str:
        """Name and dimension, on which all vectors depend."""
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
        # A text without words, or of stop words alone, gets a vector too.
        words = stems(text) or [text]
        mean: Vectors = np.mean([_direction(word, self.dimension) for word in words], axis=0)
        return mean


@lru_cache(maxsize=50_000)
def _direction(word: str, dimension: int) -> Vectors:
    """The unit vector of a word, shape (dimension,)."""
    digest = hashlib.shake_256(word.encode("utf-8", "replace")).digest(2 * dimension)
    values = np.frombuffer(digest, "<u2").astype(np.float32) - 32767.5
    unit: Vectors = values / np.linalg.norm(values)
    return unit
