"""The report on a draft as one HTML file without scripts: the draft's text, marked, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.citations.draft_wording import counts_text, level_icon, level_name
from assistant.citations.wording import source_name, stance_text
from assistant.draft_records import DraftFigure, DraftQuotation, DraftReport
from assistant.templates import render

__all__ = ["MarkedPiece", "draft_report_as_html", "mark_draft"]

MAX_MATCHES = 3
"""Places of a quotation's words that a report shows."""


@dataclass(frozen=True, slots=True)
class MarkedPiece:
    """A piece of a draft's text, and the number of the item that it is; None for what is none."""

    text: str
    number: int | None = None
    level: str = ""


def draft_report_as_html(report: DraftReport) -> str:
    """The report. Text of the draft and of documents is escaped by the template."""
    page = render(
        "saved/draft_reports/templates/draft_report.html.j2",
        report=report,
        counts=counts_text(report),
        pieces=list(mark_draft(report)),
        items=[(number, item, _level_of(item)) for number, item in enumerate(report.items, 1)],
        is_quotation=lambda item: isinstance(item, DraftQuotation),
        max_matches=MAX_MATCHES,
        level_icon=level_icon,
        level_name=level_name,
        source_name=source_name,
        stance_text=stance_text,
    )
    return f"{page}\n"


def mark_draft(report: DraftReport) -> Iterator[MarkedPiece]:
    """Yield the draft's text in pieces; of items inside each other the outer one is marked."""
    at = 0
    for number, item in enumerate(report.items, 1):
        start, end = item.place.start, item.place.end
        if start < at or start >= end:
            continue
        if start > at:
            yield MarkedPiece(report.text[at:start])
        yield MarkedPiece(report.text[start:end], number, _level_of(item))
        at = end
    if at < len(report.text):
        yield MarkedPiece(report.text[at:])


def _level_of(item: DraftQuotation | DraftFigure) -> str:
    return item.level if isinstance(item, DraftQuotation) else item.status
