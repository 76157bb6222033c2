"""What the commands share: exit codes, opening the store, reading standard input."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from assistant.assistant import BaseAssistant
    from assistant.config import Settings
    from index.store.store import Store

FAILED, USAGE, STORE = 1, 2, 3


def opened_store(settings: Settings, make: bool = False) -> Store:
    """The store, which closes with the command; with `make`, an empty one where there is none."""
    from assistant.stores import create_store, open_store

    store = create_store(settings) if make else open_store(settings)
    click.get_current_context().call_on_close(store.close)
    return store


def opened_assistant(settings: Settings, make: bool = False) -> BaseAssistant:
    """An assistant over the store, which closes with the command.

    Args:
        settings: Name the store and the models.
        make: Make an empty store where there is none.
    """
    from assistant.assistant import BaseAssistant, named_model

    model = named_model(settings)
    return BaseAssistant(opened_store(settings, make), settings.reader, model, nli=settings.nli)


def text_of(argument: str, name: str) -> str:
    """What was given as an argument: itself, or for `-` what comes from standard input.

    Raises:
        click.UsageError: Standard input is not UTF-8.
    """
    if argument != "-":
        return argument
    try:
        return sys.stdin.buffer.read().decode()
    except UnicodeDecodeError as error:
        raise click.UsageError(f"the {name} is not valid UTF-8 (byte {error.start})") from None
