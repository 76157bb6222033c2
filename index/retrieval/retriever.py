"""Searches a store: ranks passages, finds nearest sentences, resolves speakers and filters.

Candidates are found by words (BM25), by vectors (cosine), and in the documents whose whole text
matches best; `ranking` then scores each candidate, also by its single sentences.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal

from index.embedding.vectors import Vectors, sentence_cosines, unit_vector
from index.errors import FilterError, StoreBusy, StoreError
from index.people.directory import People, SpeakerSelection
from index.records import Filters, Span
from index.retrieval.question import QUESTION_STEMS, Question, speakers_asked_about
from index.retrieval.ranking import WEIGHTS, RankedPassage, rank
from index.retrieval.vector_search import search_vectors
from index.retrieval.who_said import read_who_said
from index.store.catalogue import CatalogueVersion
from index.store.rows import StoredPassage
from index.store.store import Store
from index.store.word_index import MAX_TERMS
from index.text.stemming import stems

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever

CANDIDATES_PER_SEARCH = 80
"""Number of passages taken from the BM25 search, and as many from the vector search."""
BEST_DOCUMENTS = 8
"""Number of best documents by BM25 over whole documents; their passages become candidates too."""
FRAME_WEIGHT = 0.5
"""Weight of the words of a question that asks who said something which are not what was said."""
RetrievalMode = Literal["all", "words", "vectors"]
"""Which searches find and rank passages; "words" and "vectors" alone are for ablations."""
_SIGNALS: dict[RetrievalMode, tuple[str, ...]] = {
    "all": tuple(WEIGHTS),
    "words": ("words",),
    "vectors": ("meaning",),
}

PASSAGES_WITH_STATEMENTS = 20
"""Number of best passages that are returned with the statements in them."""


@dataclass(frozen=True, slots=True)
class Retrieval:
    """The ranked passages for a question, and which documents and speaker were searched."""

    question: Question
    passages: tuple[RankedPassage, ...]
    """All candidates, best first."""
    documents: int
    """Number of documents that match the filters, ignoring the filter on speakers."""
    speaker: str | None = None
    """The speaker that the filter or the question names; None if neither names one."""
    documents_with_speaker: int | None = None
    """Number of documents searched that have a statement by that speaker."""


@dataclass(frozen=True, slots=True)
class _Scope:
    """The documents and speakers to search; all documents if `numbers` is None."""

    documents: int
    numbers: list[int] | None
    speakers: SpeakerSelection
    """The speakers filtered on; empty if there is no such filter."""


class Retriever:
    """Finds and ranks the passages of one store for a question."""

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
            filters: Limits on the documents searched. A filter on speakers keeps only passages
                in which they speak.

        Raises:
            FilterError: A filter names a document or a speaker that is not in the store.
            StoreBusy: The indexes are being rebuilt.
            StoreDamaged: The indexes are incomplete.
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
        said = read_who_said(question)
        if said is not None and (claimed := rarity.keys() & set(stems(said.claim))):
            # What was said counts more than who is asked for: "Which witness told senators …".
            vector = unit_vector(vector + store.embedder.embed_question(said.claim))
            rarity = {
                stem: value if stem in claimed else FRAME_WEIGHT * value
                for stem, value in rarity.items()
            }
        namesakes = self.people.namesakes(speakers) if speakers else frozenset()
        asked = Question(question, vector, rarity, speakers.names, namesakes)
        wanted = CANDIDATES_PER_SEARCH * 5 if scope.speakers else CANDIDATES_PER_SEARCH
        with self._lock:
            self._reopen_vectors_if_changed()
            by_vectors = search_vectors(store, vector, wanted, scope.numbers)
        by_words = store.words.search(question, wanted, scope.numbers)
        whole = store.document_words.search(question, 50, scope.numbers)
        by_documents = store.catalogue.scores_by_number(dict(whole))
        best = list(by_documents)[:BEST_DOCUMENTS]
        inside = store.words.search(question, wanted, best)
        if self.mode == "words":
            by_vectors, inside = [], []
        elif self.mode == "vectors":
            by_words, inside = [], []
        ids = dict.fromkeys(i for found in (by_words, by_vectors, inside) for i, _ in found)
        candidates = store.catalogue.passages(list(ids))
        # Passages found only through their document have a BM25 score as well.
        scores = dict(inside) | dict(by_words)
        words = sorted(scores.items(), key=lambda item: -item[1])
        numbers = {passage.document.number for passage in candidates.values()}
        spoken = store.catalogue.speaker_spans(numbers, speakers) if speakers else {}
        weights = {name: WEIGHTS[name] for name in _SIGNALS[self.mode]}
        ranked = rank(asked, candidates, words, by_vectors, by_documents, spoken, weights)
        if scope.speakers:
            ranked = [one for one in ranked if one.signals["speaker"]]
        return self._retrieval(asked, self._with_statements(ranked), scope, speakers)

    def date_range(self, filters: Filters = Filters()) -> tuple[str, str] | None:  # noqa: B008
        """The earliest and the latest date of the documents searched; None if none has a date."""
        return self.store.catalogue.date_range(self.document_numbers(filters))

    def nearest_sentences(
        self, text: str, n: int, documents: list[int] | None = None
    ) -> list[tuple[StoredPassage, Span, float]]:
        """The sentences nearest in meaning, with their passages and cosines, best first.

        Args:
            text: Any text.
            n: Maximum number of sentences.
            documents: Numbers of the documents to search; None for all.
        """
        vector = self.store.embedder.embed_question(text.encode("utf-8", "replace").decode())
        with self.reading():
            return self._sentences_near(vector, n, documents)

    def sentences_nearest_to_each(
        self, texts: Sequence[str], n: int, documents: list[int] | None = None
    ) -> list[list[tuple[StoredPassage, Span, float]]]:
        """`nearest_sentences` of each of several texts, which are embedded at once."""
        sentences = [[text.encode("utf-8", "replace").decode()] for text in texts]
        vectors = self.store.embedder.embed_documents(sentences) if sentences else []
        with self.reading():
            return [self._sentences_near(unit_vector(one[0]), n, documents) for one in vectors]

    def _sentences_near(
        self, vector: Vectors, n: int, documents: list[int] | None
    ) -> list[tuple[StoredPassage, Span, float]]:
        store = self.store
        with self._lock:
            self._reopen_vectors_if_changed()
            near = search_vectors(store, vector, 3 * n, documents)
        found: dict[tuple[int, Span], tuple[StoredPassage, Span, float]] = {}
        for passage in store.catalogue.passages([identity for identity, _ in near]).values():
            cosines = sentence_cosines([passage.vectors], [len(passage.sentences)], vector)
            for sentence, cosine in zip(passage.sentences, cosines, strict=True):
                # A sentence may stand in two passages that overlap.
                key = passage.document.number, sentence
                found.setdefault(key, (passage, sentence, float(cosine)))
        ranked = sorted(found.values(), key=lambda one: (-one[2], one[0].document.name, one[1]))
        return ranked[:n]

    def nearest_passages(
        self, text: str, vector: Vectors, k: int, documents: Sequence[int] | None = None
    ) -> list[StoredPassage]:
        """The best `k` passages by words and the nearest `k` by vector, without ranking them.

        Args:
            text: Words to search.
            vector: Unit vector to search, shape (dimension,).
            k: Maximum number of passages of each search.
            documents: Numbers of the documents to search; None for all.

        Raises:
            StoreBusy: The indexes are being rebuilt.
            StoreDamaged: The indexes are incomplete.
        """
        store = self.store
        with self.reading():
            with self._lock:
                self._reopen_vectors_if_changed()
                near = search_vectors(store, vector, k, documents)
            by_words = store.words.search(text, k, documents)
            ids = dict.fromkeys(identity for identity, _ in (*by_words, *near))
            return list(store.catalogue.passages(list(ids)).values())

    def document_numbers(self, filters: Filters) -> list[int] | None:
        """Numbers of the documents that match the filters; None if all documents do.

        Raises:
            FilterError: A filter names a document or a speaker that is not in the store.
        """
        return self._scope(filters).numbers

    @property
    def people(self) -> People:
        """All speakers in the store, with the names of each person joined."""
        state = self.store.catalogue.version()
        if self._people is None or self._people[0] != state:
            self._people = state, self.store.catalogue.people()
        return self._people[1]

    def find_speakers(self, names: Sequence[str]) -> SpeakerSelection:
        """The speakers whom names mean: by any name of a person, or by a description's words.

        Raises:
            FilterError: The store has no statement by a speaker of one of these names.
        """
        found = [self._find_speaker(name) for name in names]
        return SpeakerSelection(
            tuple(dict.fromkeys(person for one in found for person in one.people)),
            tuple(dict.fromkeys(name for one in found for name in one.names)),
        )

    def _find_speaker(self, name: str) -> SpeakerSelection:
        found = self.people.find(name)
        if not found:
            near = self.people.similar_names(name)
            offer = f"; did you mean {', '.join(near)}?" if near else ""
            raise FilterError(
                f"no statement by {name!r} in the store{offer} (`onrecord people` lists who speaks)"
            )
        return found

    def _scope(self, filters: Filters) -> _Scope:
        for name in (*filters.documents, *filters.excluded_documents):
            if not self.store.catalogue.find_documents(name):
                raise FilterError(
                    f"no document {name!r} in the store; `onrecord list` shows their names"
                )
        numbers = self.store.catalogue.numbers_matching(filters)
        documents = self.store.catalogue.count()[0] if numbers is None else len(numbers)
        speakers = self.find_speakers(filters.speakers)
        if speakers:
            heard = self.store.catalogue.numbers_with_speakers(speakers)
            numbers = heard if numbers is None else sorted(set(heard) & set(numbers))
        return _Scope(documents, numbers, speakers)

    def _asked_speakers(self, question: str) -> SpeakerSelection:
        for name in speakers_asked_about(question):
            found = self.people.find(name)
            if found:
                return found
        return SpeakerSelection()

    def _with_statements(self, ranked: list[RankedPassage]) -> tuple[RankedPassage, ...]:
        """The ranked passages, with the statements added to the best of them."""
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
            for one in ranked[:PASSAGES_WITH_STATEMENTS]
        ]
        return (*best, *ranked[PASSAGES_WITH_STATEMENTS:])

    def _retrieval(
        self,
        asked: Question,
        ranked: tuple[RankedPassage, ...],
        scope: _Scope,
        speakers: SpeakerSelection,
    ) -> Retrieval:
        if not speakers:
            return Retrieval(asked, ranked, scope.documents)
        heard = set(self.store.catalogue.numbers_with_speakers(speakers))
        if scope.numbers is not None:
            heard &= set(scope.numbers)
        speaker = self.people.describe(speakers)
        return Retrieval(asked, ranked, scope.documents, speaker, len(heard))

    def as_langchain(self, k: int = 20, filters: Filters = Filters()) -> BaseRetriever:  # noqa: B008
        """A LangChain retriever that returns the `k` best passages of this search."""
        from index.retrieval.langchain import StatementRetriever

        def search(question: str, limits: Filters) -> Sequence[RankedPassage]:
            return self.retrieve(question, limits).passages

        return StatementRetriever(search=search, k=k, filters=filters)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Context in which to read the indexes; raises an error if they are rebuilt meanwhile.

        Another process may rebuild them at any time, and until it is done they are incomplete.

        Raises:
            StoreBusy: They are being rebuilt, or a rebuild began while they were read.
            StoreMismatch: They were rebuilt for another model.
            StoreDamaged: They are incomplete, or the store's files were replaced.
        """
        catalogue = self.store.catalogue
        rebuilds = catalogue.rebuild_counter()
        try:
            self._check_if_changed()
            yield
        except StoreError as error:
            if isinstance(error, StoreBusy) or catalogue.rebuild_counter() == rebuilds:
                raise
            raise self._rebuilt() from error
        if catalogue.rebuild_counter() != rebuilds:
            raise self._rebuilt()

    def _check_if_changed(self) -> None:
        """Check the store on first use, and again after another process has changed it."""
        state = self.store.catalogue.version()
        if state != self._seen:
            self.store.check_manifest()
            self.store.check_indexes(vectors=False)
            self.store.check_some_documents()
            self._seen = state

    def _reopen_vectors_if_changed(self) -> None:
        """Check the vector index too, and reopen it if another process has changed it."""
        state = self.store.catalogue.version(), self.store.vector_file_identity()
        if state != self._seen_vectors:
            if self._seen_vectors is not None:
                self.store.reopen_vectors()
            self.store.check_indexes()
            # The file is created when the vector index is first opened.
            self._seen_vectors = state[0], self.store.vector_file_identity()

    def _rebuilt(self) -> StoreBusy:
        return StoreBusy(
            f"the indexes of the store {self.store.folder} were rebuilt meanwhile; ask again"
        )


def _no_vector() -> Any:
    import numpy as np

    return np.zeros(0, np.float32)
