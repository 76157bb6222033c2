"""Prints what holds of a draft: each quotation and figure with its place, level and source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.commands.printing import is_coloured, shorten_line
from assistant.commands.terminal import echo, style
from assistant.commands.verdict_printing import styled_piece

if TYPE_CHECKING:
    from assistant.draft_records import DraftFigure, DraftPlace, DraftQuotation, DraftReport
    from assistant.records import Citation, QuoteMatch

_COLOURS = {
    "ok": "green",
    "backed": "green",
    "unclear": "yellow",
    "warning": "yellow",
    "altered": "red",
    "misattributed": "red",
    "not_found": "red",
    "contradicted": "red",
}
_AROUND = 200
"""Characters of the sentences before and after that are shown."""


def print_draft_report(report: DraftReport) -> None:
    """Print the counts, then each quotation, and the figures of each statement, in order."""
    from assistant.citations.draft_wording import counts_text
    from assistant.draft_records import DraftQuotation

    echo(style(f"{report.name}: {counts_text(report)}", bold=is_coloured()))
    for notice in report.notices:
        echo(notice)
    statement: DraftPlace | None = None
    for item in report.items:
        if isinstance(item, DraftQuotation):
            echo()
            _print_quotation(item)
            statement = None
            continue
        if item.statement != statement:
            statement = item.statement
            echo()
            echo(f"figures · line {statement.line} · {item.speaker}")
            echo(f"    {shorten_line(statement.text)}")
        _print_figure(item)


def _print_quotation(quotation: DraftQuotation) -> None:
    whom = f" · {quotation.speaker}" if quotation.speaker else ""
    echo(f"{_level(quotation.level)} · line {quotation.place.line}{whom}")
    echo(f"    {shorten_line(quotation.place.text)}")
    echo(f"    {quotation.reason}")
    verdict = quotation.verdict
    if verdict is None:
        return
    for match in verdict.matches[:2]:
        _print_match(match)
    for citation in verdict.nearest[:1]:
        echo("    not the quotation, but nearest in meaning:")
        _print_citation(citation)


def _level(level: str) -> str:
    from assistant.citations.draft_wording import level_icon, level_name

    head = f"{level_icon(level)} {level_name(level)}"
    return style(head, fg=_COLOURS.get(level)) if is_coloured() else head


def _print_match(match: QuoteMatch) -> None:
    from assistant.citations.wording import source_name, stance_text

    role = f" ({match.role})" if match.role else ""
    stance = f": {stance_text(match.stance)}" if stance_text(match.stance) else ""
    speaker = f" · {match.speaker}{role}{stance}" if match.speaker else ""
    echo(f"      {source_name(match)}{speaker}")
    echo(f"      {match.document}, characters {match.start}-{match.end}")
    words = " ".join(styled_piece(kind, " ".join(text.split())) for kind, text in match.diff)
    before, after = match.before[-_AROUND:], match.after[:_AROUND]
    echo(f"      {' '.join(before.split())} »{words}« {' '.join(after.split())}".rstrip())


def _print_figure(figure: DraftFigure) -> None:
    from assistant.citations.wording import source_name

    source = f" ({source_name(figure.citation)})" if figure.citation else ""
    echo(f"    {_level(figure.status)}: {figure.place.text}: {figure.reason}{source}")
    if figure.citation and figure.status == "contradicted":
        _print_citation(figure.citation)


def _print_citation(citation: Citation) -> None:
    from assistant.citations.wording import source_name

    speaker = f" · {citation.speaker}" if citation.speaker else ""
    echo(f"      {source_name(citation)}{speaker}")
    echo(f"      {citation.document}, characters {citation.start}-{citation.end}")
    echo(f"      {shorten_line(citation.read_as or citation.quote)}")
