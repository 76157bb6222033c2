"""`onrecord chat`: indexes the files named, if any, then serves the web chat."""

from __future__ import annotations

import gc
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.commands.index import sync_documents
from assistant.commands.opening import open_assistant_for_command
from assistant.commands.options import llm_options, reader_option, store_options
from assistant.commands.printing import print_report

if TYPE_CHECKING:
    from assistant.config import Settings


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    default=7860,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="Port to listen on; 0 chooses a free one.",
)
@click.option(
    "--auth",
    metavar="USER:PASSWORD|FILE",
    envvar="ONRECORD_AUTH",
    help="Users must sign in: with this name and password, or as a user in a FILE made with"
    " `onrecord users add`. Required if --host is reachable from other machines."
    " [env: ONRECORD_AUTH]",
)
@click.option(
    "--no-auth",
    is_flag=True,
    help="Let in anyone who can reach --host, without a sign-in.",
)
@click.option(
    "--mcp",
    is_flag=True,
    help="Also offer ask, search, cite and statements as MCP tools, at /mcp (needs"
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
    """Index PATHS, if given, then serve the web chat.

    If there is no store yet, an empty one is created; you can add documents on the chat's tab
    "Documents".
    """
    if auth is not None and no_auth:
        raise click.UsageError("give --auth or --no-auth, not both")
    accounts = None if auth is None else _parse_auth(auth)
    if paths:
        print_report(sync_documents(settings, paths, None), as_json=False)
    # Garbage collection takes a sixth of the start-up time and finds hardly anything; `serve`
    # turns it on again once the server answers.
    gc.disable()
    try:
        from assistant.process_environment import set_for_server
        from assistant.second_process import run_second_process
        from assistant.ui import serve
        from index.embedding.cpu_cores import cores_per_question

        set_for_server()
        settings = replace(settings, threads=cores_per_question())
        assistant = open_assistant_for_command(settings, make=True)
        with run_second_process(assistant, settings):
            serve(assistant, host, port, accounts, no_auth=no_auth, mcp=mcp)
    finally:
        gc.enable()


def _parse_auth(auth: str) -> tuple[str, str] | Path:
    """A user and a password, or a file of users; write a file name with a colon as ./NAME."""
    if Path(auth).is_file() or "/" in auth.partition(":")[0] or ":" not in auth:
        return Path(auth)
    user, _, password = auth.partition(":")
    if not user or not password:
        raise click.BadParameter(
            "write it as USER:PASSWORD, or name a file of users", param_hint="--auth"
        )
    return user, password
