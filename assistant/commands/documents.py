"""`onrecord show`, `list`, `remove` and `stats`: the documents in the store."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from assistant.commands.exit_codes import EXIT_FAILED
from assistant.commands.opening import open_store_for_command
from assistant.commands.options import json_option, store_options
from assistant.commands.printing import print_document, print_documents, print_overview
from assistant.commands.terminal import echo

if TYPE_CHECKING:
    from assistant.config import Settings


@click.command("show")
@click.argument("document")
@click.option("--span", metavar="START:END", help="Characters to show, with the text around them.")
@json_option
@store_options
def show_document(document: str, span: str | None, as_json: bool, settings: Settings) -> None:
    """Show the stored text of DOCUMENT, or a span of it."""
    store = open_store_for_command(settings)
    info = store.catalogue.find_one_document(document)
    asides = store.catalogue.reading_text(info).asides
    print_document(info, store.catalogue.text(info), span, as_json, asides)


@click.command("list")
@json_option
@store_options
def list_documents(as_json: bool, settings: Settings) -> None:
    """List the documents in the store."""
    print_documents(open_store_for_command(settings).catalogue.documents(), as_json)


@click.command("remove")
@click.argument("documents", nargs=-1, required=True)
@store_options
def remove_from_store(documents: tuple[str, ...], settings: Settings) -> None:
    """Remove DOCUMENTS from the store. The files themselves are kept."""
    from index.sync.sync import remove_documents

    store = open_store_for_command(settings)
    missing = [name for name in documents if not store.catalogue.find_documents(name)]
    present = [store.catalogue.find_one_document(name) for name in documents if name not in missing]
    infos = {info.number: info for info in present}
    remove_documents(store, list(infos.values()))
    store.close()
    echo(f"{len(infos):,} removed")
    for name in missing:
        echo(f"failed: no document {name!r} in the store", err=True)
    if missing:
        sys.exit(EXIT_FAILED)


@click.command("stats")
@json_option
@store_options
def show_statistics(as_json: bool, settings: Settings) -> None:
    """Count the documents, passages and statements in the store."""
    from assistant.browse.overview import overview

    print_overview(overview(open_store_for_command(settings)), as_json)
