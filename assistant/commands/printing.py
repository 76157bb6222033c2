"""What the commands of `onrecord` print: results to stdout, remarks to stderr."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from assistant.conversation.history import Summary
    from assistant.records import CitedStatement, QuoteMatch, QuoteVerdict
    from assistant.saved.verify_file import Recheck
    from index.retrieval.retriever import Retrieval
    from index.store.rows import DocumentInfo
    from index.sync.batch_writer import SyncReport


@contextmanager
def shown_draft(model: str | None) -> Iterator[Callable[[str], None] | None]:
    """What a chat model writes, shown on a terminal while it comes, marked as not yet checked."""
    if model is None or not sys.stderr.isatty():
        yield None
        return
    begun = False

    def show(piece: str) -> None:
        nonlocal begun
        if not begun:
            click.secho(f"{model} writes, not yet checked:", err=True, dim=True)
            begun = True
        # A reply is text; it must not steer the terminal.
        plain = "".join(c for c in piece if c.isprintable() or c == "\n")
        click.secho(plain, err=True, dim=True, nl=False)

    try:
        yield show
    finally:
        if begun:
            click.secho("\n", err=True)


def print_report(report: SyncReport, as_json: bool) -> None:
    """What a run did, and what it left out and why."""
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
        click.echo(json.dumps({**counts, **lists}, ensure_ascii=False))
    else:
        words = ", ".join(
            f"{value:,} {name}" for name, value in counts.items() if name != "passages"
        )
        click.echo(f"{words}; {counts['passages']:,} passages embedded")
    for kind, items in (("warning", warnings), ("skipped", skipped)):
        for item in items:
            click.echo(f"{kind}: {item.path}: {item.reason}", err=True)
    if not any((report.added, report.changed, report.unchanged)):
        click.echo(
            "no documents found (On Record reads .txt, .md, .html, .pdf and .docx)", err=True
        )


def print_passages(found: Retrieval, k: int, as_json: bool) -> None:
    """The best `k` passages."""
    from assistant.citations.passage_json import passage_facts

    for ranked in found.passages[:k]:
        passage, document = ranked.passage, ranked.passage.document
        if as_json:
            click.echo(json.dumps(passage_facts(ranked), ensure_ascii=False))
        else:
            head = " · ".join(filter(None, (document.outlet, document.date, document.title)))
            place = f"{document.label} {passage.start}-{passage.end}"
            click.echo(f"{ranked.score:.2f}  {place}\n      {head}\n      {_short(passage.text)}\n")
    if not found.passages:
        click.echo(f"nothing found in {found.documents:,} documents", err=True)


def print_statements(found: Iterable[CitedStatement], as_json: bool) -> None:
    """A statement each: who, where and when; its words."""
    nothing = True
    for one in found:
        nothing = False
        if as_json:
            click.echo(json.dumps(one.as_dict(), ensure_ascii=False))
            continue
        role = f", {_short(one.role, 80)}" if one.role else ""
        where = " · ".join(filter(None, (one.date or "undated", one.outlet)))
        head = click.style((one.speaker or "(not named)") + role, bold=True)
        click.echo(f"{where}  {head} — {one.cue or 'quoted'} ({one.kind})")
        click.echo(f"      {_short(one.text)}\n      {one.document} {one.start}-{one.end}\n")
    if nothing:
        click.echo("no statements found", err=True)


def _short(text: str, limit: int = 300) -> str:
    line = " ".join(text.split())
    return line if len(line) <= limit else line[:limit].rstrip() + " …"


def print_document(info: DocumentInfo, text: str, span: str | None, as_json: bool) -> None:
    """A document's text, or a span of it in its context."""
    start, end = _span(span, len(text)) if span else (0, len(text))
    if as_json:
        document = info.ref_at(start).document_facts()
        url, page = document.pop("url"), document.pop("page")
        facts = {
            **document,
            "author": info.author,
            "speaker": info.speaker,
            "url": url,
            "language": info.language,
            "page": page if span else None,
            "start": start,
            "end": end,
            "text": text[start:end],
        }
        click.echo(json.dumps(facts, ensure_ascii=False))
    elif span:
        before, after = text[max(0, start - 300) : start], text[end : end + 300]
        click.echo(f"{before}{click.style(f'>>>{text[start:end]}<<<', bold=True)}{after}")
    else:
        click.echo(text)


def _span(span: str, length: int) -> tuple[int, int]:
    try:
        start, end = (int(part) for part in span.split(":"))
    except ValueError:
        raise click.BadParameter(f"{span!r} is not START:END, such as 1083:1211") from None
    if not 0 <= start < end <= length:
        raise click.BadParameter(f"{span!r} is outside the document, which has 0:{length}")
    return start, end


