"""An evaluation in the browser: its progress, and the results in short."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from assistant.templates import render
from assistant.ui.render.text import counted

if TYPE_CHECKING:
    from assistant.evaluation import Evaluation

__all__ = ["evaluation_progress", "evaluation_view"]


def evaluation_progress(done: int, total: int, seconds_left: float | None) -> Markup:
    """How many questions were asked, and how long the rest may take."""
    return render(
        "ui/render/templates/evaluation_progress.html.j2",
        done=done,
        total=total,
        questions=counted(total, "question"),
        time_left=None if seconds_left is None else _minutes(seconds_left),
    )


def evaluation_view(evaluation: Evaluation) -> Markup:
    """The headline metrics, the plots, where it fails, and buttons that save the whole report."""
    from assistant.evaluation.report.formatting import format_interval, format_value
    from assistant.evaluation.report.plots import plots

    values = evaluation.values
    return render(
        "ui/render/templates/evaluation.html.j2",
        right=evaluation.stages.get("right", 0),
        questions=counted(len(evaluation.results), "question"),
        documents=counted(evaluation.facts.documents, "document"),
        problems=evaluation.problems,
        problem_count=counted(len(evaluation.problems), "problem"),
        plots=plots(evaluation.curves),
        metrics=[
            (
                metric.label,
                format_value(values[metric.name]),
                format_interval(evaluation.intervals[metric.name]),
            )
            for metric in (measurement.metric for measurement in evaluation.headlines)
        ],
        stages=evaluation.stages,
    )


def _minutes(seconds: float) -> str:
    minutes = round(seconds / 60)
    return counted(minutes, "minute") if minutes else "a minute"
