"""The outcome of an evaluation: everything that `metrics.json` and the reports hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from assistant.evaluation.analysis.breakdown import QuestionGroup
from assistant.evaluation.analysis.comparison import Comparison
from assistant.evaluation.analysis.curves import Curves
from assistant.evaluation.analysis.intervals import Interval
from assistant.evaluation.analysis.metric_registry import values_by_name
from assistant.evaluation.judging.records import QuestionResult, RunFacts
from assistant.evaluation.measuring.metric import Measurement

__all__ = ["Ablation", "Evaluation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """The outcome of one run over a test set."""

    facts: RunFacts
    results: tuple[QuestionResult, ...]
    """One for each question, in the test set's order."""
    measurements: Mapping[str, Measurement]
    """By the metric's name."""
    intervals: Mapping[str, Interval | None]
    """95 % intervals, by the metric's name; None where there is none."""
    curves: Curves
    groups: tuple[QuestionGroup, ...]
    comparison: Comparison | None
    problems: tuple[str, ...]
    """What the test set expects and the store doesn't have, and what could not be asked."""

    @property
    def values(self) -> dict[str, float | int | None]:
        """The metrics' values by name; None where one is undefined."""
        return values_by_name(self.measurements)

    @property
    def headlines(self) -> list[Measurement]:
        """The defined measurements that are shown first, in the order in which they are shown."""
        shown = [
            (one.metric.headline, one)
            for one in self.measurements.values()
            if one.metric.headline is not None and one.value is not None
        ]
        return [one for _, one in sorted(shown, key=lambda pair: pair[0])]

    @property
    def stages(self) -> dict[str, int]:
        """How many questions were right, and how many failed at which stage."""
        return dict(Counter(one.judged.stage for one in self.results).most_common())

    @property
    def undefined(self) -> dict[str, str]:
        """Why each metric without a value has none."""
        return {
            name: one.metric.undefined
            for name, one in self.measurements.items()
            if one.value is None
        }

    def as_dict(self) -> dict[str, Any]:
        """The fields of `metrics.json`."""
        asked = [one for one in self.results if one.judged.asked]
        fields: dict[str, Any] = {
            "questions": len(self.results),
            "predictions": len(asked),
            "missing": len(self.results) - len(asked),
            **self.values,
            "intervals": {name: found and list(found) for name, found in self.intervals.items()},
            "undefined": self.undefined,
            "made_from": {name: one.questions for name, one in self.measurements.items()},
            "stages": self.stages,
            "by": [asdict(group) for group in self.groups],
            "curves": asdict(self.curves),
            "run": asdict(self.facts),
            "problems": list(self.problems),
            "judged": [asdict(one.judged) for one in self.results],
        }
        if self.comparison is not None:
            fields["comparison"] = self.comparison.as_dict()
        return fields


@dataclass(frozen=True, slots=True)
class Ablation:
    """The same run with one part of the assistant left out, compared with the whole run."""

    name: str
    """What is left: `words only`, `no reader` …"""
    evaluation: Evaluation
