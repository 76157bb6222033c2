"""The main flow: question -> retrieve -> read -> enough evidence? -> answer with citations.

Without a chat model, the answer is the cited sentences themselves. With one, it is the text that
the model writes from them, of which only sentences that pass the checks are kept.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.answering.according_to import keep_of_source
from assistant.answering.candidate_reading import read_candidates
from assistant.answering.candidates import Candidate, find_candidates
from assistant.answering.confidence import FULLY_COVERED_CONFIDENCE
from assistant.answering.evidence_assessment import (
    EvidenceAssessment,
    assess_evidence,
    assess_statements,
)
from assistant.answering.evidence_choice import join_adjacent_sentences
from assistant.answering.evidence_for_model import numbered_evidence
from assistant.answering.evidence_premises import check_chosen_evidence
from assistant.answering.from_records.answering import answer_from_records
from assistant.answering.passage_reranking import rerank
from assistant.answering.premises.checking import Premises, check_premises
from assistant.answering.question_target import can_answer_who, classify_question
from assistant.answering.quote_answers import answer_quote_question
from assistant.answering.quote_questions import QuotationLookup, look_up_quotations
from assistant.answering.short_answer import (
    find_short_answer,
    mark_short_answer,
    supports_short_answer,
)
from assistant.answering.who_said_assessment import rate_statements
from assistant.answering.who_said_candidates import (
    are_mostly_turns,
    find_who_said_candidates,
)
from assistant.citations.answer_wording import answer_text
from assistant.citations.listed_passages import list_passage
from assistant.citations.resolving import place_in_text, resolve
from assistant.citations.wording import not_found_text
from assistant.errors import QuestionError
from assistant.readers.extractive_reader import Reader
from assistant.readers.large_reader import LargeReader
from assistant.records import Answer, Citation, Searched
from index.records import Filters
from index.retrieval.question import Question
from index.retrieval.retriever import Retrieval, Retriever
from index.retrieval.who_said import read_who_said
from index.store.catalogue import Catalogue

if TYPE_CHECKING:
    # Its checks take a tenth of a second to import, which answers without a model need not pay.
    from assistant.generation.answer_writer import AnswerWriter, WrittenAnswer

LISTED_PASSAGES = 20
"""Number of retrieved passages that an answer lists, best first."""


def answer_question(
    question: str,
    retriever: Retriever,
    reader: Reader,
    filters: Filters = Filters(),  # noqa: B008
    k: int = LISTED_PASSAGES,
    writer: AnswerWriter | None = None,
    on_text: Callable[[str], None] | None = None,
    abstains: bool = True,
    close_reader: LargeReader | None = None,
) -> Answer:
    """Answer a question from the retriever's store, or say that the documents don't answer it.

    Args:
        question: In plain words.
        retriever: Searches the store.
        reader: Finds answers in the nearest sentences.
        filters: Limits on the documents searched.
        k: Number of passages to list in the answer.
        writer: Writes the answer with a chat model; None for the cited sentences themselves.
        on_text: Called with each piece that the chat model writes, before anything is checked.
        abstains: Whether to refuse if the evidence is not enough. False answers from any
            evidence, which only an evaluation should want.
        close_reader: Reads what may be cited again; None to leave it at the first reading.

    Raises:
        QuestionError: The question is empty.
        FilterError: A filter can't be matched.
        StoreError: The store can't be searched.
        ReaderError: The reader can't be loaded.
    """
    _require_words(question)
    asked = question
    catalogue = retriever.store.catalogue
    timings: dict[str, float] = {}
    with _timed(timings, "total"):
        with _timed(timings, "retrieve"):
            about_quote = answer_quote_question(question, retriever, filters, k)
            if about_quote is not None:
                return about_quote
            lookup = look_up_quotations(question, retriever, filters)
            filters = lookup.filters
            premises = check_premises(question, retriever, filters)
            question = premises.question
            if premises.refusal is None and lookup.missing is None:
                from_records = answer_from_records(question, retriever, filters, k)
                if from_records is not None:
                    return _as_asked(from_records, asked, premises)
            retrieval = retriever.retrieve(question, filters)
        who_said = None
        if close_reader is not None and not filters.speakers and not lookup.places:
            with _timed(timings, "read"):
                who_said = _assess_who_said(retrieval, catalogue, close_reader)
        if who_said is None:
            with _timed(timings, "read"):
                candidates = _candidates_to_read(retrieval, filters, lookup)
                candidates = read_candidates(candidates, question, reader)
        with _timed(timings, "answer"):
            if who_said is not None:
                candidates, assessment = who_said
            else:
                assessment = assess_evidence(retrieval, candidates, close_reader)
            if _has_speaker_of_quote(lookup, retrieval.question, assessment):
                sure = max(assessment.confidence, FULLY_COVERED_CONFIDENCE)
                assessment = replace(assessment, confidence=sure, is_enough=True)
            premises = check_chosen_evidence(
                premises, retrieval.question, assessment.chosen, retriever
            )
            is_refused = premises.refusal is not None and abstains
            citations = () if is_refused else _citations(catalogue, lookup, assessment, abstains)
        written = None
        if citations and writer is not None:
            with _timed(timings, "write"):
                evidence = numbered_evidence(
                    catalogue, assessment.chosen, candidates, assessment.probabilities
                )
                written = writer.write(question, evidence, on_text)
            citations = _citations_once_written(written, citations)
        citations, short_answer = _with_short_answer(retrieval.question, assessment, citations)
    searched = _searched(retriever, retrieval, filters, found=bool(citations))
    text = _text(citations, written, searched, premises.refusal or premises.silence)
    citations = [place_in_text(catalogue, citation) for citation in citations]
    passages = rerank(retrieval.passages, candidates, assessment.probabilities, k)
    return Answer(
        question=asked,
        standalone=question if premises.corrections else None,
        status="answered" if citations else "not_found",
        text=text,
        short_answer=short_answer,
        confidence=0.0 if is_refused or lookup.missing else assessment.confidence,
        citations=tuple(citations),
        retrieved=tuple(map(list_passage, passages)),
        searched=searched,
        timings_ms=timings,
        reasons=assessment.reasons,
        model=writer.model.name if writer and written else None,
        sentences=written.sentences if written else (),
        notice=lookup.missing or (written and written.notice) or premises.notice,
    )


def _require_words(question: str) -> None:
    if not any(character.isalnum() for character in question):
        raise QuestionError(
            "the question is empty; ask in plain words, for example "
            "'What did Plokhov say about extradition?'"
        )


def _as_asked(answer: Answer, asked: str, premises: Premises) -> Answer:
    """The answer to a question as the user typed it, with what was corrected in it."""
    if not premises.corrections:
        return replace(answer, question=asked)
    notice = " ".join(filter(None, (premises.notice, answer.notice)))
    return replace(answer, question=asked, standalone=answer.question, notice=notice)


def _candidates_to_read(
    retrieval: Retrieval, filters: Filters, lookup: QuotationLookup
) -> list[Candidate]:
    """The candidates, limited to the speakers filtered on and to the words quoted."""
    candidates = keep_of_source(find_candidates(retrieval.passages), retrieval.question)
    if filters.speakers:
        question = retrieval.question
        candidates = [one for one in candidates if one.is_by_asked_speaker(question)]
    if lookup.places and classify_question(retrieval.question) == "speaker":
        candidates = [candidate for candidate in candidates if lookup.is_quoted_in(candidate)]
    return candidates


def _assess_who_said(
    retrieval: Retrieval, catalogue: Catalogue, reader: LargeReader
) -> tuple[list[Candidate], EvidenceAssessment] | None:
    """The statements found, and what they tell; None unless it is asked who said it in transcripts.

    None, too, if the likeliest is prose and isn't sure: the reader may be, as it reads reports.
    """
    said = read_who_said(retrieval.question.text)
    if said is None:
        return None
    nearest, around = find_who_said_candidates(retrieval, catalogue.statements_overlapping)
    if not are_mostly_turns(nearest):
        return None
    rated = rate_statements(nearest, around, said, retrieval.question, reader)
    assessment = assess_statements(retrieval, rated)
    if not (rated.likeliest.is_turn or assessment.is_enough):
        return None
    return list(rated.candidates), assessment


def _has_speaker_of_quote(
    lookup: QuotationLookup, question: Question, assessment: EvidenceAssessment
) -> bool:
    """Whether it is asked who said words in quotation marks, and the record of them tells it."""
    return (
        bool(lookup.places)
        and classify_question(question) == "speaker"
        and bool(assessment.answering)
        and can_answer_who(question.text, assessment.answering[0].speaker)
    )


def _citations(
    catalogue: Catalogue, lookup: QuotationLookup, assessment: EvidenceAssessment, abstains: bool
) -> Sequence[Citation]:
    """The chosen evidence; empty to refuse."""
    is_enough = assessment.is_enough and lookup.missing is None
    if is_enough or (assessment.chosen and not abstains):
        copies, items = assessment.settlement.copies, assessment.items
        return resolve(catalogue, join_adjacent_sentences(assessment.chosen, copies, items))
    return ()


def _citations_once_written(
    written: WrittenAnswer, without_model: Sequence[Citation]
) -> Sequence[Citation]:
    """The model's citations; none if it says that the evidence doesn't answer the question."""
    if written.refused:
        return ()
    return written.citations or without_model


def _with_short_answer(
    question: Question, assessment: EvidenceAssessment, citations: Sequence[Citation]
) -> tuple[Sequence[Citation], str | None]:
    """The citations with the short answer marked in them; and it, if a citation supports it."""
    short = None
    if citations:
        short = find_short_answer(
            question,
            assessment.answering,
            assessment.items,
            assessment.chosen[assessment.answering_count :],
            assessment.settlement.withdrawals,
        )
    if short is None:
        return citations, None
    marked = [mark_short_answer(citation, short) for citation in citations]
    is_supported = any(supports_short_answer(citation, short) for citation in marked)
    return marked, short.text if is_supported else None


def _searched(
    retriever: Retriever, retrieval: Retrieval, filters: Filters, found: bool
) -> Searched:
    return Searched(
        documents=retrieval.documents,
        filters=filters.as_dict(),
        speaker=retrieval.speaker,
        speaking=retrieval.documents_with_speaker,
        dates=None if found else retriever.date_range(filters),
    )


def _text(
    citations: Sequence[Citation],
    written: WrittenAnswer | None,
    searched: Searched,
    refusal: str | None,
) -> str:
    if not citations:
        return refusal or not_found_text(searched)
    return written.text if written and written.text else answer_text(citations)


@contextmanager
def _timed(timings: dict[str, float], name: str) -> Iterator[None]:
    """Add the milliseconds that the block takes to `timings`."""
    start = time.perf_counter()
    yield
    timings[name] = 1000 * (time.perf_counter() - start)
