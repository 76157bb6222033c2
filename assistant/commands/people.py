"""`onrecord people`: who speaks, one person's page, and corrections of who is who."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.commands.opening import open_store_for_command
from assistant.commands.options import json_option, store_options
from assistant.commands.people_printing import print_corrections, print_people, print_person
from assistant.commands.terminal import echo

if TYPE_CHECKING:
    from assistant.config import Settings
    from index.people.corrections import Correction
    from index.store.listing_table import PeopleKind
    from index.store.store import Store

_SHOW = "show"
_PAGE = 50
"""People on a page of the list."""


class _PeopleGroup(click.Group):
    """A group whose first argument may be a name instead of a command."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        known = {*self.commands, *ctx.help_option_names}
        if not args or args[0] not in known:
            args = [_SHOW, *args]
        return super().parse_args(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, "[NAME] [OPTIONS] | COMMAND [ARGS]…")


@click.group(cls=_PeopleGroup, context_settings={"help_option_names": ["-h", "--help"]})
def people() -> None:
    """List who speaks, or show one person: `onrecord people "Ada Brandt"`.

    A person is known by all names that documents give them. What you correct here is kept, also
    when documents are indexed again. `onrecord people show --help` has the options of the list.
    """


@people.command(_SHOW)
@click.argument("name", required=False)
@click.option(
    "--kind",
    type=click.Choice(["person", "body", "all"]),
    default="person",
    show_default=True,
    help="Whom to list.",
)
@click.option(
    "--page", default=1, show_default=True, type=click.IntRange(1), help="Page of the list."
)
@click.option(
    "--per-page", default=_PAGE, show_default=True, type=click.IntRange(1, 10_000), metavar="N"
)
@json_option
@store_options
def show_people(
    name: str | None, kind: PeopleKind, page: int, per_page: int, as_json: bool, settings: Settings
) -> None:
    """List who speaks, most statements first; or show the person called NAME."""
    from assistant.browse.people import find_one_person, list_people, read_person

    store = open_store_for_command(settings)
    if name is not None:
        everybody = store.catalogue.people()
        person = find_one_person(everybody, name, likeliest=True)
        print_person(read_person(store, person), as_json)
        others = [one.id for one in everybody.find_people(name) if one.id != person.id]
        if others:
            echo(f"others of this name: {', '.join(others[:8])}", err=True)
        return
    start = (page - 1) * per_page
    total, listed = list_people(store, kind, start, per_page)
    print_people(listed, start, total, as_json)


@people.command("merge")
@click.argument("first")
@click.argument("second")
@store_options
def merge(first: str, second: str, settings: Settings) -> None:
    """Say that FIRST and SECOND are one person, who is called as FIRST."""
    from assistant.people.correcting import merge_people

    store = open_store_for_command(settings)
    _correct(store, merge_people(store, first, second))


@people.command("split", short_help="Say that some of NAME's names are somebody else.")
@click.argument("name")
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="WRITTEN",
    help="A name of the other person, as written (repeatable).",
)
@click.option(
    "--document",
    "documents",
    multiple=True,
    metavar="D",
    help="A document in which the other person speaks (repeatable).",
)
@click.option("--called", metavar="NEW", help="What to call the other person.")
@store_options
def split(
    name: str,
    names: tuple[str, ...],
    documents: tuple[str, ...],
    called: str | None,
    settings: Settings,
) -> None:
    """Say that some of NAME's names, or NAME in some documents, are another person's."""
    from assistant.people.correcting import split_person

    if not names and not documents:
        raise click.UsageError("say what to split off: --name WRITTEN or --document D")
    store = open_store_for_command(settings)
    _correct(store, split_person(store, name, names, documents, called))


@people.command("rename")
@click.argument("name")
@click.argument("new")
@store_options
def rename(name: str, new: str, settings: Settings) -> None:
    """Call the person NAME by the name NEW in lists."""
    from assistant.people.correcting import rename_person

    store = open_store_for_command(settings)
    _correct(store, rename_person(store, name, new))


@people.command("reject")
@click.argument("name")
@store_options
def reject(name: str, settings: Settings) -> None:
    """Say that NAME is nobody: a fragment, a thing, a mistake. Its statements stay."""
    from assistant.people.correcting import reject_person

    store = open_store_for_command(settings)
    _correct(store, reject_person(store, name))


@people.command("corrections")
@json_option
@store_options
def list_corrections(as_json: bool, settings: Settings) -> None:
    """List what you have corrected, with numbers for `undo`."""
    print_corrections(open_store_for_command(settings).catalogue.corrections(), as_json)


@people.command("undo")
@click.argument("number", type=int, required=False)
@store_options
def undo(number: int | None, settings: Settings) -> None:
    """Undo the last correction, or the one with NUMBER."""
    from index.errors import FilterError
    from index.sync.people import undo_correction

    store = open_store_for_command(settings)
    made = {one.number: one for one in store.catalogue.corrections()}
    if not made:
        raise FilterError("there is no correction to undo")
    chosen = max(made) if number is None else number
    if chosen not in made:
        raise FilterError(
            f"there is no correction {chosen}; `onrecord people corrections` lists them"
        )
    undo_correction(store, chosen)
    echo(f"undone: {made[chosen].describe()}")


@people.command("export")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write; standard output if not given.",
)
@store_options
def export(out: Path | None, settings: Settings) -> None:
    """Write all people as CSV, with the field names of Popolo."""
    from assistant.people.popolo import people_as_csv

    text = people_as_csv(open_store_for_command(settings))
    if out is None:
        echo(text, nl=False)
    else:
        _write(out, text)


@people.command("import", short_help="Take people over from a CSV FILE.")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@json_option
@store_options
def import_(file: Path, as_json: bool, settings: Settings) -> None:
    """Make people those of a CSV FILE as `export` writes it, by corrections.

    Rows that have names in common in the store become one person, names in two rows two; what the
    file doesn't name stays.
    """
    from assistant.people.importing import corrections_for
    from assistant.people.popolo import read_people_csv
    from index.sync.people import store_corrections

    rows = read_people_csv(file)
    store = open_store_for_command(settings)
    corrections = corrections_for(store, rows)
    if corrections:
        store_corrections(store, corrections)
    if as_json:
        echo(json.dumps({"rows": len(rows), "corrections": len(corrections)}))
    else:
        echo(f"{len(rows):,} rows, {len(corrections):,} corrections")


def _correct(store: Store, correction: Correction) -> None:
    from index.sync.people import store_corrections

    store_corrections(store, [correction])
    echo(f"{correction.describe()} (`onrecord people undo` takes it back)")


def _write(out: Path, text: str) -> None:
    from assistant.errors import PeopleFileError

    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise PeopleFileError(f"{out} can't be written: {error.strerror}") from error
