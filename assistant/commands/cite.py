"""`onrecord cite` and `onrecord verify`: is a quote real, and do saved answers still hold."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.commands.options import filter_options, json_option, progress_bar, store_options
from assistant.commands.printing import print_recheck, print_verdict
from assistant.commands.shared import FAILED, opened_assistant, opened_store, text_of

if TYPE_CHECKING:
    from assistant.config import Settings
    from index.records import Filters


@click.command()
@click.argument("text", required=False)
@click.option("--speaker", metavar="S", help="Who is said to have said it.")
@click.option(
    "--batch",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="QUOTES.jsonl",
    help='A file of quotes, one JSON object a line with "id", "quote" and, if known, "speaker".',
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Where the verdicts of --batch go; else to stdout.",
)
@json_option
@filter_options
@store_options
def cite(
    text: str | None,
    speaker: str | None,
    batch: Path | None,
    out: Path | None,
    as_json: bool,
    filters: Filters,
    settings: Settings,
) -> None:
    """Say whether the quote TEXT is in the documents, where, and what was changed in it.

    The verdict is verbatim, elided (a marked gap), altered, misattributed (somebody else said
    it) or not_found. Quote marks, dashes, spaces and the like never count; every word does.
    """
    if (text is None) == (batch is None):
        raise click.UsageError('give one: onrecord cite "QUOTE", or onrecord cite --batch FILE')
    if batch is not None:
        from assistant.batch import cite_batch, read_quotes

        quotes = read_quotes(batch, speaker)
        assistant = opened_assistant(settings)
        with progress_bar("citing", unit="quotes") as progress:
            failed = cite_batch(assistant, quotes, out, filters, progress)
        for problem in failed:
            click.echo(f"failed: {problem}", err=True)
        if failed:
            sys.exit(FAILED)
        return
    assert text is not None
    assistant = opened_assistant(settings)
    if speaker is not None:
        from assistant.quotes.speaker_check import require_known

        require_known(assistant.store, speaker)
    print_verdict(assistant.check_quote(text_of(text, "quote"), speaker, filters), as_json)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@json_option
@store_options
def verify(file: Path, as_json: bool, settings: Settings) -> None:
    """Check saved answers again: does every citation in FILE still stand in the documents?

    FILE holds what `ask --json`, `ask --batch`, `cite --json` or `cite --batch` printed. The
    exit code is 1 if any citation does not hold.
    """
    from assistant.saved.verify_file import read_saved, recheck

    saved = read_saved(file)
    found = recheck(opened_store(settings).catalogue, saved)
    print_recheck(found, as_json)
    if found.problems:
        sys.exit(FAILED)
