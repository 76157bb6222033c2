"""The page's header, and short messages about progress and errors."""

from __future__ import annotations

from markupsafe import Markup

from assistant.templates import render, trusted
from assistant.ui.render.text import counted

__all__ = [
    "cancel_editing",
    "examples_label",
    "hint",
    "introduction",
    "masthead",
    "notice",
    "page_styles",
    "problem_message",
    "searching",
    "sign_in_page",
    "status_region",
]


def masthead(documents: int, model: str | None = None, user: str | None = None) -> Markup:
    """The head of the page.

    Args:
        documents: Number of documents that are searched.
        model: Name of the chat model that gets questions and evidence; None if nothing leaves
            the machine.
        user: Name of who is signed in; None if nobody has to sign in.
    """
    return render(
        "ui/render/templates/masthead.html.j2",
        documents=counted(documents, "document"),
        model=model,
        user=user,
    )


def searching() -> Markup:
    """Placeholder for an answer while the documents are searched."""
    return render("ui/render/templates/searching.html.j2")


def examples_label() -> Markup:
    """The label above the example questions."""
    return render("ui/render/templates/examples_label.html.j2")


def status_region() -> Markup:
    """An empty element whose changes screen readers read out; page.js writes into it."""
    return render("ui/render/templates/status_region.html.j2")


def hint(message: str) -> Markup:
    """Advice below the form, for example that the question is empty."""
    return render("ui/render/templates/hint.html.j2", message=message)


def cancel_editing(message: str) -> Markup:
    """A message while a question is edited, with the button that ends it; page.js presses it."""
    return render("ui/render/templates/cancel_editing.html.j2", message=message)


def notice(message: str) -> Markup:
    """A message about work in progress."""
    return render("ui/render/templates/notice.html.j2", message=message)


def problem_message(message: str) -> Markup:
    """An error, in the place of what was asked for."""
    return render("ui/render/templates/problem_message.html.j2", message=message)


def introduction(text: str) -> Markup:
    """A sentence or two at the top of a tab."""
    return render("ui/render/templates/introduction.html.j2", text=text)


def page_styles(css: str) -> Markup:
    """The page's own style sheet as an element.

    Args:
        css: Of our own files.
    """
    return render("ui/render/templates/page_styles.html.j2", css=trusted(css))


def sign_in_page(message: str, user: str = "", is_problem: bool = False) -> Markup:
    """The whole page with the sign-in form.

    Args:
        message: What the page says above the form.
        user: The name that was typed before, already in the form.
        is_problem: Whether the message is about a failed attempt; screen readers read it out.
    """
    return render(
        "ui/render/templates/sign_in_page.html.j2",
        message=message,
        user=user,
        is_problem=is_problem,
    )
