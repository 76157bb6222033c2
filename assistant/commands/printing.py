"""Prints the results of commands: results to stdout, messages to stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from assistant.commands.terminal import echo, echo_json, style

if TYPE_CHECKING:
    from assistant.conversation.history import ConversationSummary
    from assistant.records import CitedStatement
    from assistant.saved.verify_file import VerifyReport
    from index.records import Span
    from index.retrieval.retriever import Retrieval
    from index.store.rows import DocumentInfo
    from index.sync.batch_writer import SyncReport

COPIES_SHOWN = 5
"""Number of other documents with a statement that a line of the terminal names."""


@contextmanager
def show_draft(model: str | None) -> Iterator[Callable[[str], None] | None]:
    """Show on a terminal what a chat model is writing, marked as not yet checked.

    Args:
        model: Name of the chat model; None if there is none.

    Yields:
        A function to call with each piece of text; None if nothing is to be shown.
    """
    if model is None or not sys.stderr.isatty():
        yield None
        return
    has_begun = False

    def show(piece: str) -> None:
        nonlocal has_begun
        if not has_begun:
            echo(style(f"{model} writes, not yet checked:", dim=True), err=True)
            has_begun = True
        echo(style(piece, dim=True), err=True, nl=False)

    try:
        yield show
    finally:
        if has_begun:
            echo("\n", err=True)


def print_report(report: SyncReport, as_json: bool) -> None:
    """Print what an indexing run did, and which files it skipped and why."""
    counts = {
        name: getattr(report, name)
        for name in ("added", "changed", "unchanged", "removed", "passages")
    }
    warnings = [s for s in report.skipped if s.warning]
    skipped = [s for s in report.skipped if not s.warning]
    if as_json:
        lists = {
            name: [{"path": str(s.path), "reason": s.reason} for s in items]
            for name, items in (("skipped", skipped), ("warnings", warnings))
        }
        echo_json({**counts, **lists})
    else:
        documents = ", ".join(
            f"{value:,} {name}" for name, value in counts.items() if name != "passages"
        )
        echo(f"{documents}; {counts['passages']:,} passages embedded")
    for kind, items in (("warning", warnings), ("skipped", skipped)):
        for item in items:
            echo(f"{kind}: {item.path}: {item.reason}", err=True)
    if not any((report.added, report.changed, report.unchanged)):
        from index.ingest.format_registry import list_readable_suffixes

        echo(f"no documents found (On Record reads {list_readable_suffixes()})", err=True)


def print_passages(retrieval: Retrieval, k: int, as_json: bool) -> None:
    """Print the best `k` passages."""
    from assistant.citations.passage_json import passage_facts

    for ranked in retrieval.passages[:k]:
        passage, document = ranked.passage, ranked.passage.document
        if as_json:
            echo_json(passage_facts(ranked))
        else:
            head = " · ".join(filter(None, (document.outlet, document.date, document.title)))
            place = f"{document.label} {passage.place.start}-{passage.place.end}"
            echo(f"{ranked.score:.2f}  {place}\n      {head}\n      {shorten_line(passage.text)}\n")
    if not retrieval.passages:
        echo(f"no passages found in {retrieval.documents:,} documents", err=True)


def print_statements(statements: Iterable[CitedStatement], as_json: bool) -> None:
    """Print each statement: when and where it was reported, the speaker, the words."""
    from assistant.citations.wording import cue_text, stance_text, statement_speaker

    is_empty = True
    for statement in statements:
        is_empty = False
        if as_json:
            echo_json(statement.as_dict())
            continue
        is_role_shown = statement.role and not statement.headline
        role = f", {shorten_line(statement.role or '', 80)}" if is_role_shown else ""
        source = " · ".join(filter(None, (statement.date or "undated", statement.outlet)))
        speaker = style(statement_speaker(statement) + role, bold=True)
        echo(f"{source}  {speaker} — {cue_text(statement)} ({statement.kind})")
        stance = stance_text(statement.stance)
        words = shorten_line(statement.read_as or statement.text)
        echo(f"      {f'[{stance}] ' if stance else ''}{words}")
        spoken_at = f" at {statement.time}" if statement.time else ""
        echo(f"      {statement.document} {statement.start}-{statement.end}{spoken_at}")
        if statement.copies:
            echo(f"      {_places_of_copies(statement.copies)}")
        echo()
    if is_empty:
        echo("no statements found", err=True)


def _places_of_copies(copies: Sequence[CitedStatement]) -> str:
    """Which other documents have a statement: "also in 2 other documents: a.txt 3-40, …"."""
    from assistant.citations.wording import also_in

    places = [f"{one.document} {one.start}-{one.end}" for one in copies[:COPIES_SHOWN]]
    if len(copies) > COPIES_SHOWN:
        places.append("… (--all lists them)")
    return f"{also_in(len(copies))}: {', '.join(places)}"


def shorten_line(text: str, limit: int = 300) -> str:
    """The text on one line, cut after `limit` characters."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[:limit].rstrip() + " …"


