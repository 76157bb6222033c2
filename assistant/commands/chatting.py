"""`onrecord chat`: the web chat."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.commands.indexing import sync_documents
from assistant.commands.opening import opened_assistant
from assistant.options import llm_options, reader_option, store_options
from assistant.printing import print_report

if TYPE_CHECKING:
    from assistant.config import Settings


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", default=7860, show_default=True, type=click.IntRange(0, 65535))
@click.option(
    "--auth",
    metavar="USER:PASSWORD",
    envvar="ONRECORD_AUTH",
    help="Ask for this sign-in; needed with any other --host. [env: ONRECORD_AUTH]",
)
@store_options
@reader_option
@llm_options
def chat(
    paths: tuple[Path, ...], host: str, port: int, auth: str | None, settings: Settings
) -> None:
    """Index PATHS if given, then serve the web chat."""
    if auth is not None and not all(auth.partition(":")[::2]):
        raise click.BadParameter("write it as USER:PASSWORD", param_hint="--auth")
    if paths:
        print_report(sync_documents(settings, paths, None), as_json=False)
    from assistant.ui import serve

    user, _, password = (auth or "").partition(":")
    serve(opened_assistant(settings), host, port, (user, password) if auth else None)
