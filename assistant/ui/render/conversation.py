"""A conversation as HTML: its exchanges with their buttons, and the list of past conversations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from assistant.citations.wording import long_date
from assistant.conversation.history import ConversationSummary
from assistant.templates import render
from assistant.ui.render.records import Exchange
from assistant.ui.render.text import counted

__all__ = ["LONGEST_COMMENT", "conversation", "pending_exchange", "toolbar"]

LONGEST_COMMENT = 2000
"""Characters of a comment that are kept."""


def conversation(exchanges: Sequence[Exchange], shown: int | None = None) -> Markup:
    """The exchanges of a conversation, with the buttons of each.

    Args:
        exchanges: Oldest first. Only the last of them can be asked again.
        shown: How many of them are shown, from the oldest; all if None.
    """
    return _exchanges(exchanges[:shown], last=len(exchanges), with_buttons=True)


def pending_exchange(number: int, question: str, body: Markup, announcement: str) -> Markup:
    """A question that is being answered.

    Args:
        number: The exchange's, from 1.
        question: As it was asked.
        body: HTML of what there is so far.
        announcement: What screen readers read out.
    """
    exchange = Exchange(question, None, body, announcement)
    return _exchanges([exchange], first=number, last=number, with_buttons=False)


def toolbar(past: Sequence[ConversationSummary], current: str | None, begun: bool) -> Markup:
    """The buttons of the conversation as a whole, and the list of past conversations.

    Args:
        past: The user's conversations, the latest first.
        current: The id of the open one.
        begun: Whether the open one has any exchanges.
    """
    if not (begun or past):
        return Markup()
    return render(
        "ui/render/templates/toolbar.html.j2",
        past=past,
        current=current,
        begun=begun,
        counted=counted,
        day=_day,
    )


def _exchanges(
    exchanges: Sequence[Exchange], *, first: int = 1, last: int, with_buttons: bool
) -> Markup:
    return render(
        "ui/render/templates/conversation.html.j2",
        numbered_exchanges=enumerate(exchanges, first),
        last=last,
        with_buttons=with_buttons,
    )


def _day(timestamp: str) -> str:
    """The date of a timestamp, in words; other text stays as it is."""
    try:
        return long_date(datetime.fromisoformat(timestamp).date().isoformat())
    except ValueError:
        return timestamp
