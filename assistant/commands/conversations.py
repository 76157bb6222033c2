"""`onrecord conversations`: lists, exports and deletes saved conversations."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from assistant.commands.exit_codes import EXIT_FAILED
from assistant.commands.opening import open_store_for_command
from assistant.commands.options import json_option, store_options
from assistant.commands.printing import print_conversations
from assistant.commands.terminal import echo, echo_json_text

if TYPE_CHECKING:
    from assistant.config import Settings
    from assistant.conversation.history import History


@click.group()
def conversations() -> None:
    """List, export or delete saved conversations.

    `onrecord ask --conversation NAME` saves a conversation.
    """


@conversations.command("list")
@json_option
@store_options
def list_conversations(as_json: bool, settings: Settings) -> None:
    """List all conversations, the latest first."""
    summaries, problems = _history(settings).summaries()
    print_conversations(summaries, as_json)
    for problem in problems:
        echo(f"damaged: {problem}", err=True)
    if problems:
        sys.exit(EXIT_FAILED)


@conversations.command("export")
@click.argument("name")
@json_option
@store_options
def export_conversation(name: str, as_json: bool, settings: Settings) -> None:
    """Print a conversation as Markdown, or with --json as JSON that `onrecord verify` checks."""
    from assistant.saved.exports import as_json as to_json
    from assistant.saved.exports import as_markdown

    turns = _history(settings).existing_turns(name)
    if as_json:
        echo_json_text(to_json(name, turns))
    else:
        echo(as_markdown(name, turns), nl=False)


@conversations.command("delete")
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
@store_options
def delete_conversations(names: tuple[str, ...], settings: Settings) -> None:
    """Delete conversations for good."""
    from assistant.errors import ConversationError

    history, failed = _history(settings), False
    for name in names:
        try:
            history.delete(name)
        except ConversationError as error:
            echo(f"failed: {error}", err=True)
            failed = True
        else:
            echo(f"deleted {name}")
    if failed:
        sys.exit(EXIT_FAILED)


def _history(settings: Settings) -> History:
    from assistant.conversation.history import History

    return History(open_store_for_command(settings).folder / "conversations")