def print_document(
    info: DocumentInfo, text: str, span: str | None, as_json: bool, asides: Sequence[Span] = ()
) -> None:
    """Print a document's text, or a span of it with the text around it.

    What is no content is dimmed, and time codes of a recording stand before the words; JSON has
    the characters alone.
    """
    start, end = _parse_span(span, len(text)) if span else (0, len(text))
    if as_json:
        document = info.ref_at(start).document_facts()
        url, page, time = document.pop("url"), document.pop("page"), document.pop("time")
        facts = {
            **document,
            "author": info.author,
            "speaker": info.speaker,
            "url": url,
            "language": info.language,
            "page": page if span else None,
            "time": time if span else None,
            "start": start,
            "end": end,
            "text": text[start:end],
        }
        echo_json(facts)
    elif span:
        if time := info.time_of(start):
            echo(f"at {time}:")
        before, after = text[max(0, start - 300) : start], text[end : end + 300]
        echo(f"{before}{style(f'>>>{text[start:end]}<<<', bold=True)}{after}")
    elif info.times:
        echo(_with_times(info, text))
    else:
        echo(_dimmed(text, asides))


def _with_times(info: DocumentInfo, text: str) -> str:
    """The text of a recording, each line with its time before it."""
    from assistant.citations.time_codes import times_beside

    pieces = []
    at = 0
    for offset, time in times_beside(info, text):
        before = text[at:offset]
        line_break = "" if not before or before.endswith("\n") else "\n"
        pieces += [before.rstrip(" "), line_break, style(time, dim=True), "  "]
        at = offset
    return "".join(pieces) + text[at:]


def _dimmed(text: str, asides: Iterable[Span]) -> str:
    pieces = []
    at = 0
    for start, end in asides:
        pieces += [text[at:start], style(text[start:end], dim=True)]
        at = end
    return "".join(pieces) + text[at:]


def _parse_span(span: str, length: int) -> tuple[int, int]:
    try:
        start, end = (int(part) for part in span.split(":"))
    except ValueError:
        raise click.BadParameter(f"{span!r} is not START:END, such as 1083:1211") from None
    if not 0 <= start < end <= length:
        raise click.BadParameter(f"{span!r} is outside the document, which has 0:{length}")
    return start, end


def print_documents(infos: Iterable[DocumentInfo], as_json: bool) -> None:
    """Print a line for each document."""
    for info in infos:
        if as_json:
            names = ("id", "sha256", "title", "outlet", "date", "author", "characters", "passages")
            facts = {"document": info.label, "path": str(info.path)}
            facts |= {name: getattr(info, name) for name in names}
            echo_json(facts)
        else:
            head = " · ".join(filter(None, (info.date, info.outlet, info.title)))
            echo(f"{info.label}\t{head}")


def print_overview(facts: Mapping[str, Any], as_json: bool) -> None:
    """Print the counts of `assistant.browse.overview`."""
    if as_json:
        echo_json(facts)
        return
    for name, value in facts.items():
        if isinstance(value, dict):
            echo(f"{name}:")
            for key, count in value.items():
                echo(f"  {key:30} {count:>8,}")
        else:
            echo(f"{name:32} {value:>8,}" if isinstance(value, int) else f"{name:32} {value}")


def is_coloured() -> bool:
    """Whether output may be coloured: on a terminal, unless NO_COLOR is set."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def print_recheck(result: VerifyReport, as_json: bool) -> None:
    """Print how many citations still hold, and each that does not, with the reason."""
    if as_json:
        echo_json(result.as_dict())
        return
    holding = result.citations - len(result.problems)
    echo(f"{holding:,} of {result.citations:,} citations hold ({result.answers:,} answers)")
    for problem in result.problems:
        place = f"{problem.document} {problem.start}-{problem.end}"
        echo(f"{shorten_line(problem.answer, 80)}: {place}: {problem.reason}")
        echo(f"    {shorten_line(problem.text, 160)}")


def print_conversations(summaries: Sequence[ConversationSummary], as_json: bool) -> None:
    """Print a line for each conversation, the latest first."""
    for summary in summaries:
        if as_json:
            echo_json(asdict(summary))
        else:
            turns = f"{summary.turns:,} turn{'' if summary.turns == 1 else 's'}"
            first = shorten_line(summary.first, 80)
            echo(f"{summary.name}\t{turns}, last {summary.at}\t{first}")
    if not summaries:
        echo("no conversations; `onrecord ask --conversation NAME` begins one", err=True)
