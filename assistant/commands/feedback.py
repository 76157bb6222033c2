"""`onrecord feedback`: what users of the web chat said of answers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from assistant.commands.options import store_options
from assistant.commands.shared import opened_store

if TYPE_CHECKING:
    from assistant.config import Settings


@click.group()
def feedback() -> None:
    """Export what users of the web chat said of answers."""


@feedback.command()
@store_options
def export(settings: Settings) -> None:
    """Print a draft test set, a line for each answer that was called helpful or not.

    The lines have the form of a Q&A test set, marked "draft": true: look through them, complete
    the answers and the evidence, and take the mark out.
    """
    from assistant.saved.feedback import Feedback, as_test_set

    for line in as_test_set(Feedback(opened_store(settings).folder).opinions()):
        click.echo(json.dumps(line, ensure_ascii=False))
