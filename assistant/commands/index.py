"""`onrecord index`: adds documents to the store, or refreshes them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.commands.exit_codes import EXIT_FAILED
from assistant.commands.options import json_option, store_options
from assistant.commands.printing import print_report
from assistant.commands.progress import progress_bar
from assistant.commands.terminal import echo

if TYPE_CHECKING:
    from assistant.config import Settings
    from index.sync.batch_writer import SyncReport


class _IndexCommand(click.Command):
    """Lists the file formats in its help, without loading them for any other help."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from index.ingest.format_registry import list_readable_suffixes

        self.help = (self.help or "").replace("FORMATS", list_readable_suffixes())
        super().format_help_text(ctx, formatter)


@click.command(cls=_IndexCommand)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--metadata",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE.csv",
    help="Table of title, outlet, date … for each file. By default, a metadata.csv beside the"
    " documents is used.",
)
@click.option("--prune", is_flag=True, help="Also remove documents whose files are gone.")
@click.option("--rebuild", is_flag=True, help="Rebuild the indexes from the stored documents.")
@json_option
@store_options
def index(
    paths: tuple[Path, ...],
    metadata: Path | None,
    prune: bool,
    rebuild: bool,
    as_json: bool,
    settings: Settings,
) -> None:
    """Add files and folders to the store, or refresh them.

    Unchanged files are skipped. Reads FORMATS. You can stop it at any moment and run it again.
    """
    if not paths and not rebuild:
        raise click.UsageError("name the files or folders to index, for example: onrecord index .")
    failed = rebuild and not _rebuild(settings)
    if paths:
        report = sync_documents(settings, paths, metadata, prune)
        print_report(report, as_json)
        failed = failed or report.failed
    if failed:
        sys.exit(EXIT_FAILED)


def _rebuild(settings: Settings) -> bool:
    """Rebuild the indexes; whether every document could be mended that had to be."""
    from assistant.stores import rebuild_store
    from index.sync.batch_writer import SyncReport

    report = SyncReport()
    with progress_bar("rebuilding", unit="documents") as progress:
        passages = rebuild_store(settings, progress, report)
    echo(f"rebuilt the indexes: {passages:,} passages", err=True)
    for skipped in report.skipped:
        echo(f"not mended: {skipped.path}: {skipped.reason}", err=True)
    return not report.failed


def sync_documents(
    settings: Settings, paths: tuple[Path, ...], metadata: Path | None, prune: bool = False
) -> SyncReport:
    """Bring files and folders into the store, which is created if there is none.

    Args:
        settings: Name the store.
        paths: The files and folders.
        metadata: A CSV file with metadata for them, if one was named.
        prune: Also remove documents whose files are gone.
    """
    from assistant.stores import create_store
    from index.sync.sync import sync

    store = create_store(settings)
    try:
        with progress_bar("indexing", unit="B") as progress:
            return sync(store, paths, metadata, prune, progress)
    finally:
        store.close()
