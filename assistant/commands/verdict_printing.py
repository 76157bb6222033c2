"""Prints the verdict on a quote: each place where it was found, with the differences marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.commands.printing import is_coloured, shorten_line
from assistant.commands.terminal import echo, echo_json, style

if TYPE_CHECKING:
    from assistant.records import QuoteMatch, QuoteVerdict

_EQUAL_SHOWN = 160
"""Characters of a long unchanged passage that are shown on either side of a difference."""

_CONTEXT_SHOWN = 200
"""Characters shown of the sentences before a place."""


def print_verdict(verdict: QuoteVerdict, as_json: bool) -> None:
    """Print the verdict, then each place with the differences marked."""
    from assistant.citations.wording import NOT_AFFIRMED, searched_text, source_name, verdict_text

    if as_json:
        echo_json(verdict.as_dict())
        return
    if verdict.verdict == "not_found":
        echo(f"not_found: {searched_text(verdict.searched)}")
        if verdict.nearest:
            echo("Not the quote, but nearest in meaning:")
        for citation in verdict.nearest:
            speaker = f" · {citation.speaker}" if citation.speaker else ""
            echo(f"  {source_name(citation)}{speaker} · {citation.document}")
            echo(f"      {shorten_line(citation.read_as or citation.quote)}")
        return
    head = f"{verdict.verdict}: {verdict_text(verdict)}"
    echo(style(head, bold=is_coloured()))
    _print_notes(verdict)
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
        echo(f"  … and in {verdict.documents - listed:,} more")


def _print_notes(verdict: QuoteVerdict) -> None:
    """Print what the quote hides, and which words in brackets it adds."""
    from assistant.citations.warning_wording import WARNING_SIGN, brackets_text, warning_texts

    for warning in warning_texts(verdict.warnings):
        label = style(f"{WARNING_SIGN} Warning", bold=is_coloured())
        echo(f"{label}, {warning.name}: {warning.message}")
        echo(f"      “{shorten_line(warning.words)}”")
    note = brackets_text(verdict)
    if note:
        echo(f"Note: {note}")


def _print_match(match: QuoteMatch, label: str) -> None:
    from assistant.citations.wording import source_name, stance_text

    role = f" ({match.role})" if match.role else ""
    stance = f": {stance_text(match.stance)}" if stance_text(match.stance) else ""
    speaker = f" · {match.speaker}{role}{stance}" if match.speaker else ""
    page = f", page {match.page}" if match.page else ""
    page += f", at {match.time}" if match.time else ""
    title = f" — {match.title}" if match.title and match.outlet else ""
    echo(f"  {label}{source_name(match)}{speaker}{title}")
    echo(f"      {match.document}{page}, characters {match.start}-{match.end}")
    pieces = (styled_piece(kind, " ".join(text.split())) for kind, text in match.diff)
    echo(f"      {' '.join(pieces)}")
    before, after = " ".join(match.before.split()), " ".join(match.after.split())
    if before:
        echo(f"      before it: {_end_of(before)}")
    if after:
        echo(f"      after it:  {shorten_line(after)}")


def _end_of(text: str) -> str:
    """The last characters of a text."""
    if len(text) <= _CONTEXT_SHOWN:
        return text
    return f"… {text[-_CONTEXT_SHOWN:].split(' ', 1)[-1]}"


def styled_piece(kind: str, text: str) -> str:
    """A piece of a comparison, what differs marked by signs or by colours."""
    coloured = is_coloured()
    if kind == "delete":
        return style(text, fg="red", strikethrough=True) if coloured else f"[-{text}-]"
    if kind == "insert":
        return style(text, fg="green", underline=True) if coloured else f"{{+{text}+}}"
    if len(text) > 2 * _EQUAL_SHOWN:
        return f"{text[:_EQUAL_SHOWN].rstrip()} […] {text[-_EQUAL_SHOWN:].lstrip()}"
    return text
