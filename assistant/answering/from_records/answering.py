"""Answers a question from the records of statements and documents, if they settle it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from assistant.answering.from_records.act_answers import answer_who_did
from assistant.answering.from_records.age_answers import answer_age
from assistant.answering.from_records.change_answers import answer_change
from assistant.answering.from_records.claim_answers import answer_ever, answer_when
from assistant.answering.from_records.count_answers import (
    answer_count_of_documents,
    answer_count_of_statements,
)
from assistant.answering.from_records.document_answers import (
    answer_author,
    answer_date,
    answer_outlet,
    answer_place,
)
from assistant.answering.from_records.form_patterns import Form
from assistant.answering.from_records.question_forms import RecordQuestion, read_record_question
from assistant.answering.from_records.record_answer import RecordAnswer, evidence_of
from assistant.answering.from_records.role_answers import answer_leader, answer_role
from assistant.answering.from_records.speaker_lists import answer_who
from assistant.answering.from_records.statement_answers import (
    answer_comparison,
    answer_first_or_last,
    answer_list,
)
from assistant.citations.answer_wording import answer_text
from assistant.citations.listed_passages import list_passage
from assistant.citations.resolving import place_in_text, resolve
from assistant.records import Answer, Searched
from index.records import Filters
from index.retrieval.retriever import Retriever

__all__ = ["answer_from_records"]

_Answerer = Callable[[RecordQuestion, Retriever, Sequence[int] | None], RecordAnswer | None]

_ANSWERERS: dict[Form, _Answerer] = {
    "age": answer_age,
    "role": answer_role,
    "leader": answer_leader,
    "list": answer_list,
    "first or last": answer_first_or_last,
    "when": answer_when,
    "ever": answer_ever,
    "change": answer_change,
    "compare": answer_comparison,
    "who": answer_who,
    "who did": answer_who_did,
    "count statements": answer_count_of_statements,
    "count documents": answer_count_of_documents,
    "document date": answer_date,
    "document outlet": answer_outlet,
    "document author": answer_author,
    "document place": answer_place,
}


def answer_from_records(
    question: str, retriever: Retriever, filters: Filters, k: int
) -> Answer | None:
    """The answer that the records give; None if they don't settle the question.

    Its citations count in the documents' texts and hold: `text[start:end] == quote`.

    Args:
        question: As the user asked it.
        retriever: Knows and searches the store.
        filters: Limits on the documents; a filter on speakers leaves the question to others.
        k: Number of passages to list.

    Raises:
        FilterError: A filter can't be matched.
        StoreError: The store can't be searched.
    """
    started = time.perf_counter()
    asked = read_record_question(question)
    if asked is None or filters.speakers or asked.form not in _ANSWERERS:
        return None
    with retriever.reading():
        found = _find(asked, retriever, filters)
        if found is None:
            return None
        catalogue = retriever.store.catalogue
        evidence = list(evidence_of(catalogue, found.places))
        citations = resolve(catalogue, evidence)
        if not citations or len(citations) < len(evidence):
            return None  # a place that doesn't hold would leave the answer without its proof
        placed = tuple(place_in_text(catalogue, citation) for citation in citations)
    retrieval = retriever.retrieve(question, filters)
    return Answer(
        question=question,
        status="answered",
        text=answer_text(citations),
        short_answer=found.short_answer,
        confidence=found.confidence,
        citations=placed,
        retrieved=tuple(map(list_passage, retrieval.passages[:k])),
        searched=Searched(
            documents=retrieval.documents,
            filters=filters.as_dict(),
            speaker=retrieval.speaker,
            speaking=retrieval.documents_with_speaker,
        ),
        timings_ms={"total": 1000 * (time.perf_counter() - started)},
        reasons={"from_records": asked.form},
        notice=found.notice,
    )


def _find(asked: RecordQuestion, retriever: Retriever, filters: Filters) -> RecordAnswer | None:
    numbers = retriever.document_numbers(filters)
    if numbers is not None and not numbers:
        return None
    return _ANSWERERS[asked.form](asked, retriever, numbers)
