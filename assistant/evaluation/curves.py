"""What the plots show, as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.evaluation.figures import BINS
from assistant.evaluation.judging import Judged


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Answers of about the same confidence."""

    low: float
    high: float
    answers: int
    confidence: float
    """Their mean."""
    right: float
    """The share that is right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Curves:
    """Empty where there is nothing to show."""

    documents: tuple[float, ...]
    """For k from 1: the share of questions whose document is among the first k passages."""
    evidence: tuple[float, ...]
    """The same of their evidence."""
    risk: tuple[tuple[float, float], ...]
    """Share of the questions that are answered, the most confident first; share of these that
    is wrong."""
    reliability: tuple[Bin, ...]
    latency: tuple[float, ...]
    """Milliseconds of each answer, ascending."""


RANKS = 20


def curves_of(judged: Sequence[Judged]) -> Curves:
    """The curves of a run."""
    given = [
        (one.confidence, one.right)
        for one in judged
        if one.confidence is not None and one.right is not None
    ]
    return Curves(
        documents=_recall([one.document_rank for one in judged]),
        evidence=_recall([one.evidence_rank for one in judged]),
        risk=_risk(given, len(judged)),
        reliability=_reliability(given),
        latency=tuple(
            sorted(one.timings_ms["total"] for one in judged if one.timings_ms.get("total"))
        ),
    )


def _recall(ranks: Sequence[int | None]) -> tuple[float, ...]:
    known = [rank for rank in ranks if rank is not None]
    if not known:
        return ()
    return tuple(
        round(sum(0 < rank <= k for rank in known) / len(known), 4) for k in range(1, RANKS + 1)
    )


def _risk(given: Sequence[tuple[float, bool]], questions: int) -> tuple[tuple[float, float], ...]:
    points, wrong = [], 0
    for number, (_, right) in enumerate(sorted(given, key=lambda one: -one[0]), 1):
        wrong += not right
        points.append((round(number / questions, 4), round(wrong / number, 4)))
    return tuple(points)


def _reliability(given: Sequence[tuple[float, bool]]) -> tuple[Bin, ...]:
    bins = []
    for number in range(BINS):
        inside = [one for one in given if min(int(one[0] * BINS), BINS - 1) == number]
        if inside:
            bins.append(
                Bin(
                    low=number / BINS,
                    high=(number + 1) / BINS,
                    answers=len(inside),
                    confidence=round(sum(one[0] for one in inside) / len(inside), 4),
                    right=round(sum(one[1] for one in inside) / len(inside), 4),
                )
            )
    return tuple(bins)
