"""Prints the verdict on a quote: each place where it was found, with the differences marked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from assistant.commands.printing import is_coloured, shorten_line

if TYPE_CHECKING:
    from assistant.records import QuoteMatch, QuoteVerdict

_EQUAL_SHOWN = 160
"""Characters of a long unchanged passage that are shown on either side of a difference."""


def print_verdict(verdict: QuoteVerdict, as_json: bool) -> None:
    """Print the verdict, then each place with the differences marked."""
    from assistant.citations.wording import NOT_AFFIRMED, searched_text, source_name, verdict_text

    if as_json:
        click.echo(json.dumps(verdict.as_dict(), ensure_ascii=False))
        return
    if verdict.verdict == "not_found":
        click.echo(f"not_found: {searched_text(verdict.searched)}")
        if verdict.nearest:
            click.echo("Not the quote, but nearest in meaning:")
        for citation in verdict.nearest:
            speaker = f" · {citation.speaker}" if citation.speaker else ""
            click.echo(f"  {source_name(citation)}{speaker} · {citation.document}")
            click.echo(f"      {shorten_line(citation.read_as or citation.quote)}")
        return
    head = f"{verdict.verdict}: {verdict_text(verdict)}"
    click.echo(click.style(head, bold=is_coloured()))
    is_exact = verdict.verdict != "altered"
    earliest = min(
        (m.date for m in verdict.matches if m.date and m.stance not in NOT_AFFIRMED), default=None
    )
    for match in verdict.matches:
        is_first = is_exact and len(verdict.matches) > 1 and earliest and match.date == earliest
        _print_match(match, "first said: " if is_first else "")
        if is_first:
            earliest = None
    listed = len({match.document_id for match in verdict.matches})
    if is_exact and verdict.documents > listed:
        click.echo(f"  … and in {verdict.documents - listed:,} more")


def _print_match(match: QuoteMatch, label: str) -> None:
    from assistant.citations.wording import source_name, stance_text

    role = f" ({match.role})" if match.role else ""
    stance = f": {stance_text(match.stance)}" if stance_text(match.stance) else ""
    speaker = f" · {match.speaker}{role}{stance}" if match.speaker else ""
    page = f", page {match.page}" if match.page else ""
    page += f", at {match.time}" if match.time else ""
    title = f" — {match.title}" if match.title and match.outlet else ""
    click.echo(f"  {label}{source_name(match)}{speaker}{title}")
    click.echo(f"      {match.document}{page}, characters {match.start}-{match.end}")
    pieces = (styled_piece(kind, " ".join(text.split())) for kind, text in match.diff)
    click.echo(f"      {' '.join(pieces)}")


def styled_piece(kind: str, text: str) -> str:
    """A piece of a comparison, what differs marked by signs or by colours."""
    coloured = is_coloured()
    if kind == "delete":
        return click.style(text, fg="red", strikethrough=True) if coloured else f"[-{text}-]"
    if kind == "insert":
        return click.style(text, fg="green", underline=True) if coloured else f"{{+{text}+}}"
    if len(text) > 2 * _EQUAL_SHOWN:
        return f"{text[:_EQUAL_SHOWN].rstrip()} […] {text[-_EQUAL_SHOWN:].lstrip()}"
    return text
