"""The main flow: question -> passages -> read closely -> enough evidence? -> answer, verified.

The answer is the cited sentences themselves; where there is a writer, what it writes from them, as
far as every sentence of that holds up.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from assistant.answering.candidates import Candidate, find_candidates, read_closely
from assistant.answering.confidence import LEAST, LEAST_TOLD, judge
from assistant.answering.evidence_choice import as_quotations
from assistant.answering.offered import offer
from assistant.answering.quote_questions import Quoted, look_up
from assistant.answering.reranking import rerank
from assistant.answering.short_answer import is_backed, mark, short_answer
from assistant.citations.resolving import resolve
from assistant.citations.speakers import asked_for
from assistant.citations.wording import answer_text, not_found_text, verdict_text
from assistant.errors import QuestionError
from assistant.quotes.checking import cite_places
from assistant.readers.extractive_reader import Reader
from assistant.records import Answer, Citation, Retrieved, Searched
from index.records import Filters
from index.retrieval.question import Question
from index.retrieval.ranking import RankedPassage
from index.retrieval.retriever import Retriever

if TYPE_CHECKING:
    # Its checks take a tenth of a second to import, which answers without a model need not pay.
    from assistant.generation.writer import Writer, Written

RETRIEVED = 20
"""Passages that an answer lists, best first."""


def answer_question(
    question: str,
    retriever: Retriever,
    reader: Reader,
    filters: Filters = Filters(),  # noqa: B008
    k: int = RETRIEVED,
    writer: Writer | None = None,
    on_text: Callable[[str], None] | None = None,
    abstains: bool = True,
) -> Answer:
    """Answer from the retriever's store, or say that the statements don't say.

    Args:
        question: In plain words.
        retriever: Where to search.
        reader: What reads the passages that come nearest.
        filters: Limits on the documents searched.
        k: Passages to list in the answer.
        writer: What writes the answer from the evidence; None for the evidence itself.
        on_text: Told each piece that it writes as it comes, before anything is checked.
        abstains: Whether it refuses where the evidence is not enough. Without it, any evidence
            is, which only an evaluation should want.

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
            quoted = look_up(question, retriever, filters)
            filters = quoted.filters
            retrieval = retriever.retrieve(question, filters)
        with _timed(timings, "read"):
            candidates = find_candidates(retrieval.passages)
            if filters.speakers:
                theirs = retrieval.question.speakers
                candidates = [one for one in candidates if one.speaker in theirs]
            if quoted.places and asked_for(retrieval.question) == "speaker":
                candidates = [one for one in candidates if quoted.holds(one)]
            candidates = read_closely(candidates, question, reader)
        with _timed(timings, "answer"):
            judgement = judge(retrieval, candidates)
            citations: Sequence[Citation] = ()
            enough = judgement.enough and quoted.missing is None
            if quoted.verdict is not None:
                citations = cite_places(retriever.store.catalogue, quoted.verdict)
            elif enough or (judgement.chosen and not abstains):
                evidence = as_quotations(judgement.chosen)
                citations = resolve(retriever.store.catalogue, evidence)
        written = None
        if citations and writer is not None and quoted.verdict is None:
            with _timed(timings, "write"):
                offered = offer(
                    retriever.store.catalogue, judgement.chosen, candidates, judgement.shares
                )
                written = writer.write(question, offered, on_text)
            citations = _cited(written, citations)
        short = None
        if quoted.verdict is None:
            citations, short = _with_short_answer(retrieval.question, judgement.chosen, citations)
    searched = Searched(
        documents=retrieval.documents,
        filters=filters.as_dict(),
        speaker=retrieval.speaker,
        speaking=retrieval.documents_with_speaker,
        dates=None if citations else retriever.date_range(filters),
    )
    return Answer(
        question=question,
        status="answered" if citations else "not_found",
        text=_text(citations, written, searched),
        short_answer=short,
        confidence=_confidence(quoted, judgement.confidence),
        citations=tuple(citations),
        retrieved=tuple(
            map(_retrieved, rerank(retrieval.passages, candidates, judgement.shares, k))
        ),
        searched=searched,
        timings_ms=timings,
        reasons={**judgement.facts, "least told": LEAST_TOLD, "least confidence": LEAST},
        model=writer.model.name if writer and written else None,
        sentences=written.sentences if written else (),
        notice=quoted.missing or _told(quoted) or (written.notice if written else None),
    )


def _confidence(quoted: Quoted, otherwise: float) -> float:
    """Whether words stand somewhere is no guess."""
    if quoted.missing:
        return 0.0
    return 1.0 if quoted.verdict else otherwise


def _told(quoted: Quoted) -> str | None:
    if quoted.verdict is None:
        return None
    text = verdict_text(quoted.verdict)
    return f"{text[:1].upper()}{text[1:]}."


def _cited(written: Written, otherwise: Sequence[Citation]) -> Sequence[Citation]:
    """What is cited once a model has written: nothing where it sees no answer in the evidence."""
    if written.refused:
        return ()
    return written.citations or otherwise


def _text(citations: Sequence[Citation], written: Written | None, searched: Searched) -> str:
    if not citations:
        return not_found_text(searched)
    return written.text if written and written.text else answer_text(citations)


def _with_short_answer(
    question: Question, chosen: Sequence[Candidate], citations: Sequence[Citation]
) -> tuple[Sequence[Citation], str | None]:
    """The citations with the short answer marked, and it, if one of them backs it."""
    short = short_answer(question, chosen) if citations else None
    if short is None:
        return citations, None
    marked = [mark(citation, short) for citation in citations]
    return marked, short.text if any(is_backed(short, one) for one in marked) else None


def _retrieved(ranked: RankedPassage) -> Retrieved:
    passage = ranked.passage
    return Retrieved(
        **passage.document.ref_at(passage.start).document_facts(),
        start=passage.start,
        end=passage.end,
        score=ranked.score,
        text=passage.text,
        words_rank=ranked.words_rank,
        vectors_rank=ranked.vectors_rank,
        signals=ranked.signals,
    )


@contextmanager
def _timed(timings: dict[str, float], name: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    timings[name] = 1000 * (time.perf_counter() - start)
