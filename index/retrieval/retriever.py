"""Searches a store: ranks passages, finds nearest sentences, resolves speakers and filters.

Candidates come from words (BM25), from vectors (cosine) and from the documents that match as a
whole; `ranking` then looks at each candidate's single sentences.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal

from index.attribution.people import People
from index.embedding.vectors import sentence_cosines
from index.errors import FilterError, StoreBusy, StoreError
from index.records import Filters, Span
from index.retrieval.question import QUESTION_STEMS, Question, asked_speakers
from index.retrieval.ranking import WEIGHTS, RankedPassage, rank
from index.store.catalogue import CatalogueVersion
from index.store.rows import StoredPassage
from index.store.store import Store
from index.store.word_index import MAX_TERMS
from index.text.stemming import stems

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever

CANDIDATES = 80
"""Passages taken from words and from vectors each."""
DOCUMENTS = 8
"""Documents, best as a whole, whose passages are candidates too."""
RetrievalMode = Literal["all", "words", "vectors"]
"""By what passages are found and ranked; less than all is for finding out what each is worth."""
_SIGNALS: dict[RetrievalMode, tuple[str, ...]] = {
    "all": tuple(WEIGHTS),
    "words": ("words",),
    "vectors": ("meaning",),
}

VOICED = 20
"""Passages, best first, that are given with the statements in them."""


@dataclass(frozen=True, slots=True)
class Retrieval:
    """Ranked passages, with what was searched for them."""

    question: Question
    passages: tuple[RankedPassage, ...]
    """All candidates, best first."""
    documents: int
    """How many documents the filters left, but for the one on speakers."""
    speaker: str | None = None
    """Whose words are asked for, by the filter or by the question."""
    documents_with_speaker: int | None = None
    """In how many of the documents that speaker is heard."""


@dataclass(frozen=True, slots=True)
class _Scope:
    """What is searched: all documents where `numbers` is None."""

    documents: int
    numbers: list[int] | None
    speakers: tuple[str, ...]
    """Stored names of whom the filter lets speak; empty where it lets everybody."""


class Retriever:
    """Searches one store."""

    def __init__(self, store: Store, mode: RetrievalMode = "all") -> None:
        self.store = store
        self.mode = mode
        self._seen: CatalogueVersion | None = None
        self._seen_vectors: tuple[CatalogueVersion, tuple[int, int] | None] | None = None
        self._people: tuple[CatalogueVersion, People] | None = None
        self._lock = Lock()

    def retrieve(self, question: str, filters: Filters = Filters()) -> Retrieval:  # noqa: B008
        """Rank passages for a question.

        Args:
            question: Any text.
            filters: Limits on the documents searched; one on speakers leaves only passages in
                which they speak.

        Raises:
            FilterError: A filter names a document or a speaker that is not in the store.
            StoreBusy: The indexes are being rebuilt.
            StoreDamaged: The indexes are not whole.
        """
        with self.reading():
            return self._retrieve(question, filters)

    def _retrieve(self, question: str, filters: Filters) -> Retrieval:
        store = self.store
        question = question.encode("utf-8", "replace").decode()
        scope = self._scope(filters)
        terms = list(dict.fromkeys(stems(question)))[:MAX_TERMS]
        if scope.documents == 0 or scope.numbers == []:
            nothing = Question(question, _no_vector(), {})
            return self._retrieval(nothing, (), scope, scope.speakers)
        speakers = scope.speakers or self._asked_speakers(question)
        vector = store.embedder.embed_question(question)
        rarity = store.words.inverse_document_frequencies(
            term for term in terms if term not in QUESTION_STEMS
        )
        asked = Question(question, vector, rarity, speakers)
        wanted = CANDIDATES * 5 if scope.speakers else CANDIDATES
        with self._lock:
            self._keep_up_vectors()
            by_vectors = store.vectors.search(vector, wanted, scope.numbers)
        by_words = store.words.search(question, wanted, scope.numbers)
        whole = store.document_words.search(question, 50, scope.numbers)
        by_documents = store.catalogue.scores_by_number(dict(whole))
        best = list(by_documents)[:DOCUMENTS]
        inside = store.words.search(question, wanted, best)
        if self.mode == "words":
            by_vectors, inside = [], []
        elif self.mode == "vectors":
            by_words, inside = [], []
        ids = dict.fromkeys(i for found in (by_words, by_vectors, inside) for i, _ in found)
        candidates = store.catalogue.passages(list(ids))
        # A passage that only a document's match brought in has its words' score as well.
        scores = dict(inside) | dict(by_words)
        words = sorted(scores.items(), key=lambda item: -item[1])
        numbers = {passage.document.number for passage in candidates.values()}
        spoken = store.catalogue.speaker_spans(numbers, speakers) if speakers else {}
        weights = {name: WEIGHTS[name] for name in _SIGNALS[self.mode]}
        ranked = rank(asked, candidates, words, by_vectors, by_documents, spoken, weights)
        if scope.speakers:
            ranked = [one for one in ranked if one.signals["speaker"]]
        return self._retrieval(asked, self._voiced(ranked), scope, speakers)

    def date_range(self, filters: Filters = Filters()) -> tuple[str, str] | None:  # noqa: B008
        """The first and the last date among the documents that are searched, if any has one."""
        return self.store.catalogue.date_range(self.document_numbers(filters))

    def nearest_sentences(
        self, text: str, n: int, documents: list[int] | None = None
    ) -> list[tuple[StoredPassage, Span, float]]:
        """The sentences nearest in meaning, with their passages and cosines, best first.

        Args:
            text: Any text.
            n: How many to give at most.
            documents: Numbers of the documents to search; None for all.
        """
        store = self.store
        vector = store.embedder.embed_question(text.encode("utf-8", "replace").decode())
        with self.reading(), self._lock:
            self._keep_up_vectors()
            near = store.vectors.search(vector, 3 * n, documents)
        found: dict[tuple[int, Span], tuple[StoredPassage, Span, float]] = {}
        for passage in store.catalogue.passages([identity for identity, _ in near]).values():
            cosines = sentence_cosines([passage.vectors], [len(passage.sentences)], vector)
            for sentence, cosine in zip(passage.sentences, cosines, strict=True):
                # A sentence may stand in two passages that overlap.
                key = passage.document.number, sentence
                found.setdefault(key, (passage, sentence, float(cosine)))
        ranked = sorted(found.values(), key=lambda one: (-one[2], one[0].document.name, one[1]))
        return ranked[:n]

    def document_numbers(self, filters: Filters) -> list[int] | None:
        """Numbers of the documents that the filters leave; None where they leave all.

        Raises:
            FilterError: A filter names a document or a speaker that is not in the store.
        """
        return self._scope(filters).numbers

    @property
    def people(self) -> People:
        """Who speaks in the store."""
        state = self.store.catalogue.version()
        if self._people is None or self._people[0] != state:
            self._people = state, People(self.store.catalogue.speaker_counts())
        return self._people[1]

    def speaker_names(self, speaker: str) -> tuple[str, ...]:
        """The stored names of a speaker.

        Raises:
            FilterError: Nobody of that name speaks in the store.
        """
        found = self.people.names_of(speaker)
        if not found:
            near = self.people.similar_names(speaker)
            offer = f"; did you mean {', '.join(near)}?" if near else ""
            raise FilterError(
                f"no statement by {speaker!r} in the store{offer} "
                "(`onrecord statements` lists who speaks)"
            )
        return tuple(found)

    def _scope(self, filters: Filters) -> _Scope:
        for name in (*filters.documents, *filters.excluded_documents):
            if not self.store.catalogue.find_documents(name):
                raise FilterError(
                    f"no document {name!r} in the store; `onrecord list` shows their names"
                )
        numbers = self.store.catalogue.numbers_matching(filters)
        documents = self.store.catalogue.count()[0] if numbers is None else len(numbers)
        speakers = [name for wanted in filters.speakers for name in self.speaker_names(wanted)]
        if speakers:
            heard = self.store.catalogue.numbers_with_speakers(speakers)
            numbers = heard if numbers is None else sorted(set(heard) & set(numbers))
        return _Scope(documents, numbers, tuple(speakers))

    def _asked_speakers(self, question: str) -> tuple[str, ...]:
        for name in asked_speakers(question):
            found = self.people.names_of(name)
            if found:
                return tuple(found)
        return ()

    def _voiced(self, ranked: list[RankedPassage]) -> tuple[RankedPassage, ...]:
        """The ranking, its best passages with the statements in them."""
        catalogue = self.store.catalogue
        best = [
            replace(
                one,
                statements=tuple(
                    catalogue.statements_overlapping(
                        one.passage.document.number, one.passage.start, one.passage.end
                    )
                ),
            )
            for one in ranked[:VOICED]
        ]
        return (*best, *ranked[VOICED:])

    def _retrieval(
        self,
        asked: Question,
        ranked: tuple[RankedPassage, ...],
        scope: _Scope,
        speakers: tuple[str, ...],
    ) -> Retrieval:
        if not speakers:
            return Retrieval(asked, ranked, scope.documents)
        heard = set(self.store.catalogue.numbers_with_speakers(speakers))
        if scope.numbers is not None:
            heard &= set(scope.numbers)
        speaker = self.people.main_name_of(speakers[0])
        return Retrieval(asked, ranked, scope.documents, speaker, len(heard))

    def as_langchain(self, k: int = 20, filters: Filters = Filters()) -> BaseRetriever:  # noqa: B008
        """The same search as a LangChain retriever of `k` documents."""
        from index.retrieval.langchain import StatementRetriever

        def search(question: str, limits: Filters) -> Sequence[RankedPassage]:
            return self.retrieve(question, limits).passages

        return StatementRetriever(search=search, k=k, filters=filters)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Read the indexes of words and vectors, or what depends on them, within this.

        They hold only a part of the documents while they are rebuilt, as another process may do
        at any time.

        Raises:
            StoreBusy: They are being rebuilt, or that began while they were read.
            StoreMismatch: They were rebuilt for another model.
            StoreDamaged: They are not whole, or the store's files were replaced.
        """
        catalogue = self.store.catalogue
        rebuilds = catalogue.rebuild_counter()
        try:
            self._keep_up()
            yield
        except StoreError as error:
            if isinstance(error, StoreBusy) or catalogue.rebuild_counter() == rebuilds:
                raise
            raise self._rebuilt() from error
        if catalogue.rebuild_counter() != rebuilds:
            raise self._rebuilt()

    def _keep_up(self) -> None:
        """Check the store when it is new or another process has changed it."""
        state = self.store.catalogue.version()
        if state != self._seen:
            self.store.check_manifest()
            self.store.check_indexes(vectors=False)
            self._seen = state

    def _keep_up_vectors(self) -> None:
        """Check the vectors too, and open them again when another process has changed them."""
        state = self.store.catalogue.version(), self.store.vector_file_identity()
        if state != self._seen_vectors:
            if self._seen_vectors is not None:
                self.store.reopen_vectors()
            self.store.check_indexes()
            # The file is made when the vectors are first opened.
            self._seen_vectors = state[0], self.store.vector_file_identity()

    def _rebuilt(self) -> StoreBusy:
        return StoreBusy(
            f"the indexes of the store {self.store.folder} were rebuilt meanwhile; ask again"
        )


def _no_vector() -> Any:
    import numpy as np

    return np.zeros(0, np.float32)
