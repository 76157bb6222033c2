"""How well the confidence of the given answers separates right from wrong ones."""

from __future__ import annotations

from assistant.evaluation.judging.records import JudgedPrediction
from assistant.evaluation.measuring.aggregation import calibration_error, risk_coverage_area
from assistant.evaluation.measuring.metric import Metric

_NOTHING_ANSWERED = "nothing was answered"


def _confidence(judged: JudgedPrediction) -> float | None:
    return None if judged.right is None else judged.confidence


def _right(judged: JudgedPrediction) -> bool | None:
    return judged.right


METRICS = [
    Metric(
        name="risk_coverage_area",
        label="wrong answers among the most confident ones, over all shares answered",
        direction="lower is better",
        guarded=False,
        headline=None,
        order=600,
        quantities=[_confidence, _right],
        aggregate=risk_coverage_area,
        undefined=_NOTHING_ANSWERED,
    ),
    Metric(
        name="calibration_error",
        label="calibration error (lower is better)",
        direction="lower is better",
        guarded=False,
        headline=120,
        order=610,
        quantities=[_confidence, _right],
        aggregate=calibration_error,
        undefined=_NOTHING_ANSWERED,
    ),
]
