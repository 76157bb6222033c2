"""`onrecord backup` and `onrecord restore`: a store as one file, and back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.commands.opening import open_store_for_command
from assistant.commands.options import store_options
from assistant.commands.progress import progress_bar
from assistant.commands.terminal import echo

if TYPE_CHECKING:
    from assistant.config import Settings

_FILE = click.argument("file", type=click.Path(path_type=Path))


@click.command("backup")
@_FILE
@click.option("--replace", is_flag=True, help="Replace FILE if it exists.")
@store_options
def back_up(file: Path, replace: bool, settings: Settings) -> None:
    """Save the store in one FILE, with conversations, feedback and uploads.

    The store can be in use meanwhile.
    """
    from index.store.backup import write_backup

    store = open_store_for_command(settings)
    with progress_bar("saving", unit="B") as progress:
        size = write_backup(store, file, replace, progress)
    documents, passages = store.catalogue.count()
    echo(f"saved in {file}: {documents:,} documents, {passages:,} passages, {size:,} bytes")


@click.command("restore")
@_FILE
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--replace",
    is_flag=True,
    help="Put it in the place of the store in FOLDER, which is kept beside it.",
)
@store_options
def restore_store(file: Path, folder: Path, replace: bool, settings: Settings) -> None:
    """Make a store in FOLDER from a FILE that `onrecord backup` wrote.

    The file is checked first. The indexes are made again from the catalogue.
    """
    from dataclasses import replace as with_values

    from assistant.stores import open_embedder
    from index.sync.restoring import restore_backup

    with progress_bar("unpacking", unit="B") as progress:
        restored = restore_backup(file, folder, replace, progress)
    if restored.kept is not None:
        echo(f"the store that was there is kept in {restored.kept}", err=True)
    embedder = open_embedder(with_values(settings, store=folder))
    with progress_bar("making the indexes", unit="documents") as progress:
        is_whole = restored.fill_indexes(embedder, settings.chroma_url, progress)
    if is_whole:
        echo(f"restored in {folder}; ask it with --store {folder}")
    else:
        echo(
            f"restored in {folder}, as it was while its indexes were rebuilt; run "
            f"`onrecord index --rebuild --store {folder}`"
        )
