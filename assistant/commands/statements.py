"""`onrecord statements`: who said what, oldest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from assistant.commands.options import filter_options, json_option, speaker_option, store_options
from assistant.commands.printing import print_statements
from assistant.commands.shared import opened_store

if TYPE_CHECKING:
    from assistant.config import Settings
    from index.records import Filters


@click.command()
@click.option("--about", metavar="TEXT", help="Only what is about TEXT, nearest passages first.")
@click.option(
    "-k",
    default=20,
    show_default=True,
    type=click.IntRange(1, 1000),
    help="Passages that --about looks at.",
)
@json_option
@filter_options
@speaker_option
@store_options
def statements(
    about: str | None, k: int, as_json: bool, filters: Filters, settings: Settings
) -> None:
    """List who said what, oldest first, so that it reads as a timeline."""
    from assistant.browse.statements import list_statements

    print_statements(list_statements(opened_store(settings), filters, about, k), as_json)
