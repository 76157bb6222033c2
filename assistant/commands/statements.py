"""`onrecord statements`: who said what, oldest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from assistant.commands.opening import open_store_for_command
from assistant.commands.options import filter_options, json_option, speaker_option, store_options
from assistant.commands.printing import print_statements

if TYPE_CHECKING:
    from assistant.config import Settings
    from index.records import Filters


@click.command()
@click.option("--about", metavar="TEXT", help="Only statements in the passages nearest to TEXT.")
@click.option(
    "-k",
    default=20,
    show_default=True,
    type=click.IntRange(1, 1000),
    help="Number of passages that --about looks at.",
)
@json_option
@filter_options
@speaker_option
@store_options
def statements(
    about: str | None, k: int, as_json: bool, filters: Filters, settings: Settings
) -> None:
    """List who said what, oldest first."""
    from assistant.browse.statements import list_statements

    store = open_store_for_command(settings)
    print_statements(list_statements(store, filters, about, k), as_json)
