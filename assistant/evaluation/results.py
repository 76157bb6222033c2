"""A run's predictions, judged one by one, with what a report shows of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.evaluation.gold import GoldFinder
from assistant.evaluation.judging import Judged, judge
from assistant.evaluation.predictions import read_predictions
from assistant.evaluation.testset import GoldQuestion, TestSet
from index.catalogue import Catalogue

MARGIN = 160
"""Characters that are shown on either side of what is cited."""
CITATIONS = 3
"""Citations of an answer that are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A citation in its context."""

    marker: int | None
    document: str
    speaker: str | None
    date: str | None
    before: str
    quote: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A question with what was given and what was expected."""

    question: GoldQuestion
    judged: Judged
    given: str
    short_answer: str | None
    citations: tuple[Shown, ...] = ()
    more: int = 0
    """Citations beyond those."""


def read_results(
    catalogue: Catalogue, test_set: TestSet, folder: Path
) -> tuple[list[Result], list[str]]:
    """Judge a run, in the test set's order; and what of its expectations is not in the store.

    Raises:
        EvaluationError: The predictions are damaged.
    """
    questions = {one.id: one for one in test_set.questions}
    gold, found, problems = GoldFinder(catalogue), {}, []
    numbers = {info.id: info.number for info in catalogue.documents()}

    def text(document: str) -> str | None:
        number = numbers.get(document)
        return None if number is None else gold.text(number)

    for key, prediction in _predicted(questions, folder):
        question = questions[key]
        place, missing = gold.find(question)
        problems += missing
        judged = judge(question, prediction, place, text)
        given = "" if prediction is None else _given(prediction)
        cited: Sequence[Mapping[str, Any]] = ()
        if prediction is not None:
            cited = prediction.get("citations") or prediction.get("matches") or ()
        found[key] = Result(
            question=question,
            judged=judged,
            given=given,
            short_answer=prediction.get("short_answer") if prediction else None,
            citations=tuple(_shown(one, text) for one in cited[:CITATIONS]),
            more=max(0, len(cited) - CITATIONS),
        )
    return [found[key] for key in questions], problems


def _predicted(
    questions: Mapping[str, GoldQuestion], folder: Path
) -> Iterator[tuple[str, Mapping[str, Any] | None]]:
    """Each question once, with its prediction if there is one; one at a time in memory."""
    left = dict.fromkeys(questions)
    for prediction in read_predictions(folder):
        key = str(prediction["id"])
        if key in left:
            del left[key]
            yield key, prediction
    yield from ((key, None) for key in left)


def _given(prediction: Mapping[str, Any]) -> str:
    if "verdict" in prediction:
        return str(prediction["verdict"])
    return str(prediction.get("answer") or prediction.get("error") or "")


def _shown(citation: Mapping[str, Any], text: Any) -> Shown:
    start, end = citation["start"], citation["end"]
    source = text(citation["document_id"]) or ""
    return Shown(
        marker=citation.get("marker"),
        document=citation["document"],
        speaker=citation.get("speaker"),
        date=citation.get("date"),
        before=source[max(0, start - MARGIN) : start],
        quote=citation.get("quote") or citation.get("text") or "",
        after=source[end : end + MARGIN],
    )
