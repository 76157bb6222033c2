"""Whether questions are refused that should be, and no others.

Like `bench/score.py`: how many answerable questions are refused says little where the test set has
no question that should be refused, so it is undefined there.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.evaluation.judging.records import JudgedPrediction
from assistant.evaluation.measuring.aggregation import mean_of_refused_and_answered
from assistant.evaluation.measuring.metric import Metric

_NO_QUESTION = "the set has no unanswerable question"


def _refused_unanswerable(judged: JudgedPrediction) -> bool | None:
    should_be_refused = not judged.answerable and judged.verdict is None
    return not judged.answered if should_be_refused else None


def _refused_answerable(judged: JudgedPrediction) -> bool | None:
    return not judged.answered if judged.answerable else None


def _has_unanswerable(judged: Sequence[JudgedPrediction]) -> bool:
    return any(_refused_unanswerable(one) is not None for one in judged)


def _has_both(judged: Sequence[JudgedPrediction]) -> bool:
    return _has_unanswerable(judged) and any(one.answerable for one in judged)


METRICS = [
    Metric(
        name="refused_unanswerable",
        label="unanswerable questions that were refused (higher is better)",
        direction="higher is better",
        guarded=True,
        headline=100,
        order=400,
        quantities=[_refused_unanswerable],
        undefined=_NO_QUESTION,
    ),
    Metric(
        name="refused_answerable",
        label="answerable questions that were refused (lower is better)",
        direction="lower is better",
        guarded=True,
        headline=110,
        group_heading="refused",
        order=410,
        quantities=[_refused_answerable],
        requires=_has_unanswerable,
        undefined=_NO_QUESTION,
    ),
    Metric(
        name="abstain_balanced",
        label="mean of unanswerable questions refused and answerable ones answered",
        direction="higher is better",
        guarded=True,
        headline=None,
        order=420,
        quantities=[_refused_unanswerable, _refused_answerable],
        aggregate=mean_of_refused_and_answered,
        requires=_has_both,
        undefined=_NO_QUESTION,
    ),
]
