"""How long an answer takes, as a whole and stage by stage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.evaluation.judging.records import JudgedPrediction
from assistant.evaluation.measuring.aggregation import p50, p95
from assistant.evaluation.measuring.metric import Metric, Quantity


def _milliseconds(stage: str) -> Quantity:
    """Times of a stage. Like `bench/score.py`: a time of 0 wasn't measured."""
    return lambda judged: judged.timings_ms.get(stage) or None


METRICS = [
    Metric(
        name="latency_ms_p50",
        label="time of an answer, median (ms)",
        direction="lower is better",
        guarded=False,
        headline=140,
        order=700,
        quantities=[_milliseconds("total")],
        aggregate=p50,
        digits=1,
        undefined="no prediction has its times",
    ),
    Metric(
        name="latency_ms_p95",
        label="time of an answer, 95th percentile (ms)",
        direction="lower is better",
        guarded=False,
        headline=150,
        order=710,
        quantities=[_milliseconds("total")],
        aggregate=p95,
        digits=1,
        undefined="no prediction has its times",
    ),
]


def metrics_of_run(judged: Sequence[JudgedPrediction]) -> Iterator[Metric]:
    """The same for each stage of answering."""
    stages = dict.fromkeys(stage for one in judged for stage in one.timings_ms)
    for stage in stages:
        if stage != "total":
            for metric in METRICS:
                yield replace(metric.part(stage, _milliseconds(stage)), order=720)
