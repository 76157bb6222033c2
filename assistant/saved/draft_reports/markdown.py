"""The report on a draft as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.citations.draft_wording import counts_text, level_icon, level_name
from assistant.citations.wording import source_name
from assistant.draft_records import DraftFigure, DraftQuotation, DraftReport
from assistant.records import Citation, QuoteMatch
from assistant.saved.exports import escape_markdown

__all__ = ["draft_report_as_markdown"]

_MAX_MATCHES = 3


def draft_report_as_markdown(report: DraftReport) -> str:
    """The counts, then each quotation and figure with its place, level, reason and source."""
    lines = [f"# {escape_markdown(report.name)}", "", f"{escape_markdown(counts_text(report))}", ""]
    for notice in report.notices:
        lines += [escape_markdown(notice), ""]
    for number, item in enumerate(report.items, 1):
        level = item.level if isinstance(item, DraftQuotation) else item.status
        speaker = f", {escape_markdown(item.speaker)}" if item.speaker else ""
        lines += [
            f"## {number} {level_icon(level)} {level_name(level)}: line {item.place.line}{speaker}",
            "",
            f"> {escape_markdown(item.place.text)}",
            "",
            escape_markdown(item.reason),
            "",
            *(_quotation(item) if isinstance(item, DraftQuotation) else _figure(item)),
        ]
    return "\n".join(lines).rstrip() + "\n"


def _quotation(quotation: DraftQuotation) -> Iterator[str]:
    if quotation.verdict is None:
        return
    for match in quotation.verdict.matches[:_MAX_MATCHES]:
        yield from _source(match)
        words = "".join(map(_marked, *zip(*match.diff, strict=True)))
        yield f"> {escape_markdown(match.before)} {words} {escape_markdown(match.after)}".rstrip()
        yield ""
        for warning in match.warnings:
            yield f"Warning: {escape_markdown(warning.message)}"
            yield ""
    for citation in quotation.verdict.nearest[:1]:
        yield "Not the quotation, but nearest in meaning:"
        yield ""
        yield from _source(citation)
        yield f"> {escape_markdown(citation.read_as or citation.quote)}"
        yield ""


def _figure(figure: DraftFigure) -> Iterator[str]:
    if figure.citation is not None:
        yield from _source(figure.citation)
        yield f"> {escape_markdown(figure.citation.read_as or figure.citation.quote)}"
        yield ""


def _marked(kind: str, piece: str) -> str:
    text = escape_markdown(piece)
    space = " " if piece[-1:].isspace() else ""
    if kind == "delete":
        return f"~~{text}~~{space}"
    return f"**{text}**{space}" if kind == "insert" else f"{text}{space}"


def _source(place: QuoteMatch | Citation) -> Iterator[str]:
    speaker = f", {escape_markdown(place.speaker)}" if place.speaker else ""
    where = f"{place.document}, characters {place.start}-{place.end}"
    yield f"{escape_markdown(source_name(place))}{speaker} ({escape_markdown(where)})"
    yield ""
