"""`onrecord cite` checks a quote; `onrecord verify` checks the citations of saved answers again."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.commands.exit_codes import EXIT_FAILED
from assistant.commands.opening import open_assistant_for_command, open_store_for_command
from assistant.commands.options import filter_options, json_option, read_argument, store_options
from assistant.commands.printing import print_recheck
from assistant.commands.progress import progress_bar
from assistant.commands.terminal import echo
from assistant.commands.verdict_printing import print_verdict

if TYPE_CHECKING:
    from assistant.config import Settings
    from index.records import Filters


@click.command()
@click.argument("text", required=False)
@click.option("--speaker", metavar="S", help="The person who is said to have said it.")
@click.option(
    "--batch",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="QUOTES.jsonl",
    help='File of quotes, one JSON object per line, with "id", "quote" and, if known, "speaker".',
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="File for the verdicts of --batch. By default they are printed.",
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
    """Check whether the quote TEXT is in the documents.

    Shows every place where it is, and what was changed in it.

    The verdict is verbatim, elided (words left out at a marked gap), altered, misattributed
    (somebody else said it) or not_found. Differences in quote marks, dashes and spaces are
    ignored; every word counts.
    """
    if (text is None) == (batch is None):
        raise click.UsageError(
            'give one quote or a file: onrecord cite "QUOTE", or onrecord cite --batch FILE'
        )
    if batch is not None:
        from assistant.batch import cite_batch, read_quotes

        quotes = read_quotes(batch, speaker)
        assistant = open_assistant_for_command(settings)
        with progress_bar("checking", unit="quotes") as progress:
            failed = cite_batch(assistant, quotes, out, filters, progress)
        for problem in failed:
            echo(f"failed: {problem}", err=True)
        if failed:
            sys.exit(EXIT_FAILED)
        return
    assert text is not None
    assistant = open_assistant_for_command(settings)
    if speaker is not None:
        from assistant.quotes.speaker_check import require_known_speaker

        require_known_speaker(assistant.store, speaker)
    verdict = assistant.check_quote(read_argument(text, "quote"), speaker, filters)
    print_verdict(verdict, as_json)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@json_option
@store_options
def verify(file: Path, as_json: bool, settings: Settings) -> None:
    """Check the citations of saved answers again.

    Is every citation in FILE still in the documents? FILE is the output of `ask --json`,
    `ask --batch`, `cite --json` or `cite --batch`. The exit code is 1 if a citation no longer
    holds.
    """
    from assistant.saved.verify_file import read_saved_citations, verify_citations

    saved = read_saved_citations(file)
    result = verify_citations(open_store_for_command(settings).catalogue, saved)
    print_recheck(result, as_json)
    if result.problems:
        sys.exit(EXIT_FAILED)
