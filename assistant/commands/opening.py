"""Opens the store or the assistant that a command works with, and closes it with the command."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from assistant.assistant import BaseAssistant
    from assistant.config import Settings
    from index.store.store import Store


def open_store_for_command(settings: Settings, make: bool = False) -> Store:
    """Open the store; it is closed when the command ends.

    Args:
        settings: Name the store.
        make: Create an empty store if there is none.
    """
    from assistant.stores import create_store, open_store

    store = create_store(settings) if make else open_store(settings)
    click.get_current_context().call_on_close(store.close)
    return store


def open_assistant_for_command(settings: Settings, make: bool = False) -> BaseAssistant:
    """Open the store with an assistant over it; it is closed when the command ends.

    Args:
        settings: Name the store and the models.
        make: Create an empty store if there is none.
    """
    from assistant.assistant import BaseAssistant, open_configured_chat_model

    model = open_configured_chat_model(settings)
    store = open_store_for_command(settings, make)
    return BaseAssistant(store, settings.reader, model, nli=settings.nli, threads=settings.threads)
