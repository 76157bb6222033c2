"""What a metric is, and its value over the questions of a run."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

import numpy as np

from assistant.evaluation.judging.records import JudgedPrediction
from assistant.evaluation.measuring.aggregation import DIGITS, Aggregate, Values, mean

__all__ = ["LAST", "Direction", "Measurement", "Metric", "Quantity"]

Direction = Literal["higher is better", "lower is better"]

Quantity = Callable[[JudgedPrediction], float | bool | None]
"""The value of one question; None if the question doesn't define it."""

LAST = 1000
"""Position of a metric that doesn't choose one."""
_NAME = re.compile(r"[a-z][a-z0-9_]*(@[0-9]+)?")


def _always(judged: Sequence[JudgedPrediction]) -> bool:
    """Any run defines the metric."""
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """A number that an evaluation computes. `assistant/evaluation/metrics/` has all of them.

    Raises:
        ValueError: A field can't be used; the message says which and what it should be.
    """

    name: str
    """Its key in `metrics.json` and in `--fail-under NAME=VALUE`."""
    label: str
    """What it measures, in a few words for somebody who doesn't know the name."""
    direction: Direction
    guarded: bool
    """Whether `--fail-on-regression` fails when it becomes significantly worse. Times vary from
    machine to machine, and the more metrics are guarded, the more seem to change by chance."""
    quantities: Sequence[Quantity]
    """What is taken from each question: one function for each argument of `aggregate`."""
    aggregate: Aggregate = mean
    """Makes one number of the quantities of all questions."""
    undefined: str = "no question of the set defines it"
    """Why there is no value where no question has one."""
    requires: Callable[[Sequence[JudgedPrediction]], bool] = _always
    """Whether a run as a whole defines the metric. Not asked for a group of a run's questions."""
    optional: bool = False
    """Whether a run that doesn't define it leaves it out instead of listing it as undefined."""
    digits: int = DIGITS
    """Decimal places of the value; 0 for a whole number."""
    sums_by_question_type: bool = False
    """Whether the values are summed type by type, as `bench/score.py` does for F1: in another
    order the last digit may differ."""
    order: int = LAST
    """Position in `metrics.json` and in the report's table of all metrics; lowest first."""
    headline: int | None = LAST
    """Position among the headline metrics in the terminal and in the Evaluate tab, which show
    their labels; lowest first. `report.html` begins with the same ones, in their `order`. None:
    it is only in `metrics.json` and in the report's table of all metrics."""
    group_heading: str | None = None
    """Heading of its column in the report's tables by type, outlet and speaker. None: it has no
    column there."""

    def __post_init__(self) -> None:
        base, bracket, _ = self.name.partition("[")
        if not _NAME.fullmatch(base) or (bracket and not self.name.endswith("]")):
            raise ValueError(
                f"the metric name {self.name!r} is not lower-case letters, digits and underscores,"
                " with @NUMBER at the end if it has a cut-off"
            )
        if not self.label.strip():
            raise ValueError(f"the metric {self.name} has no label: say what it measures")
        if self.direction not in get_args(Direction):
            raise ValueError(
                f"the metric {self.name} has the direction {self.direction!r}; it should be"
                f" {' or '.join(map(repr, get_args(Direction)))}"
            )
        if not self.quantities or not all(map(callable, self.quantities)):
            raise ValueError(f"the metric {self.name} has no quantities: say how it is computed")
        if len(self.quantities) != self.aggregate.quantities:
            raise ValueError(
                f"the metric {self.name} has {len(self.quantities)} quantities; its aggregate takes"
                f" {self.aggregate.quantities}"
            )

    @property
    def lower_is_better(self) -> bool:
        """Whether a rise is a loss."""
        return self.direction == "lower is better"

    @property
    def is_part(self) -> bool:
        """Whether it is another metric over a part of the data."""
        return "[" in self.name

    def part(self, name: str, *quantities: Quantity) -> Metric:
        """The same metric over a part of the data, named `NAME[PART]`.

        It is neither guarded nor shown among the headline metrics.

        Args:
            name: Name of the part, for instance a question type.
            quantities: What is taken from each question.
        """
        return replace(
            self,
            name=f"{self.name}[{name}]",
            quantities=quantities,
            guarded=False,
            headline=None,
            group_heading=None,
        )

    def measure(self, judged: Sequence[JudgedPrediction]) -> Measurement:
        """Its measurement over a whole run."""
        measurement = self.measure_group(judged)
        if self.requires(judged):
            return measurement
        return replace(measurement, values=np.full_like(measurement.values, np.nan))

    def measure_group(self, judged: Sequence[JudgedPrediction]) -> Measurement:
        """Its measurement over some of a run's questions."""
        values = [
            [np.nan if value is None else float(value) for value in map(quantity, judged)]
            for quantity in self.quantities
        ]
        types = tuple(one.type for one in judged) if self.sums_by_question_type else ()
        return Measurement(self, np.array(values, dtype=np.float64), types)


@dataclass(frozen=True, slots=True)
class Measurement:
    """A metric over the questions of a run, with the values that it is made from."""

    metric: Metric
    values: Values
    """A row for each quantity, a column for each question, NaN where it isn't defined."""
    question_types: tuple[str, ...] = ()
    """Where given, a mean sums the values of one type after those of another."""

    @property
    def questions(self) -> int:
        """Number of questions that define it."""
        return int((~np.isnan(self.values)).any(axis=0).sum())

    @property
    def value(self) -> float | None:
        """The rounded number; None if it is undefined."""
        if not self.questions:
            return None
        with np.errstate(all="ignore"):
            value = (
                self._summed_mean()
                if self.metric.aggregate is mean
                else float(self.metric.aggregate(*self.values))
            )
        return round(value, self.metric.digits) if np.isfinite(value) else None

    def _summed_mean(self) -> float:
        """Summed one by one like `bench/score.py`: numpy's order may change the last digit."""
        first = {kind: index for index, kind in reversed([*enumerate(self.question_types)])}
        values = self.values[0]
        order = sorted(
            np.flatnonzero(~np.isnan(values)),
            key=lambda column: first[self.question_types[column]] if first else 0,
        )
        return sum(float(values[column]) for column in order) / len(order)
