"""A conversation as HTML: its exchanges with what can be done with them, and the past ones."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from assistant.history import Summary
from assistant.markup import escape
from assistant.ui.render.text import count
from assistant.wording import long_date

__all__ = ["actions", "exchange", "past_conversations", "toolbar"]

FORMATS = (("markdown", "Markdown"), ("json", "JSON"), ("html", "HTML"))
COMMENT = 2000
"""Characters of a comment that are kept."""


def exchange(number: int, question: str, body: str, announcement: str, below: str = "") -> str:
    """One question with what came of it; `number` makes the ids in it unique on the page."""
    return (
        f'<article class="or-exchange" id="exchange-{number}" aria-labelledby="question-{number}"'
        f' data-announce="{escape(announcement)}">'
        f'<h2 class="or-question" id="question-{number}" dir="auto">{escape(question)}</h2>'
        f"{body}{below}</article>"
    )


def actions(number: int, last: bool, answered: bool, rating: bool | None, comment: str) -> str:
    """What can be done with an answer: take it away, say whether it helps, ask again.

    Args:
        number: The exchange's.
        last: Whether it is the last one, which alone can be asked again.
        answered: Whether there is an answer, and no error in its place.
        rating: Whether it was called helpful; None where nothing was said.
        comment: What was said about it, if anything was.
    """
    parts = []
    if answered:
        rate = _rate(number, True, rating) + _rate(number, False, rating)
        parts += [
            _act("copy", number, "Copy"),
            _export(number, "Export"),
            f'<span role="group" aria-label="Was this helpful?">{rate}</span>',
        ]
    if last:
        parts += [_act("retry", number, "Ask again"), _act("edit", number, "Edit question")]
    below = _comment(number, rating, comment)
    return f'<div class="or-actions">{"".join(parts)}</div>{below}' if parts else ""


def toolbar(past: Sequence[Summary], current: str | None, begun: bool) -> str:
    """What can be done with the conversation, and the list of the past ones.

    Args:
        past: The user's conversations, the latest first.
        current: The id of the open one.
        begun: Whether anything was asked in it.
    """
    new = '<button type="button" data-act="new">New conversation</button>' if begun else ""
    export = _export(0, "Export conversation") if begun else ""
    listed = past_conversations(past, current)
    if not (begun or past):
        return ""
    return f'<nav class="or-toolbar" aria-label="Conversations">{new}{export}{listed}</nav>'


def past_conversations(past: Sequence[Summary], current: str | None) -> str:
    """The list that opens; nothing where there is none."""
    if not past:
        return ""
    items = "".join(_past(one, one.name == current) for one in past)
    return (
        '<details class="or-menu or-past"><summary>Past conversations'
        f' <span class="or-count">{len(past):,}</span></summary><ul>{items}</ul></details>'
    )


def _past(one: Summary, is_open: bool) -> str:
    name = escape(one.name)
    shown = escape(one.first or "(nothing asked)")
    here = ' aria-current="true"' if is_open else ""
    return (
        f'<li><button type="button" data-act="open" data-id="{name}"{here}>'
        f'<span dir="auto">{shown}</span><span class="or-note">{count(one.turns, "question")},'
        f" {escape(_day(one.at))}</span></button>"
        f'<button type="button" class="or-delete" data-act="delete" data-id="{name}"'
        f' data-sure="Delete for good" aria-label="Delete: {shown}">Delete</button></li>'
    )


def _day(at: str) -> str:
    try:
        return long_date(datetime.fromisoformat(at).date().isoformat())
    except ValueError:
        return at


def _act(act: str, number: int, label: str) -> str:
    return f'<button type="button" data-act="{act}" data-number="{number}">{label}</button>'


def _export(number: int, label: str) -> str:
    buttons = "".join(
        f'<button type="button" data-act="export" data-number="{number}"'
        f' data-format="{name}">{shown}</button>'
        for name, shown in FORMATS
    )
    return f'<details class="or-menu"><summary>{label}</summary><div>{buttons}</div></details>'


def _rate(number: int, helpful: bool, rating: bool | None) -> str:
    pressed = "true" if rating is helpful else "false"
    label = "Helpful" if helpful else "Not helpful"
    return (
        f'<button type="button" data-act="rate" data-number="{number}"'
        f' data-helpful="{str(helpful).lower()}" aria-pressed="{pressed}">{label}</button>'
    )


def _comment(number: int, rating: bool | None, comment: str) -> str:
    if rating is None:
        return ""
    if comment:
        return f'<p class="or-note" role="status">Thank you. Noted: <q>{escape(comment)}</q></p>'
    asked = "What was good?" if rating else "What was wrong, or missing?"
    return (
        f'<form class="or-comment" data-act="comment" data-number="{number}">'
        f'<label for="comment-{number}">{asked} It is kept in the store.</label>'
        f'<textarea id="comment-{number}" name="comment" rows="2" maxlength="{COMMENT}"></textarea>'
        '<button type="submit">Save comment</button></form>'
    )
