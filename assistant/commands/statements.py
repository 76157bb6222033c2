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
@click.option("--about", metavar="TEXT", help="Only statements that say something about TEXT.")
@click.option(
    "-k",
    default=100,
    show_default=True,
    type=click.IntRange(1, 1000),
    help="Number of passages that --about looks at, by words and by meaning each.",
)
@click.option(
    "--all",
    "show_all",
    is_flag=True,
    help="Also list records of the same statement in other documents, as --json does.",
)
@json_option
@filter_options
@speaker_option
@store_options
def statements(
    about: str | None,
    k: int,
    show_all: bool,
    as_json: bool,
    filters: Filters,
    settings: Settings,
) -> None:
    """List who said what, oldest first."""
    from assistant.browse.statements import list_folded_statements, list_statements

    store = open_store_for_command(settings)
    list_them = list_statements if as_json or show_all else list_folded_statements
    print_statements(list_them(store, filters, about, k), as_json)
