"""Two runs of the same questions: what changed, and is it more than chance?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from assistant.errors import EvaluationError
from assistant.evaluation.figures import DIGITS, Figure, figures
from assistant.evaluation.intervals import Interval, difference
from assistant.evaluation.judging import Judged

Change = Literal["better", "worse", "same", "unknown"]

GUARDED = (
    "evidence_recall@1",
    "evidence_recall@5",
    "evidence_mrr@10",
    "answer_f1",
    "answer_contains",
    "refused_unanswerable",
    "refused_answerable",
    "abstain_balanced",
    "citation_integrity",
    "citation_whole_words",
    "citation_recall",
    "citation_speaker",
    "quote_verdict",
)
"""Figures of which a significant loss is a regression. Others are listed: times vary by machine,
and the more figures are watched, the more of them seem to change by chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A figure's change over the questions that both runs have."""

    name: str
    before: float | None
    after: float | None
    interval: Interval | None
    """Where the change may lie, at 95 %."""
    change: Change
    """`same` where the interval has 0 in it."""

    @property
    def value(self) -> float | None:
        """The change."""
        if self.before is None or self.after is None:
            return None
        return round(self.after - self.before, DIGITS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """A question that is right in one run alone."""

    id: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """This run against an earlier one."""

    name: str
    questions: int
    """That both have."""
    differences: tuple[Difference, ...]
    won: tuple[Flip, ...]
    """Questions that are right now and were not before."""
    lost: tuple[Flip, ...]

    @property
    def regressions(self) -> list[Difference]:
        """The significant losses among the guarded figures."""
        return [one for one in self.differences if one.name in GUARDED and one.change == "worse"]

    def as_dict(self) -> dict[str, Any]:
        """For `metrics.json`."""
        return {
            **asdict(self),
            "differences": {
                one.name: {**asdict(one), "value": one.value} for one in self.differences
            },
            "regressions": [one.name for one in self.regressions],
        }


def compare(before: Sequence[Judged], after: Sequence[Judged], name: str) -> Comparison:
    """Compare two runs over the questions that they have in common, by their ids.

    Args:
        before: The earlier run.
        after: The run that it is compared with.
        name: What the earlier run is called.

    Raises:
        EvaluationError: They have no question in common.
    """
    earlier = {one.id: one for one in before if one.asked}
    common = [one for one in after if one.asked and one.id in earlier]
    if not common:
        raise EvaluationError(f"{name} has no question in common with this test set")
    known = [earlier[one.id] for one in common]
    old, new = figures(known), figures(common)
    won: list[Flip] = []
    lost: list[Flip] = []
    for one, other in zip(known, common, strict=True):
        if (one.stage == "right") != (other.stage == "right"):
            flip = Flip(id=one.id, before=one.stage, after=other.stage)
            (won if other.stage == "right" else lost).append(flip)
    return Comparison(
        name=name,
        questions=len(common),
        differences=tuple(
            _difference(old[name], figure) for name, figure in new.items() if name in old
        ),
        won=tuple(won),
        lost=tuple(lost),
    )


def _difference(old: Figure, new: Figure) -> Difference:
    found = difference(old.rows, new.rows, new.statistic)
    if old.value is None or new.value is None:
        found = None
    change: Change = "same"
    if found is None:
        change = "unknown"
    elif found[0] > 0 or found[1] < 0:
        change = "worse" if (found[0] > 0) == new.less_is_better else "better"
    return Difference(
        name=new.name,
        before=old.value,
        after=new.value,
        interval=found and (round(found[0], DIGITS), round(found[1], DIGITS)),
        change=change,
    )
