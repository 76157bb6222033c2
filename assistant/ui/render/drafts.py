"""The report on a checked draft as HTML: its text with marks, and what holds of each of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from assistant.citations.draft_wording import counts_text, level_icon, level_name
from assistant.citations.warning_wording import WARNING_SIGN, brackets_text, warning_texts
from assistant.citations.wording import stance_text
from assistant.draft_records import DraftFigure, DraftPlace, DraftQuotation, DraftReport
from assistant.saved.draft_reports.web_page import MAX_MATCHES, mark_draft
from assistant.templates import render
from assistant.ui.render.links import citation_link, match_link
from assistant.ui.render.quotes import diff_pieces
from assistant.ui.render.text import counted, document_title, sentence

__all__ = ["draft_progress", "draft_view"]

MAX_ITEMS_SHOWN = 300
"""Quotations and figures that are explained on the page; the saved report explains them all."""

_CONFIRMED = ("ok", "backed")


@dataclass(frozen=True, slots=True)
class _NumberedFigure:
    """A figure with its number in the report."""

    number: int
    figure: DraftFigure


@dataclass(frozen=True, slots=True)
class _Entry:
    """What is explained under one heading: a quotation, or the figures of one statement."""

    number: int
    """Of the quotation, or of the first figure."""
    place: DraftPlace
    """Of the quotation, or of the statement."""
    speaker: str | None
    is_confirmed: bool
    """Whether nothing in it needs a look."""
    quotation: DraftQuotation | None = None
    figures: tuple[_NumberedFigure, ...] = ()


def draft_view(report: DraftReport, with_comments: bool = False) -> Markup:
    """The counts, the draft's text with a mark at each quotation and figure, and why.

    Args:
        report: What holds of the draft.
        with_comments: Whether a copy of the draft with comments can be saved.
    """
    entries = list(_entries(report))
    return render(
        "ui/render/templates/draft.html.j2",
        report=report,
        counts=counts_text(report),
        pieces=list(mark_draft(report)),
        entries=entries,
        confirmed=sum(entry.is_confirmed for entry in entries),
        left_out=max(0, len(report.items) - MAX_ITEMS_SHOWN),
        shown=MAX_ITEMS_SHOWN,
        with_comments=with_comments,
        differs=any(_differs(entry.quotation) for entry in entries),
        max_matches=MAX_MATCHES,
        claimed=_claimed_text,
        sentence=sentence,
        brackets_text=brackets_text,
        warning_texts=warning_texts,
        warning_sign=WARNING_SIGN,
        level_icon=level_icon,
        level_name=level_name,
        diff_pieces=diff_pieces,
        match_link=match_link,
        citation_link=citation_link,
        stance_text=stance_text,
        document_title=document_title,
    )


def draft_progress(done: int, total: int) -> Markup:
    """How many quotations of a draft have been looked up."""
    return render(
        "ui/render/templates/draft_progress.html.j2",
        done=done,
        total=total,
        quotations=counted(total, "quotation"),
    )


def _entries(report: DraftReport) -> Iterator[_Entry]:
    """The quotations, and the figures of each statement together, in the draft's order."""
    numbered = list(enumerate(report.items, 1))[:MAX_ITEMS_SHOWN]
    waiting: list[_NumberedFigure] = []
    for number, item in numbered:
        if isinstance(item, DraftFigure):
            if waiting and waiting[0].figure.statement != item.statement:
                yield _figures_entry(waiting)
                waiting = []
            waiting.append(_NumberedFigure(number, item))
            continue
        if waiting:
            yield _figures_entry(waiting)
            waiting = []
        yield _Entry(number, item.place, item.speaker, item.level in _CONFIRMED, quotation=item)
    if waiting:
        yield _figures_entry(waiting)


def _figures_entry(figures: Sequence[_NumberedFigure]) -> _Entry:
    first = figures[0]
    return _Entry(
        first.number,
        first.figure.statement,
        first.figure.speaker,
        all(one.figure.status in _CONFIRMED for one in figures),
        figures=tuple(figures),
    )


def _differs(quotation: DraftQuotation | None) -> bool:
    verdict = quotation.verdict if quotation else None
    matches = verdict.matches[:MAX_MATCHES] if verdict else ()
    return any(kind != "equal" for match in matches for kind, _ in match.diff)


def _claimed_text(quotation: DraftQuotation) -> str:
    """To whom the draft gives a quotation, and whether the source confirms it."""
    if not quotation.speaker:
        return "The draft gives it to nobody."
    written = quotation.speaker_as_written
    as_written = f" (“{written}”)" if written and written != quotation.speaker else ""
    check = quotation.verdict.speaker_check if quotation.verdict else None
    checked = f" Speaker check: {check}." if check else ""
    return f"The draft gives it to {quotation.speaker}{as_written}.{checked}"
