"""The same metrics over the questions of each type, each outlet and each speaker."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.evaluation.judging.records import JudgedPrediction
from assistant.evaluation.measuring.metric import LAST, Metric

__all__ = ["QuestionGroup", "break_down", "metrics_of_groups"]

MOST_GROUPS = 20
"""Number of groups of each kind that are listed, the largest ones."""
FEWEST_QUESTIONS = 2
"""Questions that a group needs; a single one says little."""
_FIELDS = {"type": "type", "outlet": "outlet", "speaker": "named"}
"""Each kind of group, and the field of a judged prediction that groups it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionGroup:
    """The questions that have one type, outlet or speaker."""

    by: str
    """`type`, `outlet` or `speaker`."""
    name: str
    questions: int
    right: int
    """How many of them were answered rightly."""
    figures: dict[str, float | None]
    """Values of the metrics that have a `group_heading`, by name."""


def metrics_of_groups(metrics: Iterable[Metric]) -> list[Metric]:
    """Those metrics that have a column in the tables of groups, in the columns' order."""
    columns = [metric for metric in metrics if metric.group_heading is not None]
    return sorted(columns, key=lambda metric: LAST if metric.headline is None else metric.headline)


def break_down(
    judged: Sequence[JudgedPrediction], metrics: Iterable[Metric]
) -> Iterator[QuestionGroup]:
    """The groups of each kind, the largest first.

    A question whose outlet or speaker isn't known is in no group of that kind.

    Args:
        judged: The judged predictions of a run.
        metrics: What is measured; those without a `group_heading` are not.
    """
    columns = metrics_of_groups(metrics)
    for kind, field in _FIELDS.items():
        groups: defaultdict[str, list[JudgedPrediction]] = defaultdict(list)
        for one in judged:
            if getattr(one, field):
                groups[getattr(one, field)].append(one)
        ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
        for name, members in ordered[:MOST_GROUPS]:
            if len(members) < FEWEST_QUESTIONS:
                break
            yield QuestionGroup(
                by=kind,
                name=name,
                questions=len(members),
                right=sum(one.stage == "right" for one in members),
                figures={metric.name: metric.measure_group(members).value for metric in columns},
            )
