"""`onrecord users`: who may sign in to the web chat, in a file for `onrecord chat --auth FILE`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

_FILE = click.argument("file", type=click.Path(path_type=Path, dir_okay=False))


@click.group()
def users() -> None:
    """Add, list or remove who may sign in (`onrecord chat --auth FILE`)."""


@users.command()
@_FILE
@click.argument("name")
def add(file: Path, name: str) -> None:
    """Add NAME to FILE, or give them a new password.

    Asks for the password twice; where standard input is no terminal, its first line is it. A
    running chat knows it at once.
    """
    from assistant.ui.security.accounts import UsersFile, check_name

    check_name(name)
    new = UsersFile(file).add(name, _password())
    click.echo(f"added {name}" if new else f"changed the password of {name}")


@users.command("list")
@_FILE
def list_(file: Path) -> None:
    """List the names in FILE."""
    from assistant.ui.security.accounts import UsersFile

    for account in UsersFile(file).accounts():
        click.echo(account.name)


@users.command()
@_FILE
@click.argument("name")
def remove(file: Path, name: str) -> None:
    """Remove NAME from FILE; a running chat lets them in no longer."""
    from assistant.ui.security.accounts import UsersFile

    UsersFile(file).remove(name)
    click.echo(f"removed {name}")


def _password() -> str:
    if sys.stdin.isatty():
        entered: str = click.prompt(
            "Password", hide_input=True, confirmation_prompt="The same again", err=True
        )
        return entered
    try:
        return sys.stdin.buffer.readline().decode().rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise click.UsageError(f"the password is not valid UTF-8 (byte {error.start})") from None
