"""`onrecord chat`: the web chat."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.commands.index import sync_documents
from assistant.commands.options import llm_options, reader_option, store_options
from assistant.commands.printing import print_report
from assistant.commands.shared import opened_assistant

if TYPE_CHECKING:
    from assistant.config import Settings


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", default=7860, show_default=True, type=click.IntRange(0, 65535))
@click.option(
    "--auth",
    metavar="USER:PASSWORD|FILE",
    envvar="ONRECORD_AUTH",
    help="Ask for a sign-in: this one, or any in a FILE that `onrecord users add` makes. Needed"
    " with any other --host. [env: ONRECORD_AUTH]",
)
@click.option(
    "--no-auth", is_flag=True, help="With any other --host, let in anybody who reaches it."
)
@click.option(
    "--mcp",
    is_flag=True,
    help="Offer ask, search, cite and statements as MCP tools too, at /mcp (needs"
    " 'onrecord[mcp]').",
)
@store_options
@reader_option
@llm_options
def chat(
    paths: tuple[Path, ...],
    host: str,
    port: int,
    auth: str | None,
    no_auth: bool,
    mcp: bool,
    settings: Settings,
) -> None:
    """Index PATHS if given, then serve the web chat.

    Without a store an empty one is made; documents can be added in the chat's tab "Documents".
    """
    if auth is not None and no_auth:
        raise click.UsageError("give --auth or --no-auth, not both")
    sign_in = None if auth is None else _sign_in(auth)
    if paths:
        print_report(sync_documents(settings, paths, None), as_json=False)
    # Hardly anything that is loaded by then is garbage, and looking for it takes a sixth of the
    # start; `serve` looks again when it answers.
    gc.disable()
    try:
        from assistant.second_process import answering_beside
        from assistant.ui import serve

        assistant = opened_assistant(settings, make=True)
        with answering_beside(assistant, settings):
            serve(assistant, host, port, sign_in, no_auth=no_auth, mcp=mcp)
    finally:
        gc.enable()


def _sign_in(auth: str) -> tuple[str, str] | Path:
    """A user and a password, or a file of users; a file's name with a colon needs a folder."""
    if Path(auth).is_file() or "/" in auth.partition(":")[0] or ":" not in auth:
        return Path(auth)
    user, _, password = auth.partition(":")
    if not user or not password:
        raise click.BadParameter(
            "write it as USER:PASSWORD, or name a file of users", param_hint="--auth"
        )
    return user, password
