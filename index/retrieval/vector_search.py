"""Finds the passages nearest to a vector among some documents, in the quickest way for them.

Chroma searches its whole graph as quickly as a small one, but is slow with a list of documents. So
the passages of few documents are compared one by one, by the vectors that the catalogue keeps; and
of most documents all are searched, and those of the others left out.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.embedding.vectors import Vectors, passage_cosines
from index.errors import StoreNotWritable
from index.store.store import Store

__all__ = ["search_vectors"]

COMPARED_ONE_BY_ONE = 2_000
"""Passages that are compared one by one; so many take about 20 ms."""
MOST_SEARCHED = 2_000
"""Passages that the whole graph is asked for at most; so many take about 25 ms, with looking up
where they stand. A list of documents took Chroma 45 ms of a sixth of 37,000 passages, and 150 ms of
all but one document."""
_DOCUMENTS_AT_ONCE = 5_000
"""Documents whose vectors are in memory at once."""
_SPARE = 2
"""How many times the expected number of passages is asked for, as those of some documents may be
nearer to a question than those of others."""


def search_vectors(
    store: Store, vector: Vectors, k: int, documents: Sequence[int] | None = None
) -> list[tuple[str, float]]:
    """The `k` nearest passages as (id, cosine), best first.

    Args:
        store: The store.
        vector: Unit vector, shape (dimension,).
        k: Maximum number of passages.
        documents: Numbers of the documents to search; None for all.

    Raises:
        StoreError: The vectors can't be read.
    """
    try:
        return _search_index(store, vector, k, documents)
    except StoreNotWritable:
        # Chroma writes beside what it reads. The catalogue has the vectors, too.
        if documents is None:
            documents = store.catalogue.ready_numbers()
        return _compare(store, vector, k, documents)


def _search_index(
    store: Store, vector: Vectors, k: int, documents: Sequence[int] | None
) -> list[tuple[str, float]]:
    if documents is None:
        return store.vectors.search(vector, k)
    all_documents, all_passages = store.catalogue.count()
    if 2 * len(documents) > all_documents:
        # Counting their passages would take longer than the search.
        passages = all_passages * len(documents) // all_documents
    else:
        passages = store.catalogue.count_passages(documents)
    if passages <= COMPARED_ONE_BY_ONE:
        return _compare(store, vector, k, documents)
    asked = _SPARE * k * all_passages // passages
    if asked <= MOST_SEARCHED:
        nearest = store.vectors.search(vector, asked)
        inside = store.catalogue.passages_in_documents([i for i, _ in nearest], documents)
        found = [(identity, cosine) for identity, cosine in nearest if identity in inside]
        if len(found) >= k:
            return found[:k]
    return store.vectors.search(vector, k, documents)


def _compare(
    store: Store, vector: Vectors, k: int, documents: Sequence[int]
) -> list[tuple[str, float]]:
    """The `k` nearest passages of some documents, by comparing all of them."""
    ids: list[str] = []
    cosines: list[Vectors] = []
    for first in range(0, len(documents), _DOCUMENTS_AT_ONCE):
        packed = store.catalogue.packed_vectors(documents[first : first + _DOCUMENTS_AT_ONCE])
        if packed:
            ids += [identity for identity, _ in packed]
            cosines.append(passage_cosines([vectors for _, vectors in packed], vector))
    if not cosines:
        return []
    joined = np.concatenate(cosines)
    best = np.argsort(-joined, kind="stable")[:k]
    return [(ids[at], float(joined[at])) for at in best]
