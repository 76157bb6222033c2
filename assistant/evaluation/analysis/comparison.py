"""Compares two runs of the same questions: what changed, and is it more than chance?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from assistant.errors import EvaluationError
from assistant.evaluation.analysis.intervals import Interval, difference_interval
from assistant.evaluation.analysis.metric_registry import measure_run
from assistant.evaluation.judging.records import JudgedPrediction
from assistant.evaluation.measuring.aggregation import DIGITS
from assistant.evaluation.measuring.metric import Measurement

__all__ = ["Change", "Comparison", "MetricChange", "StageChange", "compare_runs"]

Change = Literal["better", "worse", "same", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricChange:
    """How a metric changed over the questions that both runs have."""

    name: str
    guarded: bool
    """Whether a significant loss is a regression."""
    before: float | None
    after: float | None
    interval: Interval | None
    """95 % interval of the change."""
    change: Change
    """`same` where the interval contains 0."""

    @property
    def value(self) -> float | None:
        """The change."""
        if self.before is None or self.after is None:
            return None
        return round(self.after - self.before, DIGITS)

    @property
    def significant(self) -> bool:
        """Whether the change is more than chance."""
        return self.change in ("better", "worse")

    def as_dict(self) -> dict[str, Any]:
        """The fields that `metrics.json` has."""
        return {
            "name": self.name,
            "before": self.before,
            "after": self.after,
            "interval": self.interval,
            "change": self.change,
            "value": self.value,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class StageChange:
    """A question that was answered rightly in one of the runs only."""

    id: str
    before: str
    """The stage that failed in the earlier run, or `right`."""
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """This run against an earlier one."""

    name: str
    """Name of the earlier run."""
    questions: int
    """Number of questions that both runs have."""
    differences: tuple[MetricChange, ...]
    won: tuple[StageChange, ...]
    """Questions that are right now and were not before."""
    lost: tuple[StageChange, ...]
    """Questions that were right before and are not now."""

    @property
    def regressions(self) -> list[MetricChange]:
        """The significant losses among the guarded metrics."""
        return [one for one in self.differences if one.guarded and one.change == "worse"]

    def as_dict(self) -> dict[str, Any]:
        """The fields that `metrics.json` has."""
        return {
            "name": self.name,
            "questions": self.questions,
            "differences": {one.name: one.as_dict() for one in self.differences},
            "won": [asdict(one) for one in self.won],
            "lost": [asdict(one) for one in self.lost],
            "regressions": [one.name for one in self.regressions],
        }


def compare_runs(
    before: Sequence[JudgedPrediction], after: Sequence[JudgedPrediction], name: str
) -> Comparison:
    """Compare two runs over the questions that they have in common, by their ids.

    Args:
        before: The earlier run.
        after: The run that is compared with it.
        name: Name of the earlier run.

    Raises:
        EvaluationError: They have no question in common.
    """
    earlier = {one.id: one for one in before if one.asked}
    now = [one for one in after if one.asked and one.id in earlier]
    if not now:
        raise EvaluationError(f"{name} has no question in common with this test set")
    then = [earlier[one.id] for one in now]
    old, new = measure_run(then), measure_run(now)
    won: list[StageChange] = []
    lost: list[StageChange] = []
    for old_one, new_one in zip(then, now, strict=True):
        if (old_one.stage == "right") != (new_one.stage == "right"):
            changed = StageChange(id=new_one.id, before=old_one.stage, after=new_one.stage)
            (won if new_one.stage == "right" else lost).append(changed)
    return Comparison(
        name=name,
        questions=len(now),
        differences=tuple(
            _metric_change(old[key], measurement) for key, measurement in new.items() if key in old
        ),
        won=tuple(won),
        lost=tuple(lost),
    )


def _metric_change(old: Measurement, new: Measurement) -> MetricChange:
    metric, interval = new.metric, None
    if old.value is not None and new.value is not None:
        interval = difference_interval(old.values, new.values, metric.aggregate)
    change: Change = "same"
    if interval is None:
        change = "unknown"
    elif interval[0] > 0 or interval[1] < 0:
        change = "worse" if (interval[0] > 0) == metric.lower_is_better else "better"
    return MetricChange(
        name=metric.name,
        guarded=metric.guarded,
        before=old.value,
        after=new.value,
        interval=interval and (round(interval[0], DIGITS), round(interval[1], DIGITS)),
        change=change,
    )
