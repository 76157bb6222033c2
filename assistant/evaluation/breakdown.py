"""The same figures by kind of question, by outlet and by speaker."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.evaluation.figures import Figure
from assistant.evaluation.judging import Judged

SHOWN = {
    "evidence_recall@5": "evidence in five",
    "answer_f1": "F1",
    "answer_contains": "contains",
    "citation_recall": "cites it",
    "refused_answerable": "refused",
}
"""Figures that are given for each group, with their short names."""
LARGEST = 20
"""Groups of each kind that are given."""
LEAST = 2
"""Questions that a group has at least: one says little."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Questions that have something in common."""

    by: str
    """`type`, `outlet` or `speaker`."""
    name: str
    questions: int
    right: int
    figures: dict[str, float | None]


def breakdown(judged: Sequence[Judged], found: Mapping[str, Figure]) -> Iterator[Group]:
    """The groups of each kind, the largest first.

    Questions without an outlet or a speaker are in no group of that kind.

    Args:
        judged: The judged predictions of a run.
        found: Their figures.
    """
    for by, field in (("type", "type"), ("outlet", "outlet"), ("speaker", "named")):
        groups: defaultdict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(judged):
            name = getattr(one, field)
            if name:
                groups[name].append(number)
        ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
        for name, columns in ordered[:LARGEST]:
            if len(columns) < LEAST:
                break
            members = [judged[column] for column in columns]
            shown = {key: found[key].over(columns).value for key in SHOWN}
            # Refusing is told for a group of answerable questions alone, too.
            answerable = [one for one in members if one.answerable]
            if answerable:
                refused = sum(not one.answered for one in answerable)
                shown["refused_answerable"] = round(refused / len(answerable), 4)
            yield Group(
                by=by,
                name=name,
                questions=len(members),
                right=sum(one.stage == "right" for one in members),
                figures=shown,
            )
