"""The report as one HTML file that asks nothing of any other: style, script and plots are in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.evaluation.breakdown import SHOWN
from assistant.evaluation.comparison import GUARDED
from assistant.evaluation.markdown import (
    HEADLINES,
    shown,
    shown_interval,
    shown_share,
)
from assistant.evaluation.testset import QUOTE

if TYPE_CHECKING:
    from assistant.evaluation.evaluate import Evaluation
    from assistant.evaluation.results import Result

TEMPLATE = "report.html.j2"


@dataclass(frozen=True, slots=True)
class Row:
    """A figure as the report's table has it."""

    name: str
    words: str | None
    value: str
    interval: str
    questions: int
    undefined: str | None


def as_html(evaluation: Evaluation) -> str:
    """The report. What comes from documents and questions is escaped by the template."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    from assistant.evaluation.plots import plots

    page = Environment(
        loader=PackageLoader("assistant", "evaluation"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page.filters.update(shown=shown, interval=shown_interval, share=shown_share)
    rows = [_row(evaluation, *one) for one in evaluation.values.items()]
    right = evaluation.stages.get("right", 0)
    return page.get_template(TEMPLATE).render(
        evaluation=evaluation,
        facts=evaluation.facts,
        right=right,
        total=len(evaluation.results),
        headlines=[row for row in rows if row.words and row.undefined is None],
        rows=rows,
        plots=list(plots(evaluation.curves)),
        stages=evaluation.stages,
        groups={
            by: [group for group in evaluation.groups if group.by == by]
            for by in ("type", "outlet", "speaker")
        },
        comparison=evaluation.comparison,
        guarded=GUARDED,
        short_names=SHOWN,
        results=[_shown(result) for result in evaluation.results],
    )


def _row(evaluation: Evaluation, name: str, value: float | int | None) -> Row:
    figure = evaluation.figures[name]
    return Row(
        name=name,
        words=HEADLINES.get(name),
        value=shown(value),
        interval=shown_interval(evaluation.intervals[name]),
        questions=figure.questions,
        undefined=figure.undefined if value is None else None,
    )


def _shown(result: Result) -> dict[str, Any]:
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
        "short": result.short_answer,
        "citations": result.citations,
        "more": result.more,
    }
