"""Statements and documents as tables, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from assistant.citations.wording import also_in, cue_text, stance_text, statement_speaker
from assistant.records import CitedStatement
from assistant.templates import render
from assistant.ui.render.links import document_link, statement_link
from assistant.ui.render.text import counted, document_title, shortened
from index.store.rows import DocumentInfo

__all__ = ["documents_table", "pager", "statements_table"]

_ROLE_SHOWN = 80
"""Characters of a role."""


def statements_table(statements: Sequence[CitedStatement]) -> Markup:
    """Who said what, a row for each statement, with links to its copies."""
    return render(
        "ui/render/templates/statements_table.html.j2",
        statements=statements,
        shortened=lambda role: shortened(role, _ROLE_SHOWN),
        statement_link=statement_link,
        cue_text=cue_text,
        also_in=also_in,
        stance_text=stance_text,
        statement_speaker=statement_speaker,
    )


def documents_table(documents: Sequence[DocumentInfo]) -> Markup:
    """The documents in the store, a row for each, with buttons that change and remove it."""
    return render(
        "ui/render/templates/documents_table.html.j2",
        documents=documents,
        document_link=document_link,
        document_title=document_title,
    )


def pager(page: int, size: int, total: int, noun: str) -> Markup:
    """The number of the table's page that is shown, with buttons for the previous and next page.

    Args:
        page: Number of the page, from 0.
        size: Rows on a page.
        total: Rows on all pages.
        noun: What a row is, in the singular.
    """
    return render(
        "ui/render/templates/pager.html.j2",
        page=page,
        first=page * size + 1,
        last=min(total, (page + 1) * size),
        total=total,
        size=size,
        all_rows=counted(total, noun),
    )
