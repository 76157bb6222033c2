"""The filters that are set, each with a button that removes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from assistant.citations.wording import long_date
from assistant.templates import render
from index.records import Filters

__all__ = ["active_filters"]


@dataclass(frozen=True, slots=True)
class _Filter:
    """A value that limits the search."""

    field: str
    """Its field of `Filters`."""
    label: str
    value: str
    shown: str


def active_filters(filters: Filters) -> Markup:
    """The filters that are set, and a button that clears them all; empty if none is set."""
    active = list(_active(filters))
    if not active:
        return Markup()
    return render("ui/render/templates/active_filters.html.j2", filters=active)


def _active(filters: Filters) -> Iterator[_Filter]:
    for name in filters.speakers:
        yield _Filter("speakers", "Speaker", name, name)
    for name in filters.outlets:
        yield _Filter("outlets", "Outlet", name, name)
    for name in filters.documents:
        yield _Filter("documents", "Document", name, name)
    if filters.after:
        yield _Filter("after", "From", filters.after, long_date(filters.after))
    if filters.before:
        yield _Filter("before", "Until", filters.before, long_date(filters.before))
