"""`onrecord conversations`: what was asked in turn, listed, exported and deleted."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from assistant.commands.options import json_option, store_options
from assistant.commands.printing import print_conversations
from assistant.commands.shared import FAILED, opened_store

if TYPE_CHECKING:
    from assistant.config import Settings
    from assistant.conversation.history import History


@click.group()
def conversations() -> None:
    """List, export or delete conversations (`onrecord ask --conversation NAME`)."""


@conversations.command("list")
@json_option
@store_options
def list_(as_json: bool, settings: Settings) -> None:
    """Show all conversations, the latest first."""
    found, problems = _history(settings).summaries()
    print_conversations(found, as_json)
    for problem in problems:
        click.echo(f"damaged: {problem}", err=True)
    if problems:
        sys.exit(FAILED)


@conversations.command()
@click.argument("name")
@json_option
@store_options
def export(name: str, as_json: bool, settings: Settings) -> None:
    """Print a conversation as Markdown, or with --json as JSON that `onrecord verify` checks."""
    from assistant.saved.exports import as_json as to_json
    from assistant.saved.exports import as_markdown

    turns = _history(settings).require(name)
    write = to_json if as_json else as_markdown
    click.echo(write(name, turns), nl=False)


@conversations.command()
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
@store_options
def delete(names: tuple[str, ...], settings: Settings) -> None:
    """Delete conversations for good."""
    from assistant.errors import ConversationError

    history, failed = _history(settings), False
    for name in names:
        try:
            history.delete(name)
        except ConversationError as error:
            click.echo(f"failed: {error}", err=True)
            failed = True
        else:
            click.echo(f"deleted {name}")
    if failed:
        sys.exit(FAILED)


def _history(settings: Settings) -> History:
    from assistant.conversation.history import History

    return History(opened_store(settings).folder / "conversations")
