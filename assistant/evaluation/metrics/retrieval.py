"""Whether the retrieved passages have the expected document and the expected evidence."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.evaluation.measuring.metric import Metric, Quantity
from assistant.evaluation.measuring.ranking_measures import ranking_value

_LABELS = {
    "recall@1": "{} in the best passage",
    "recall@5": "{} in the best five",
    "recall@10": "{} in the best ten",
    "recall@20": "{} in the best twenty",
    "mrr@10": "mean reciprocal rank of the {}",
    "ndcg@10": "normalised discounted cumulative gain of the {}",
}
"""By the measure's name in `assistant.evaluation.measuring.ranking_measures`."""
_EVIDENCE_HEADLINES = {"recall@1": 10, "recall@5": 20, "mrr@10": 30}
"""Positions of the measures of evidence that are headline metrics; these are guarded as well."""


def _document_metrics() -> Iterator[Metric]:
    for order, (measure, label) in enumerate(_LABELS.items(), 100):
        yield Metric(
            name=f"doc_{measure}",
            label=label.format("document"),
            direction="higher is better",
            guarded=False,
            headline=None,
            order=order,
            quantities=[_document_value(measure)],
            undefined="no answerable question names its document",
        )


def _evidence_metrics() -> Iterator[Metric]:
    for order, (measure, label) in enumerate(_LABELS.items(), 200):
        yield Metric(
            name=f"evidence_{measure}",
            label=label.format("evidence"),
            direction="higher is better",
            guarded=measure in _EVIDENCE_HEADLINES,
            headline=_EVIDENCE_HEADLINES.get(measure),
            group_heading="evidence in five" if measure == "recall@5" else None,
            order=order,
            quantities=[_evidence_value(measure)],
            undefined="no answerable question names its evidence",
        )


def _document_value(measure: str) -> Quantity:
    return lambda judged: ranking_value(measure, judged.document_rank)


def _evidence_value(measure: str) -> Quantity:
    return lambda judged: ranking_value(measure, judged.evidence_rank)


METRICS = [*_document_metrics(), *_evidence_metrics()]
