"""`--fail-under METRIC=VALUE`: the lowest value of a metric with which a run passes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from assistant.errors import EvaluationError
from assistant.evaluation.measuring.metric import Measurement

__all__ = ["Threshold", "parse_threshold"]


@dataclass(frozen=True, slots=True)
class Threshold:
    """The lowest value with which a run passes; the highest, if lower is better."""

    name: str
    """The metric's name."""
    value: float

    def problem(self, measurements: Mapping[str, Measurement]) -> str | None:
        """Why a run doesn't pass; None if it does.

        Args:
            measurements: Those of the run, by the metric's name.

        Raises:
            EvaluationError: There is no such metric.
        """
        measurement = measurements.get(self.name)
        if measurement is None:
            near = get_close_matches(self.name, measurements, 3) or list(measurements)
            raise EvaluationError(f"there is no metric {self.name!r}; try {', '.join(near)}")
        value, lower_is_better = measurement.value, measurement.metric.lower_is_better
        if value is None:
            return f"{self.name} is undefined ({measurement.metric.undefined})"
        if lower_is_better and value > self.value:
            return f"{self.name} is {value}, above {self.value} (lower is better)"
        if not lower_is_better and value < self.value:
            return f"{self.name} is {value}, under {self.value}"
        return None


def parse_threshold(text: str) -> Threshold:
    """A threshold as it is written on the command line.

    Raises:
        EvaluationError: The text is not `METRIC=VALUE` with a number.
    """
    name, _, value = text.rpartition("=")
    try:
        number = float(value)
    except ValueError:
        number = float("nan")
    if not name.strip() or number != number:
        raise EvaluationError(f"{text!r} is not METRIC=VALUE, for example answer_f1=0.4")
    return Threshold(name.strip(), number)
