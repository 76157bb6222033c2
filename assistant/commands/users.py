"""`onrecord users`: manages the file of users who may sign in to the web chat."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from assistant.commands.terminal import echo

_FILE = click.argument("file", type=click.Path(path_type=Path, dir_okay=False))


@click.group()
def users() -> None:
    """Add, list or remove users of the web chat.

    The users in a FILE may sign in to `onrecord chat --auth FILE`.
    """


@users.command("add")
@_FILE
@click.argument("name")
def add_user(file: Path, name: str) -> None:
    """Add NAME to FILE, or change their password.

    Asks for the password twice. If standard input is not a terminal, its first line is the
    password. A running chat uses the change at once.
    """
    from assistant.ui.security.user_accounts import UsersFile, check_name

    check_name(name)
    is_new = UsersFile(file).add(name, _password())
    echo(f"added {name}" if is_new else f"changed the password of {name}")


@users.command("list")
@_FILE
def list_users(file: Path) -> None:
    """List the users in FILE."""
    from assistant.ui.security.user_accounts import UsersFile

    for account in UsersFile(file).accounts():
        echo(account.name)


@users.command("remove")
@_FILE
@click.argument("name")
def remove_user(file: Path, name: str) -> None:
    """Remove NAME from FILE; a running chat refuses them at once."""
    from assistant.ui.security.user_accounts import UsersFile

    UsersFile(file).remove(name)
    echo(f"removed {name}")


def _password() -> str:
    if sys.stdin.isatty():
        entered: str = click.prompt(
            "Password", hide_input=True, confirmation_prompt="Password again", err=True
        )
        return entered
    try:
        return sys.stdin.buffer.readline().decode().rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise click.UsageError(f"the password is not valid UTF-8 (byte {error.start})") from None
