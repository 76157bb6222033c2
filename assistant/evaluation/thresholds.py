"""`METRIC=VALUE`: the least that a run has to reach."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from assistant.errors import EvaluationError
from assistant.evaluation.figures import Figure


@dataclass(frozen=True, slots=True)
class Threshold:
    """What a figure has to reach; where less is better, what it must not pass."""

    name: str
    value: float

    def problem(self, figures: Mapping[str, Figure]) -> str | None:
        """Why it is not reached; None if it is.

        Raises:
            EvaluationError: There is no such figure.
        """
        figure = figures.get(self.name)
        if figure is None:
            near = get_close_matches(self.name, figures, 3) or list(figures)
            raise EvaluationError(f"there is no figure {self.name!r}; try {', '.join(near)}")
        value = figure.value
        if value is None:
            return f"{self.name} is undefined ({figure.undefined})"
        if figure.less_is_better and value > self.value:
            return f"{self.name} is {value}, above {self.value} (less is better)"
        if not figure.less_is_better and value < self.value:
            return f"{self.name} is {value}, under {self.value}"
        return None


def parse_threshold(text: str) -> Threshold:
    """A threshold as it is written on the command line.

    Raises:
        EvaluationError: It is not written so.
    """
    name, _, value = text.rpartition("=")
    try:
        number = float(value)
    except ValueError:
        number = float("nan")
    if not name.strip() or number != number:
        raise EvaluationError(f"{text!r} is not METRIC=VALUE, for example answer_f1=0.4")
    return Threshold(name.strip(), number)
