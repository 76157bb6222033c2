"""`onrecord check-store`: is everything that the store holds as it was stored?"""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from assistant.commands.exit_codes import EXIT_FAILED, EXIT_STORE
from assistant.commands.options import json_option, store_options
from assistant.commands.progress import progress_bar
from assistant.commands.terminal import echo, echo_json

if TYPE_CHECKING:
    from assistant.config import Settings


@click.command("check-store")
@json_option
@store_options
def check_whole_store(as_json: bool, settings: Settings) -> None:
    """Check every document of the store, and its indexes; says what mends what is damaged.

    Nothing is changed. Exit code 1: single documents are damaged; 3: the store can't be used.
    """
    from assistant.stores import open_store_to_mend
    from index.sync.checking import check_store

    store = open_store_to_mend(settings)
    click.get_current_context().call_on_close(store.close)
    with progress_bar("checking", unit="documents") as progress:
        report = check_store(store, progress)
    if as_json:
        echo_json(asdict(report))
    else:
        for problem in report.problems:
            echo(f"{problem.part}: {problem.what}\n      {problem.mend}")
        found = _count(len(report.problems), "problem") if report.problems else "whole"
        stored = f"{_count(report.documents, 'document')}, {_count(report.passages, 'passage')}"
        echo(f"{found}: {stored}")
    if any(problem.blocks for problem in report.problems):
        sys.exit(EXIT_STORE)
    if report.problems:
        sys.exit(EXIT_FAILED)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
