"""The filters that are set, each to be taken away."""

from __future__ import annotations

from assistant.markup import escape
from assistant.wording import long_date
from index.records import Filters

__all__ = ["chips"]


def chips(filters: Filters) -> str:
    """What is set, and a button that clears it all; nothing where nothing is."""
    told = [
        *(("speakers", "Speaker", name, name) for name in filters.speakers),
        *(("outlets", "Outlet", name, name) for name in filters.outlets),
        *(("documents", "Document", name, name) for name in filters.documents),
    ]
    if filters.after:
        told.append(("after", "From", filters.after, long_date(filters.after)))
    if filters.before:
        told.append(("before", "Until", filters.before, long_date(filters.before)))
    if not told:
        return ""
    items = "".join(_chip(*one) for one in told)
    return (
        f'<div class="or-chips"><ul aria-label="Filters that are set">{items}</ul>'
        '<button type="button" class="or-quiet" data-act="clear">Clear filters</button></div>'
    )


def _chip(field: str, label: str, value: str, shown: str) -> str:
    return (
        f'<li><span class="or-note">{label}</span> <bdi>{escape(shown)}</bdi>'
        f'<button type="button" data-act="drop" data-field="{field}" data-value="{escape(value)}"'
        f' aria-label="Remove the filter {label}: {escape(shown)}">×</button></li>'
    )
