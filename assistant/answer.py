"""The main flow: question -> passages -> read closely -> enough evidence? -> verify -> Answer."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from assistant.confidence import LEAST, LEAST_TOLD, judge
from assistant.errors import QuestionError
from assistant.evidence import as_quotations
from assistant.reader import Reader
from assistant.reading import find_candidates, read_closely
from assistant.records import Answer, Citation, Retrieved, Searched
from assistant.reranking import rerank
from assistant.short_answer import is_backed, mark, short_answer
from assistant.verify import resolve
from assistant.wording import answer_text, not_found_text
from index.ranking import RankedPassage
from index.records import Filters
from index.retriever import Retriever

RETRIEVED = 20
"""Passages that an answer lists, best first."""


def answer_question(
    question: str,
    retriever: Retriever,
    reader: Reader,
    filters: Filters = Filters(),  # noqa: B008
    k: int = RETRIEVED,
) -> Answer:
    """Answer from the retriever's store, or say that the statements don't say.

    Args:
        question: In plain words.
        retriever: Where to search.
        reader: What reads the passages that come nearest.
        filters: Limits on the documents searched.
        k: Passages to list in the answer.

    Raises:
        QuestionError: The question is empty.
        FilterError: A filter can't be matched.
        StoreError: The store can't be searched.
        ReaderError: The reader can't be loaded.
    """
    if not any(character.isalnum() for character in question):
        raise QuestionError(
            "the question is empty; ask in plain words, for example "
            "'What did Plokhov say about extradition?'"
        )
    timings: dict[str, float] = {}
    with _timed(timings, "total"):
        with _timed(timings, "retrieve"):
            retrieval = retriever.retrieve(question, filters)
        with _timed(timings, "read"):
            candidates = find_candidates(retrieval.passages)
            if filters.speakers:
                theirs = retrieval.question.speakers
                candidates = [one for one in candidates if one.speaker in theirs]
            candidates = read_closely(candidates, question, reader)
        with _timed(timings, "answer"):
            judgement = judge(retrieval, candidates)
            citations: Sequence[Citation] = ()
            if judgement.enough:
                evidence = as_quotations(judgement.chosen)
                citations = resolve(retriever.store.catalogue, evidence)
            short = short_answer(retrieval.question, judgement.chosen) if citations else None
            if short:
                citations = [mark(citation, short) for citation in citations]
                if not any(is_backed(short, citation) for citation in citations):
                    short = None
    searched = Searched(
        documents=retrieval.documents,
        filters=filters.as_dict(),
        speaker=retrieval.speaker,
        speaking=retrieval.speaking,
        dates=None if citations else retriever.dates(filters),
    )
    return Answer(
        question=question,
        status="answered" if citations else "not_found",
        text=answer_text(citations) if citations else not_found_text(searched),
        short_answer=short.text if short else None,
        confidence=judgement.confidence,
        citations=tuple(citations),
        retrieved=tuple(
            map(_retrieved, rerank(retrieval.passages, candidates, judgement.shares)[:k])
        ),
        searched=searched,
        timings_ms=timings,
        reasons={**judgement.facts, "least told": LEAST_TOLD, "least confidence": LEAST},
    )


def _retrieved(ranked: RankedPassage) -> Retrieved:
    passage, document = ranked.passage, ranked.passage.document
    return Retrieved(
        document=document.label,
        document_id=document.id,
        start=passage.start,
        end=passage.end,
        score=ranked.score,
        text=passage.text,
        title=document.title,
        outlet=document.outlet,
        date=document.date,
        words_rank=ranked.words_rank,
        vectors_rank=ranked.vectors_rank,
        signals=ranked.signals,
    )


@contextmanager
def _timed(timings: dict[str, float], name: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    timings[name] = 1000 * (time.perf_counter() - start)
