"""`onrecord show`, `list`, `remove` and `stats`: what is in the store."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from assistant.commands.options import json_option, store_options
from assistant.commands.printing import print_document, print_documents, print_overview
from assistant.commands.shared import FAILED, opened_store

if TYPE_CHECKING:
    from assistant.config import Settings


@click.command()
@click.argument("document")
@click.option("--span", metavar="START:END", help="Characters to show, in their context.")
@json_option
@store_options
def show(document: str, span: str | None, as_json: bool, settings: Settings) -> None:
    """Show the stored text of DOCUMENT, or a span of it in its context."""
    store = opened_store(settings)
    info = store.catalogue.find_one_document(document)
    print_document(info, store.catalogue.text(info), span, as_json)


@click.command("list")
@json_option
@store_options
def list_(as_json: bool, settings: Settings) -> None:
    """List the documents in the store."""
    print_documents(opened_store(settings).catalogue.documents(), as_json)


@click.command()
@click.argument("documents", nargs=-1, required=True)
@store_options
def remove(documents: tuple[str, ...], settings: Settings) -> None:
    """Remove DOCUMENTS from the store; their files stay."""
    from index.sync.sync import remove_documents

    store = opened_store(settings)
    missing = [name for name in documents if not store.catalogue.find_documents(name)]
    found = [store.catalogue.find_one_document(name) for name in documents if name not in missing]
    named = {info.number: info for info in found}
    remove_documents(store, list(named.values()))
    store.close()
    click.echo(f"{len(named):,} removed")
    for name in missing:
        click.echo(f"failed: no document {name!r} in the store", err=True)
    if missing:
        sys.exit(FAILED)


@click.command()
@json_option
@store_options
def stats(as_json: bool, settings: Settings) -> None:
    """Count what is in the store."""
    from assistant.browse.overview import overview

    print_overview(overview(opened_store(settings)), as_json)
