"""An evaluation: how far it is, and what came out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.markup import escape
from assistant.ui.render.text import count

if TYPE_CHECKING:
    from assistant.evaluation import Evaluation

__all__ = ["evaluation_progress", "evaluation_view"]

# The plots and the report have colours of their own names.
_COLOURS = (
    "--ink: var(--or-ink); --line: var(--or-line); --accent: var(--or-accent);"
    " --muted: var(--or-soft)"
)


def evaluation_progress(done: int, total: int, seconds_left: float | None) -> str:
    """How many questions are done, and how long the rest may take."""
    left = "" if seconds_left is None else f", about {_time(seconds_left)} left"
    return (
        f'<p class="or-note" role="status">{done:,} of {count(total, "question")} asked{left}</p>'
        f'<progress class="or-asked" max="{max(total, 1)}" value="{done}"'
        ' aria-label="Questions asked"></progress>'
    )


def evaluation_view(evaluation: Evaluation) -> str:
    """The headline figures, the plots, where it fails, and the buttons for the whole report."""
    from assistant.evaluation.markdown import HEADLINES, shown, shown_interval
    from assistant.evaluation.plots import plots

    values, total = evaluation.values, len(evaluation.results)
    right = evaluation.stages.get("right", 0)
    figures = "".join(
        f"<tr><td>{escape(words)}</td><td>{shown(values[name])}</td>"
        f"<td>{shown_interval(evaluation.intervals[name])}</td></tr>"
        for name, words in HEADLINES.items()
        if values.get(name) is not None
    )
    stages = "".join(
        f"<tr><td>{escape(stage)}</td><td>{number:,}</td></tr>"
        for stage, number in evaluation.stages.items()
    )
    drawn = "".join(
        f'<figure role="img" aria-label="{escape(f"{plot.title}. {plot.words}")}">'
        f"<figcaption>{escape(plot.title)}</figcaption>{plot.svg}</figure>"
        for plot in plots(evaluation.curves)
    )
    return (
        f'<h2 class="or-verdict" role="status">{right:,} of {count(total, "question")} right</h2>'
        f'<p class="or-note">Asked of {count(evaluation.facts.documents, "document")}.'
        " The report has every question, with what was expected, given and cited.</p>"
        '<p class="or-actions"><button type="button" data-act="report">Save the report</button>'
        '<button type="button" data-act="predictions">Save the answers</button></p>'
        f"{_problems(evaluation)}"
        f'<div class="or-plots" style="{_COLOURS}">{drawn}</div>'
        f"{_table(('Figure', 'Value', '95 % interval'), figures)}"
        f"{_table(('Where it fails', 'Questions'), stages)}"
    )


def _problems(evaluation: Evaluation) -> str:
    if not evaluation.problems:
        return ""
    items = "".join(f"<li>{escape(problem)}</li>" for problem in evaluation.problems)
    return (
        f"<details><summary>{count(len(evaluation.problems), 'problem')} with the test set"
        f"</summary><ul>{items}</ul></details>"
    )


def _table(head: tuple[str, ...], rows: str) -> str:
    cells = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
    return f'<table class="or-figures"><thead><tr>{cells}</tr></thead><tbody>{rows}</tbody></table>'


def _time(seconds: float) -> str:
    minutes = round(seconds / 60)
    return count(minutes, "minute") if minutes else "a minute"
