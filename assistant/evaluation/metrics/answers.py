"""Similarity of the given and the expected answer, over the answerable questions.

A refusal counts as an answer that has nothing in common with the expected one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.evaluation.judging.records import JudgedPrediction
from assistant.evaluation.measuring.aggregation import p50
from assistant.evaluation.measuring.metric import Metric, Quantity

_NO_QUESTION = "the set has no answerable question"

F1 = Metric(
    name="answer_f1",
    label="short answer against the expected one (F1)",
    direction="higher is better",
    guarded=True,
    headline=40,
    group_heading="F1",
    order=300,
    quantities=[lambda judged: judged.f1],
    sums_by_question_type=True,
    undefined=_NO_QUESTION,
)

METRICS = [
    F1,
    Metric(
        name="answer_exact",
        label="the short answer is exactly an expected one",
        direction="higher is better",
        guarded=False,
        headline=None,
        order=310,
        quantities=[lambda judged: judged.exact],
        undefined=_NO_QUESTION,
    ),
    Metric(
        name="answer_contains",
        label="the answer contains the expected words",
        direction="higher is better",
        guarded=True,
        headline=50,
        group_heading="contains",
        order=320,
        quantities=[lambda judged: judged.contains],
        undefined=_NO_QUESTION,
    ),
    Metric(
        name="answer_words_p50",
        label="words of an answer, median",
        direction="lower is better",
        guarded=False,
        headline=None,
        order=330,
        quantities=[lambda judged: judged.words],
        aggregate=p50,
        digits=0,
        undefined="nothing was answered",
    ),
]


def metrics_of_run(judged: Sequence[JudgedPrediction]) -> Iterator[Metric]:
    """F1 over the questions of each type."""
    for question_type in sorted({one.type for one in judged if one.answerable}):
        part = F1.part(question_type, _f1_of_type(question_type))
        yield replace(part, sums_by_question_type=False, order=340)


def _f1_of_type(question_type: str) -> Quantity:
    return lambda judged: judged.f1 if judged.type == question_type else None
