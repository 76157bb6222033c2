"""Judges all predictions of a run, and collects what a report shows of each question."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.evaluation.judging.gold_evidence import GoldEvidenceFinder
from assistant.evaluation.judging.judging import judge_prediction
from assistant.evaluation.judging.predictions import read_predictions
from assistant.evaluation.judging.records import (
    CitationInContext,
    GoldQuestion,
    QuestionResult,
    TestSet,
)
from index.store.catalogue import Catalogue

__all__ = ["judge_run"]

CONTEXT = 160
"""Characters that are shown before and after a citation."""
MOST_CITATIONS = 3
"""Citations of an answer that are shown."""


def judge_run(
    catalogue: Catalogue, test_set: TestSet, folder: Path
) -> tuple[list[QuestionResult], list[str]]:
    """Judge a run.

    Args:
        catalogue: The documents that were searched.
        test_set: The questions, with what is expected.
        folder: The run's folder, with `predictions.jsonl`.

    Returns:
        The results in the test set's order, and a message for each thing that the test set
        expects and the store doesn't have.

    Raises:
        EvaluationError: The predictions are damaged.
    """
    questions = {question.id: question for question in test_set.questions}
    finder, results, problems = GoldEvidenceFinder(catalogue), {}, []
    numbers = {info.id: info.number for info in catalogue.documents()}

    def text_of(document_id: str) -> str | None:
        number = numbers.get(document_id)
        return None if number is None else finder.text(number)

    for key, prediction in _predictions_by_id(questions, folder):
        question = questions[key]
        gold, missing = finder.find(question)
        problems += missing
        judged = judge_prediction(question, prediction, gold, text_of)
        citations: Sequence[Mapping[str, Any]] = ()
        if prediction is not None:
            citations = prediction.get("citations") or prediction.get("matches") or ()
        results[key] = QuestionResult(
            question=question,
            judged=judged,
            given="" if prediction is None else _given_answer(prediction),
            short_answer=prediction.get("short_answer") if prediction else None,
            citations=tuple(_in_context(one, text_of) for one in citations[:MOST_CITATIONS]),
            more=max(0, len(citations) - MOST_CITATIONS),
        )
    return [results[key] for key in questions], problems


def _predictions_by_id(
    questions: Mapping[str, GoldQuestion], folder: Path
) -> Iterator[tuple[str, Mapping[str, Any] | None]]:
    """Each question's id once, with its prediction if any; only one is in memory at a time."""
    not_seen = dict.fromkeys(questions)
    for prediction in read_predictions(folder):
        key = str(prediction["id"])
        if key in not_seen:
            del not_seen[key]
            yield key, prediction
    yield from ((key, None) for key in not_seen)


def _given_answer(prediction: Mapping[str, Any]) -> str:
    if "verdict" in prediction:
        return str(prediction["verdict"])
    return str(prediction.get("answer") or prediction.get("error") or "")


def _in_context(
    citation: Mapping[str, Any], text_of: Callable[[str], str | None]
) -> CitationInContext:
    start, end = citation["start"], citation["end"]
    text = text_of(citation["document_id"]) or ""
    return CitationInContext(
        marker=citation.get("marker"),
        document=citation["document"],
        speaker=citation.get("speaker"),
        date=citation.get("date"),
        before=text[max(0, start - CONTEXT) : start],
        quote=citation.get("quote") or citation.get("text") or "",
        after=text[end : end + CONTEXT],
    )
