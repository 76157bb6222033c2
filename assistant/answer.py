"""The main flow: question -> passages -> enough evidence? -> read -> verify -> Answer."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from assistant.confidence import THRESHOLD, estimate, features
from assistant.errors import QuestionError
from assistant.reader import choose_evidence
from assistant.records import Answer, Citation, Retrieved, Searched
from assistant.verify import resolve
from assistant.voice import asks_who, who_said
from assistant.wording import answer_text, not_found_text
from index.ranking import RankedPassage
from index.records import Filters
from index.retriever import Retriever

RETRIEVED = 20
"""Passages that an answer lists, best first."""


def answer_question(
    question: str,
    retriever: Retriever,
    filters: Filters = Filters(),  # noqa: B008
    k: int = RETRIEVED,
) -> Answer:
    """Answer from the retriever's store, or say that the statements don't say.

    Args:
        question: In plain words.
        retriever: Where to search.
        filters: Limits on the documents searched.
        k: Passages to list in the answer.

    Raises:
        QuestionError: The question is empty.
        FilterError: A filter can't be matched.
        StoreError: The store can't be searched.
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
        with _timed(timings, "answer"):
            evidence = choose_evidence(
                retrieval.passages, question, retrieval.question.speakers, bool(filters.speakers)
            )
            reasons = features(retrieval, evidence) if evidence else {}
            confidence = estimate(reasons) if evidence else 0.0
            if reasons.get("their_words"):
                # What others say beside it was not asked for.
                speakers = retrieval.question.speakers
                evidence = [item for item in evidence if item.speaker in speakers]
            citations: Sequence[Citation] = ()
            if confidence >= THRESHOLD:
                citations = resolve(retriever.store.catalogue, evidence)
    searched = Searched(
        documents=retrieval.documents,
        filters=filters.as_dict(),
        speaker=retrieval.speaker,
        speaking=retrieval.speaking,
        dates=None if citations else retriever.dates(filters),
    )
    short = None
    if asks_who(question):
        short = who_said(question, [citation.speaker for citation in citations])
    return Answer(
        question=question,
        status="answered" if citations else "not_found",
        text=answer_text(citations) if citations else not_found_text(searched),
        short_answer=short,
        confidence=confidence,
        citations=tuple(citations),
        retrieved=tuple(map(_retrieved, retrieval.passages[:k])),
        searched=searched,
        timings_ms=timings,
        reasons={**reasons, "threshold": THRESHOLD},
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
