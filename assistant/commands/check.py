"""`onrecord check`: every quotation, speaker and figure of a draft."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from assistant.commands.draft_printing import print_draft_report
from assistant.commands.exit_codes import EXIT_FAILED
from assistant.commands.opening import open_assistant_for_command
from assistant.commands.options import filter_options, json_option, store_options
from assistant.commands.progress import progress_bar
from assistant.commands.terminal import echo, echo_json

if TYPE_CHECKING:
    from assistant.config import Settings
    from assistant.draft_records import DraftReport
    from assistant.quotes.drafts.draft_text import Draft
    from index.records import Filters

_REPORTS = (".html", ".md", ".docx")
_LONG = 50_000
"""Characters of a draft from which on it takes more than a second or two."""


def _levels(_context: click.Context, _parameter: click.Parameter, given: str | None) -> set[str]:
    """The levels of `--fail-on`, which are divided by commas."""
    from assistant.draft_records import DraftLevel, FigureStatus

    levels = {level.strip().replace("-", "_") for level in (given or "").split(",")} - {""}
    known = [*get_args(DraftLevel), *(one for one in get_args(FigureStatus) if one != "not_found")]
    for level in sorted(levels - set(known)):
        raise click.BadParameter(f"{level!r} is none of {', '.join(known)}")
    return levels


@click.command()
@click.argument("draft", metavar="DRAFT")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the report to FILE: .html (a page that needs no other file), .md, or, for a Word"
    " draft, .docx (a copy of the draft with a comment at each quotation).",
)
@json_option
@click.option(
    "--fail-on",
    callback=_levels,
    metavar="LEVELS",
    help="Exit with code 1 if any quotation has one of these levels, divided by commas: altered,"
    " misattributed, not_found, warning, unclear, not_checked; or any figure is contradicted.",
)
@filter_options
@store_options
def check(
    draft: str,
    out: Path | None,
    as_json: bool,
    fail_on: set[str],
    filters: Filters,
    settings: Settings,
) -> None:
    """Check every quotation, speaker and figure of DRAFT.

    DRAFT is a .txt, .md, .html or .docx file, or - for text from standard input. It is compared
    with the documents and never stored.

    Each quotation has a level: ok (the words and the speaker are confirmed), unclear (the words
    are there, but not who says them), warning (the cut hides something), altered, misattributed
    (the source gives the words to somebody else), not_found, or not_checked (a title, a term, one
    or two words, a missing quotation mark). Numbers, dates and names outside quotation marks are
    compared with what their speaker says in the documents: backed, contradicted or not_found.
    """
    data = None if draft == "-" else Path(draft)
    _refuse_report(draft, out)
    read = _read(data)
    if len(read.text) > _LONG:
        echo(f"reading {len(read.text):,} characters; this takes a while", err=True)
    assistant = open_assistant_for_command(settings)
    with (
        progress_bar("reading", unit="characters") as reading,
        progress_bar("checking", unit="quotations") as progress,
    ):
        report = assistant.check_draft(
            read,
            filters,
            lambda done, total: progress(done, total, read.name),
            lambda done, total: reading(done, total, read.name),
        )
    if out is not None:
        _write(report, out, data)
        echo(f"report written to {out}", err=True)
    if as_json:
        echo_json(report.as_dict())
    elif out is None:
        print_draft_report(report)
    if fail_on and not report.searched.documents:
        sys.exit(EXIT_FAILED)  # a hook must not let pass what nobody looked up
    if any(one.level in fail_on for one in report.quotations) or any(
        one.status in fail_on and one.status == "contradicted" for one in report.figures
    ):
        sys.exit(EXIT_FAILED)


def _read(path: Path | None) -> Draft:
    """The draft in a file; None for standard input."""
    from assistant.quotes.drafts.draft_text import read_draft, read_draft_file

    if path is not None:
        return read_draft_file(path)
    return read_draft(sys.stdin.buffer.read(), "standard input", ".txt")


def _refuse_report(draft: str, out: Path | None) -> None:
    """Refuse a report that can't be written, before anything is checked."""
    if out is None:
        return
    suffix = out.suffix.lower()
    if suffix not in _REPORTS:
        raise click.BadParameter(
            f"{str(out)!r} has none of the endings {', '.join(_REPORTS)}", param_hint="--out"
        )
    if suffix == ".docx" and Path(draft).suffix.lower() != ".docx":
        raise click.BadParameter(
            "comments can be written into a .docx draft alone; write the report as .html or .md",
            param_hint="--out",
        )
    if draft != "-" and out.exists() and out.samefile(draft):
        raise click.BadParameter("it is the draft itself; name another file", param_hint="--out")


def _write(report: DraftReport, out: Path, draft: Path | None) -> None:
    from assistant.saved.draft_reports.writing import write_draft_report

    write_draft_report(report, out, draft)
