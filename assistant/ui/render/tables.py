"""Statements and documents as tables, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.markup import escape
from assistant.records import SaidBy
from assistant.ui.render.links import of_document, of_statement
from assistant.ui.render.text import count, meta, shortened, time
from index.stored import DocumentInfo

__all__ = ["documents_table", "pager", "statements_table"]

_ROLE = 80
"""Characters of a role that are shown."""


def statements_table(found: Sequence[SaidBy]) -> str:
    """Who said what, a row each."""
    rows = "".join(map(_statement, found))
    return _table("or-said", "Statements", ("Date", "Speaker", "Statement", "Outlet"), rows)


def documents_table(found: Sequence[DocumentInfo]) -> str:
    """What the store holds, a row each, with what can be done with it."""
    rows = "".join(map(_document, found))
    return _table("or-held", "Documents", ("Document", "Outlet", "Date", "Change"), rows)


def pager(page: int, size: int, total: int, noun: str) -> str:
    """Which of many are shown, and the ways to the others.

    Args:
        page: The page that is shown, from 0.
        size: How many are on a page.
        total: How many there are.
        noun: What they are, one of them.
    """
    first, last = page * size + 1, min(total, (page + 1) * size)
    told = f"{count(total, noun)}"
    if total <= size:
        return f'<p class="or-pager">{told}</p>'
    off, on = ' disabled=""', ""
    return (
        f'<nav class="or-pager" aria-label="Pages"><span>{first:,}–{last:,} of {told}</span>'
        f'<button type="button" data-act="page" data-page="{page - 1}"'
        f"{off if page == 0 else on}>Earlier</button>"
        f'<button type="button" data-act="page" data-page="{page + 1}"'
        f"{off if last >= total else on}>Later</button></nav>"
    )


def _table(kind: str, label: str, heads: Sequence[str], rows: str) -> str:
    cells = "".join(f'<th scope="col">{head}</th>' for head in heads)
    return (
        f'<table class="or-table {kind}" aria-label="{label}"><thead><tr>{cells}</tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _statement(one: SaidBy) -> str:
    speaker = escape(one.speaker or "(not named)")
    role = one.role or ""
    role = shortened(role, _ROLE)
    role = f'<span class="or-note" dir="auto">{escape(role)}</span>' if role else ""
    how = f"{one.cue or 'quoted'} ({one.kind})"
    return (
        f"<tr><td>{time(one.date) or 'undated'}</td>"
        f'<td><span dir="auto">{speaker}</span>{role}</td>'
        f'<td><a class="or-link or-words" href="#or-source" {of_statement(one)} dir="auto">'
        f'{escape(" ".join(one.text.split()))}</a><span class="or-note">{escape(how)}</span></td>'
        f"<td>{escape(one.outlet or '')}</td></tr>"
    )


def _document(info: DocumentInfo) -> str:
    name = escape((info.title or "").strip() or info.label)
    identity = escape(info.id)
    facts = meta(info.label if info.title else None, info.author, f"{info.characters:,} characters")
    return (
        f'<tr><td><a class="or-link" href="#or-source" {of_document(info.id)} dir="auto">{name}</a>'
        f"{facts}</td><td>{escape(info.outlet or '')}</td>"
        f'<td>{time(info.date) or ""}</td><td class="or-row-actions">'
        f'<button type="button" data-act="edit" data-id="{identity}"'
        f' aria-label="Edit the details of {name}">Edit</button>'
        f'<button type="button" data-act="remove" data-id="{identity}"'
        f' data-sure="Remove from the store" aria-label="Remove {name}">Remove</button></td></tr>'
    )
