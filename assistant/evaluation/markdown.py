"""The report for the terminal, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.evaluation.ablation import Ablation
    from assistant.evaluation.comparison import Comparison, Flip
    from assistant.evaluation.evaluate import Evaluation

HEADLINES: Mapping[str, str] = {
    "evidence_recall@1": "evidence in the best passage",
    "evidence_recall@5": "evidence in the best five",
    "evidence_mrr@10": "mean reciprocal rank of the evidence",
    "answer_f1": "short answer against the expected one (F1)",
    "answer_contains": "the answer contains the expected words",
    "judged_correct": "answers that the judge takes for correct",
    "citation_integrity": "citations that resolve to their exact characters",
    "citation_recall": "answers that cite the evidence",
    "citation_speaker": "the cited words have the right speaker",
    "refused_unanswerable": "refused without an answer (more is better)",
    "refused_answerable": "refused with one (less is better)",
    "calibration_error": "calibration error (less is better)",
    "quote_verdict": "right verdict on a quote",
    "latency_ms_p50": "time of an answer, half of them (ms)",
    "latency_ms_p95": "time of an answer, 95 of 100 (ms)",
}
"""The figures that are shown first, in words."""
FLIPS = 20
"""Questions that changed, of each kind, that are listed."""


def as_markdown(evaluation: Evaluation) -> str:
    """Headline figures, stages, groups, what changed, and what is wrong with the test set."""
    facts = evaluation.facts
    lines = [f"# {facts.test_set}: {_count(len(evaluation.results), 'question')}", ""]
    lines += [_asked_of(evaluation), ""]
    lines += _table(("", "value", "95 %", "questions"), _headlines(evaluation))
    lines += ["", "## Where it fails", ""]
    rows = [(stage, str(count)) for stage, count in evaluation.stages.items()]
    lines += _table(("stage", "questions"), rows)
    for by, members in groupby(evaluation.groups, lambda group: group.by):
        shares = [
            (group.name, str(group.questions), shown_share(group.right / group.questions))
            for group in members
        ]
        lines += ["", f"## By {by}", "", *_table((by, "questions", "right"), shares)]
    if evaluation.comparison:
        lines += ["", *_compared(evaluation.comparison)]
    if evaluation.problems:
        lines += ["", "## What could not be used as it is", ""]
        lines += [f"- {problem}" for problem in evaluation.problems]
    return "\n".join(lines) + "\n"


def ablation_as_markdown(whole: Evaluation, ablations: Sequence[Ablation]) -> str:
    """The headline figures of the whole and of each run with a part taken away.

    A `*` marks what differs from the whole by more than chance.
    """
    names = [name for name in HEADLINES if whole.values.get(name) is not None]
    head = ("", "all", *(one.name for one in ablations))
    rows = [
        (
            HEADLINES[name],
            shown(whole.values[name]),
            *(_marked(one.evaluation, name) for one in ablations),
        )
        for name in names
    ]
    lines = ["## With a part taken away", "", *_table(head, rows)]
    return "\n".join([*lines, "", "`*`: differs from all of it by more than chance."]) + "\n"


def _marked(evaluation: Evaluation, name: str) -> str:
    assert evaluation.comparison is not None
    changes = {one.name: one.change for one in evaluation.comparison.differences}
    return shown(evaluation.values.get(name)) + (
        " *" if changes.get(name) in ("better", "worse") else ""
    )


def shown(value: float | int | None) -> str:
    """A figure: shares with three digits, times and counts with as many as they have."""
    if value is None:
        return "–"
    return f"{value:.3f}" if abs(value) <= 1 and not isinstance(value, int) else f"{value:,}"


def shown_interval(interval: tuple[float, float] | None) -> str:
    """From one figure to another."""
    return "–" if interval is None else f"{shown(interval[0])} to {shown(interval[1])}"


def shown_share(value: float) -> str:
    """In per cent."""
    return f"{100 * value:.0f} %"


def _asked_of(evaluation: Evaluation) -> str:
    facts = evaluation.facts
    parts = [f"Asked of {_count(facts.documents, 'document')}"]
    parts.append(f"embedding model {facts.embedding_model}, reader {facts.reader}")
    if facts.chat_model:
        parts.append(f"written by {facts.chat_model}")
    if facts.retrieval != "all":
        parts.append(f"found by {facts.retrieval} alone")
    if not facts.abstains:
        parts.append("without abstention")
    return "; ".join(parts) + "."


def _headlines(evaluation: Evaluation) -> Iterator[tuple[str, ...]]:
    values = evaluation.values
    for name, words in HEADLINES.items():
        if values.get(name) is not None:
            figure = evaluation.figures[name]
            interval = shown_interval(evaluation.intervals[name])
            yield words, shown(values[name]), interval, str(figure.questions)


def _compared(comparison: Comparison) -> Iterator[str]:
    yield f"## Compared with {comparison.name}"
    yield ""
    yield f"Over {_count(comparison.questions, 'question')} that both have."
    yield ""
    changed = [one for one in comparison.differences if one.change in ("better", "worse")]
    if changed:
        rows = [
            (
                one.name,
                shown(one.before),
                shown(one.after),
                shown_interval(one.interval),
                one.change,
            )
            for one in changed
        ]
        yield from _table(("figure", "before", "now", "change, 95 %", ""), rows)
    else:
        yield "No figure has changed by more than chance."
    for title, flips in (("Lost", comparison.lost), ("Won", comparison.won)):
        if flips:
            yield from ("", f"### {title}: {_count(len(flips), 'question')}", "", *_flips(flips))


def _flips(flips: Sequence[Flip]) -> Iterator[str]:
    for flip in flips[:FLIPS]:
        yield f"- {flip.id}: {flip.before} → {flip.after}"
    if len(flips) > FLIPS:
        yield f"- and {len(flips) - FLIPS:,} more"


def _table(
    head: Sequence[str], rows: Iterator[tuple[str, ...]] | Sequence[tuple[str, ...]]
) -> Iterator[str]:
    """A Markdown table whose columns line up, so that it can be read as it is."""
    cells = [tuple(head), *rows]
    cells = [tuple(cell.replace("|", "\\|").replace("\n", " ") for cell in row) for row in cells]
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


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
