"""The report as one HTML file that needs no other: style, script and plots are in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from assistant.evaluation.analysis.breakdown import metrics_of_groups
from assistant.evaluation.analysis.outcome import Evaluation
from assistant.evaluation.judging.records import QUOTE, QuestionResult
from assistant.evaluation.measuring.metric import Measurement
from assistant.evaluation.report.formatting import format_interval, format_share, format_value
from assistant.templates import render

__all__ = ["html_report"]

TEMPLATE = "evaluation/report/templates/report.html.j2"


@dataclass(frozen=True, slots=True)
class MetricRow:
    """A metric as the report's cards and table show it."""

    name: str
    label: str
    value: str
    interval: str
    questions: int
    undefined: str | None
    """Why it has no value; None if it has one."""


def html_report(evaluation: Evaluation) -> str:
    """The report. Text of documents and questions is escaped by the template."""
    from assistant.evaluation.report.plots import plots

    measurements = evaluation.measurements.values()
    return render(
        TEMPLATE,
        evaluation=evaluation,
        facts=evaluation.facts,
        right=evaluation.stages.get("right", 0),
        total=len(evaluation.results),
        headlines=[
            _row(evaluation, one)
            for one in measurements
            if one.metric.headline is not None and one.value is not None
        ],
        rows=[_row(evaluation, measurement) for measurement in measurements],
        plots=list(plots(evaluation.curves)),
        stages=evaluation.stages,
        groups={
            by: [group for group in evaluation.groups if group.by == by]
            for by in ("type", "outlet", "speaker")
        },
        comparison=evaluation.comparison,
        group_headings=[
            metric.group_heading for metric in metrics_of_groups(one.metric for one in measurements)
        ],
        results=[_question(result) for result in evaluation.results],
        format_value=format_value,
        format_interval=format_interval,
        format_share=format_share,
    )


def _row(evaluation: Evaluation, measurement: Measurement) -> MetricRow:
    metric = measurement.metric
    value = evaluation.values[metric.name]
    return MetricRow(
        name=metric.name,
        label=metric.label,
        value=format_value(value),
        interval=format_interval(evaluation.intervals[metric.name]),
        questions=measurement.questions,
        undefined=metric.undefined if value is None else None,
    )


def _question(result: QuestionResult) -> dict[str, Any]:
    """The values that the template shows of a question."""
    question, judged = result.question, result.judged
    expected: tuple[str, ...] = question.answers
    if question.type == QUOTE:
        expected = (question.verdict or "",)
    return {
        "id": question.id,
        "type": question.type,
        "question": question.question,
        "expected": expected or ("no answer",),
        "evidence": question.evidence,
        "document": question.document,
        "speaker": question.speaker,
        "stage": judged.stage,
        "right": judged.stage == "right",
        "confidence": judged.confidence,
        "evidence_rank": judged.evidence_rank,
        "given": result.given,
        "short_answer": result.short_answer,
        "citations": result.citations,
        "more": result.more,
    }
