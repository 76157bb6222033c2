"""The same figures by kind of question, by outlet and by speaker."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.evaluation.figures import figures
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


def breakdown(judged: Sequence[Judged]) -> Iterator[Group]:
    """The groups of each kind, the largest first.

    Questions without an outlet or a speaker are in no group of that kind.
    """
    for by, field in (("type", "type"), ("outlet", "outlet"), ("speaker", "named")):
        groups: defaultdict[str, list[Judged]] = defaultdict(list)
        for one in judged:
            name = getattr(one, field)
            if name:
                groups[name].append(one)
        ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
        for name, members in ordered[:LARGEST]:
            if len(members) < LEAST:
                break
            # Refusing is told for a group of answerable questions alone, too.
            found = figures(members)
            shown = {key: found[key].value for key in SHOWN}
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
