"""The evaluation report, and the table of runs with one part left out, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from assistant.evaluation.analysis.comparison import Comparison, StageChange
from assistant.evaluation.analysis.outcome import Ablation, Evaluation
from assistant.evaluation.report.formatting import (
    format_count,
    format_interval,
    format_share,
    format_value,
)

__all__ = ["ablation_table", "markdown_report"]

MOST_CHANGED_QUESTIONS = 20
"""Questions won, and questions lost, that are listed."""


def markdown_report(evaluation: Evaluation) -> str:
    """Headline metrics, failures by stage, groups, what changed, problems of the test set."""
    facts = evaluation.facts
    lines = [f"# {facts.test_set}: {format_count(len(evaluation.results), 'question')}", ""]
    lines += [_setup_line(evaluation), ""]
    lines += _table(("", "value", "95 %", "questions"), _headline_rows(evaluation))
    lines += ["", "## Where it fails", ""]
    rows = [(stage, str(count)) for stage, count in evaluation.stages.items()]
    lines += _table(("stage", "questions"), rows)
    for by, members in groupby(evaluation.groups, lambda group: group.by):
        shares = [
            (group.name, str(group.questions), format_share(group.right / group.questions))
            for group in members
        ]
        lines += ["", f"## By {by}", "", *_table((by, "questions", "right"), shares)]
    if evaluation.comparison:
        lines += ["", *_comparison_lines(evaluation.comparison)]
    if evaluation.problems:
        lines += ["", "## Problems", ""]
        lines += [f"- {problem}" for problem in evaluation.problems]
    return "\n".join(lines) + "\n"


def ablation_table(whole: Evaluation, ablations: Sequence[Ablation]) -> str:
    """The headline metrics of the whole run and of each run with a part left out.

    A `*` marks a significant difference from the whole run.
    """
    head = ("", "all", *(ablation.name for ablation in ablations))
    rows = [
        (
            measurement.metric.label,
            format_value(whole.values[measurement.metric.name]),
            *(_marked(ablation.evaluation, measurement.metric.name) for ablation in ablations),
        )
        for measurement in whole.headlines
    ]
    lines = ["## With one part left out", "", *_table(head, rows)]
    return (
        "\n".join([*lines, "", "`*`: differs from the whole assistant by more than chance."]) + "\n"
    )


def _marked(evaluation: Evaluation, name: str) -> str:
    assert evaluation.comparison is not None
    significant = {one.name for one in evaluation.comparison.differences if one.significant}
    return format_value(evaluation.values.get(name)) + (" *" if name in significant else "")


def _setup_line(evaluation: Evaluation) -> str:
    facts = evaluation.facts
    parts = [f"Asked of {format_count(facts.documents, 'document')}"]
    parts.append(f"embedding model {facts.embedding_model}, reader {facts.reader}")
    if facts.chat_model:
        parts.append(f"written by {facts.chat_model}")
    if facts.retrieval != "all":
        parts.append(f"found by {facts.retrieval} alone")
    if not facts.abstains:
        parts.append("without abstention")
    return "; ".join(parts) + "."


def _headline_rows(evaluation: Evaluation) -> Iterator[tuple[str, ...]]:
    for measurement in evaluation.headlines:
        name = measurement.metric.name
        yield (
            measurement.metric.label,
            format_value(evaluation.values[name]),
            format_interval(evaluation.intervals[name]),
            str(measurement.questions),
        )


def _comparison_lines(comparison: Comparison) -> Iterator[str]:
    yield f"## Compared with {comparison.name}"
    yield ""
    yield f"Over {format_count(comparison.questions, 'question')} that both have."
    yield ""
    rows = [
        (
            one.name,
            format_value(one.before),
            format_value(one.after),
            format_interval(one.interval),
            one.change,
        )
        for one in comparison.differences
        if one.significant
    ]
    if rows:
        yield from _table(("metric", "before", "now", "change, 95 %", ""), rows)
    else:
        yield "No metric changed by more than chance."
    for title, changes in (("Lost", comparison.lost), ("Won", comparison.won)):
        if changes:
            yield from ("", f"### {title}: {format_count(len(changes), 'question')}", "")
            yield from _changed_questions(changes)


def _changed_questions(changes: Sequence[StageChange]) -> Iterator[str]:
    for change in changes[:MOST_CHANGED_QUESTIONS]:
        yield f"- {change.id}: {change.before} → {change.after}"
    if len(changes) > MOST_CHANGED_QUESTIONS:
        yield f"- and {len(changes) - MOST_CHANGED_QUESTIONS:,} more"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A Markdown table whose columns line up, so that it can be read as it is."""
    cells = [
        tuple(cell.replace("|", "\\|").replace("\n", " ") for cell in row) for row in (head, *rows)
    ]
    widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
    for number, row in enumerate(cells):
        padded = [
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield f"| {' | '.join(padded)} |"
        if number == 0:
            rules = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
            yield f"| {' | '.join(rules)} |"
