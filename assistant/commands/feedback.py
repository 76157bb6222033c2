"""`onrecord feedback`: exports the ratings and comments that users of the web chat gave."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from assistant.commands.opening import open_store_for_command
from assistant.commands.options import store_options
from assistant.commands.terminal import echo_json

if TYPE_CHECKING:
    from assistant.config import Settings


@click.group()
def feedback() -> None:
    """Export users' ratings of answers in the web chat."""


@feedback.command("export")
@store_options
def export_feedback(settings: Settings) -> None:
    """Print a draft test set: one line for each answer that a user rated.

    The lines have the format of a Q&A test set and are marked "draft": true. Review each one,
    complete its answers and evidence, and remove the mark.
    """
    from assistant.saved.feedback import Feedback, draft_test_set

    store = open_store_for_command(settings)
    for line in draft_test_set(Feedback(store.folder).opinions()):
        echo_json(line)