def print_documents(infos: Iterable[DocumentInfo], as_json: bool) -> None:
    """A line for each document."""
    for info in infos:
        if as_json:
            names = ("id", "sha256", "title", "outlet", "date", "author", "characters", "passages")
            facts = {"document": info.label, "path": str(info.path)}
            facts |= {name: getattr(info, name) for name in names}
            click.echo(json.dumps(facts, ensure_ascii=False))
        else:
            head = " · ".join(filter(None, (info.date, info.outlet, info.title)))
            click.echo(f"{info.label}\t{head}")


def print_overview(facts: Mapping[str, Any], as_json: bool) -> None:
    """What `assistant.browse.overview` counted."""
    if as_json:
        click.echo(json.dumps(facts, ensure_ascii=False))
        return
    for name, value in facts.items():
        if isinstance(value, dict):
            click.echo(f"{name}:")
            for key, count in value.items():
                click.echo(f"  {key:30} {count:>8,}")
        else:
            click.echo(f"{name:32} {value:>8,}" if isinstance(value, int) else f"{name:32} {value}")


_SHOWN = 160
"""Characters of a long run of the same words that are shown around what differs."""


def print_verdict(verdict: QuoteVerdict, as_json: bool) -> None:
    """What became of a quote: the verdict, then each place with what differs marked."""
    from assistant.citations.wording import searched_text, source_name, verdict_text

    if as_json:
        click.echo(json.dumps(verdict.as_dict(), ensure_ascii=False))
        return
    if verdict.verdict == "not_found":
        click.echo(f"not_found: {searched_text(verdict.searched)}")
        if verdict.nearest:
            click.echo("Nearest in meaning, which is not the quote:")
        for citation in verdict.nearest:
            said = f" · {citation.speaker}" if citation.speaker else ""
            click.echo(f"  {source_name(citation)}{said} · {citation.document}")
            click.echo(f"      {_short(citation.quote)}")
        return
    head = f"{verdict.verdict}: {verdict_text(verdict)}"
    click.echo(click.style(head, bold=is_coloured()))
    exact = verdict.verdict != "altered"
    first = min((m.date for m in verdict.matches if m.date), default=None)
    for match in verdict.matches:
        is_first = exact and len(verdict.matches) > 1 and first and match.date == first
        _print_match(match, "first said: " if is_first else "")
        if is_first:
            first = None
    listed = len({match.document_id for match in verdict.matches})
    if exact and verdict.documents > listed:
        click.echo(f"  … and in {verdict.documents - listed:,} more")


def _print_match(match: QuoteMatch, label: str) -> None:
    from assistant.citations.wording import source_name

    role = f" ({match.role})" if match.role else ""
    said = f" · {match.speaker}{role}" if match.speaker else ""
    page = f", page {match.page}" if match.page else ""
    title = f" — {match.title}" if match.title and match.outlet else ""
    click.echo(f"  {label}{source_name(match)}{said}{title}")
    click.echo(f"      {match.document}{page}, characters {match.start}-{match.end}")
    pieces = (_shown_piece(kind, " ".join(text.split())) for kind, text in match.diff)
    click.echo(f"      {' '.join(pieces)}")


def _shown_piece(kind: str, text: str) -> str:
    coloured = is_coloured()
    if kind == "delete":
        return click.style(text, fg="red", strikethrough=True) if coloured else f"[-{text}-]"
    if kind == "insert":
        return click.style(text, fg="green", underline=True) if coloured else f"{{+{text}+}}"
    if len(text) > 2 * _SHOWN:
        return f"{text[:_SHOWN].rstrip()} […] {text[-_SHOWN:].lstrip()}"
    return text


def is_coloured() -> bool:
    """Whether what is printed may be styled: on a terminal, unless NO_COLOR is set."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def print_recheck(found: Recheck, as_json: bool) -> None:
    """How many citations hold, and each that does not, with the reason."""
    if as_json:
        click.echo(json.dumps(found.as_dict(), ensure_ascii=False))
        return
    holding = found.citations - len(found.problems)
    click.echo(f"{holding:,} of {found.citations:,} citations hold ({found.answers:,} answers)")
    for problem in found.problems:
        place = f"{problem.document} {problem.start}-{problem.end}"
        click.echo(f"{_short(problem.answer, 80)}: {place}: {problem.reason}")
        click.echo(f"    {_short(problem.text, 160)}")


def print_conversations(found: Sequence[Summary], as_json: bool) -> None:
    """A line for each conversation, the latest first."""
    for one in found:
        if as_json:
            click.echo(json.dumps(asdict(one), ensure_ascii=False))
        else:
            turns = f"{one.turns:,} turn{'' if one.turns == 1 else 's'}"
            click.echo(f"{one.name}\t{turns}, last {one.at}\t{_short(one.first, 80)}")
    if not found:
        click.echo("no conversations; `onrecord ask --conversation NAME` begins one", err=True)
