"""The numbers that the report's plots draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.evaluation.judging.records import JudgedPrediction
from assistant.evaluation.measuring.aggregation import CALIBRATION_BINS

__all__ = ["RANKS", "ConfidenceBin", "Curves", "curves_of"]

RANKS = 20
"""Passages up to which recall is drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfidenceBin:
    """Answers of about the same confidence."""

    low: float
    high: float
    answers: int
    confidence: float
    """Mean confidence."""
    right: float
    """Share of right answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Curves:
    """One field a curve; empty where there is nothing to draw."""

    documents: tuple[float, ...]
    """For k from 1: the share of questions whose document is among the first k passages."""
    evidence: tuple[float, ...]
    """The same for their evidence."""
    risk: tuple[tuple[float, float], ...]
    """Share of questions answered, the most confident first; share of these that is wrong."""
    reliability: tuple[ConfidenceBin, ...]
    latency: tuple[float, ...]
    """Milliseconds of each answer, ascending."""


def curves_of(judged: Sequence[JudgedPrediction]) -> Curves:
    """The curves of a run."""
    answers = [
        (one.confidence, one.right)
        for one in judged
        if one.confidence is not None and one.right is not None
    ]
    times = (one.timings_ms.get("total") for one in judged)
    return Curves(
        documents=_recall_by_rank([one.document_rank for one in judged]),
        evidence=_recall_by_rank([one.evidence_rank for one in judged]),
        risk=_risk_by_coverage(answers, len(judged)),
        reliability=_confidence_bins(answers),
        latency=tuple(sorted(time for time in times if time)),
    )


def _recall_by_rank(ranks: Sequence[int | None]) -> tuple[float, ...]:
    known = [rank for rank in ranks if rank is not None]
    if not known:
        return ()
    return tuple(
        round(sum(0 < rank <= k for rank in known) / len(known), 4) for k in range(1, RANKS + 1)
    )


def _risk_by_coverage(
    answers: Sequence[tuple[float, bool]], questions: int
) -> tuple[tuple[float, float], ...]:
    points, wrong = [], 0
    ordered = sorted(answers, key=lambda answer: -answer[0])
    for number, (_, right) in enumerate(ordered, 1):
        wrong += not right
        points.append((round(number / questions, 4), round(wrong / number, 4)))
    return tuple(points)


def _confidence_bins(answers: Sequence[tuple[float, bool]]) -> tuple[ConfidenceBin, ...]:
    bins = []
    for number in range(CALIBRATION_BINS):
        inside = [
            (confidence, right)
            for confidence, right in answers
            if min(int(confidence * CALIBRATION_BINS), CALIBRATION_BINS - 1) == number
        ]
        if inside:
            bins.append(
                ConfidenceBin(
                    low=number / CALIBRATION_BINS,
                    high=(number + 1) / CALIBRATION_BINS,
                    answers=len(inside),
                    confidence=round(sum(value for value, _ in inside) / len(inside), 4),
                    right=round(sum(right for _, right in inside) / len(inside), 4),
                )
            )
    return tuple(bins)
