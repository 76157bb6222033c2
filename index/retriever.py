"""Question (and filters) to ranked passages.

Candidates come from words (BM25), from vectors (cosine) and from the documents that match as a
whole; `ranking` then looks at each candidate's single sentences.
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any

from index.errors import FilterError
from index.ranking import Question, RankedPassage, rank
from index.records import Filters
from index.store import Store
from index.words import MAX_TERMS, stems

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever

CANDIDATES = 80
"""Passages taken from words and from vectors each."""
DOCUMENTS = 8
"""Documents, best as a whole, whose passages are candidates too."""


@dataclass(frozen=True, slots=True)
class Retrieval:
    """Ranked passages, with what was searched for them."""

    question: Question
    passages: tuple[RankedPassage, ...]
    """All candidates, best first."""
    documents: int
    """How many documents the filters left."""


class Retriever:
    """Searches one store."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._seen: tuple[int, int] | None = None
        self._lock = Lock()

    def retrieve(self, question: str, filters: Filters = Filters()) -> Retrieval:  # noqa: B008
        """Rank passages for a question.

        Args:
            question: Any text.
            filters: Limits on the documents searched.

        Raises:
            FilterError: A filter names a document that is not in the store.
            StoreDamaged: The indexes are not whole.
        """
        store = self.store
        question = question.encode("utf-8", "replace").decode()
        numbers = self._select(filters)
        documents = store.catalogue.count()[0] if numbers is None else len(numbers)
        terms = list(dict.fromkeys(stems(question)))[:MAX_TERMS]
        if documents == 0:
            return Retrieval(Question(question, _no_vector(), {}), (), 0)
        vector = store.embedder.embed_question(question)
        asked = Question(question, vector, store.words.rarity(terms))
        with self._lock:
            self._keep_up()
            by_vectors = store.vectors.search(vector, CANDIDATES, numbers)
        by_words = store.words.search(question, CANDIDATES, numbers)
        whole = store.document_words.search(question, 50, numbers)
        by_documents = store.catalogue.numbers_of(dict(whole))
        best = list(by_documents)[:DOCUMENTS]
        inside = store.words.search(question, CANDIDATES, best)
        ids = dict.fromkeys(i for found in (by_words, by_vectors, inside) for i, _ in found)
        candidates = store.catalogue.passages(list(ids))
        # A passage that only a document's match brought in has its words' score as well.
        scores = dict(inside) | dict(by_words)
        words = sorted(scores.items(), key=lambda item: -item[1])
        ranked = rank(asked, candidates, words, by_vectors, by_documents)
        return Retrieval(asked, tuple(ranked), documents)

    def as_langchain(self, k: int = 20, filters: Filters = Filters()) -> BaseRetriever:  # noqa: B008
        """The same search as a LangChain retriever of `k` documents."""
        from index.langchain import StatementRetriever

        return StatementRetriever(retriever=self, k=k, filters=filters)

    def _keep_up(self) -> None:
        """Check the indexes when the store is new or another process has changed it."""
        state = self.store.catalogue.state()
        if state != self._seen:
            if self._seen is not None:
                self.store.reopen_vectors()
            self.store.check_derived()
            self._seen = state

    def _select(self, filters: Filters) -> list[int] | None:
        for name in filters.documents:
            if not self.store.catalogue.find(name):
                raise FilterError(
                    f"no document {name!r} in the store; `onrecord list` shows their names"
                )
        return self.store.catalogue.select(filters)


def _no_vector() -> Any:
    import numpy as np

    return np.zeros(0, np.float32)
