"""What stands round the answers: the head of the page, words about what is under way."""

from __future__ import annotations

from assistant.markup import escape
from assistant.ui.render.text import DOTS, count

PENDING = f'<p class="or-pending">{DOTS}Searching the documents</p>'
"""What stands in an answer's place while it is being looked for."""
EXAMPLES = '<p class="or-label">For example</p>'
STATUS = '<p id="or-status" class="or-unseen" role="status" aria-live="polite"></p>'
"""Where screen readers hear what happens; page.js writes into it."""


def masthead(documents: int, model: str | None = None, user: str | None = None) -> str:
    """The head of the page.

    Args:
        documents: How many are searched.
        model: What is sent questions and evidence; None where nothing is sent anywhere.
        user: Who is signed in, if anybody has to.
    """
    sent = "Nothing leaves this machine."
    if model:
        sent = f"Questions, answers and the passages found are sent to {escape(model)}."
    out = ""
    if user is not None:
        out = (
            f'<form method="post" action="logout"><bdi>{escape(user)}</bdi>'
            ' <button type="submit" class="or-quiet">Sign out</button></form>'
        )
    return (
        '<header class="or-masthead"><h1>On Record</h1>'
        f"<p>Ask {count(documents, 'document')}; every answer cites the exact words."
        f" {sent}</p>{out}</header>"
    )


def hint(message: str) -> str:
    """A friendly word under the conversation."""
    return f'<p class="or-hint" role="alert">{escape(message)}</p>'


def editing(message: str) -> str:
    """A word about a question that is being changed, and the way out (page.js presses it too)."""
    return (
        f'<div class="or-editing">{hint(message)}'
        '<button type="button" class="or-quiet" data-act="leave">Cancel editing</button></div>'
    )


def notice(message: str) -> str:
    """A word about something that is under way."""
    return f'<p class="or-pending" role="status">{DOTS}{escape(message)}</p>'


def problem_body(message: str) -> str:
    """What stands in an answer's place when there was an error."""
    return f'<p class="or-problem" role="alert" dir="auto">{escape(message)}</p>'


def lead(text: str) -> str:
    """A sentence or two at the head of a tab."""
    return f'<p class="or-lead">{escape(text)}</p>'
