"""A timeline of who spoke when, as an inline SVG with a table that says the same."""

from __future__ import annotations

from datetime import date
from math import sqrt

from assistant.markup import escape
from assistant.timeline import Timeline
from assistant.ui.render.text import count
from assistant.wording import long_date

__all__ = ["timeline_view"]

WIDTH, NAMES, ROW, TOP = 880, 190, 30, 8
LARGEST = 11
"""Radius of the largest point, in the SVG's own units."""
_NAME = 25
"""Characters of a name that fit."""


def timeline_view(found: Timeline) -> str:
    """A point for each day, month or year in which somebody spoke; larger for more statements."""
    most = max(number for points in found.lines.values() for number in points.values())
    height = TOP + ROW * len(found.lines) + 26
    rows = "".join(
        _row(found, name, TOP + ROW * index + ROW // 2, most)
        for index, name in enumerate(found.lines)
    )
    told = f"Statements by speaker and {found.step}, {_span(found)}"
    left = []
    if found.others:
        left.append(f"{count(found.others, 'statement')} of other or unnamed speakers")
    if found.undated:
        left.append(f"{count(found.undated, 'statement')} without a date")
    note = f" Not drawn: {'; '.join(left)}." if left else ""
    return (
        '<figure class="or-timeline"><div class="or-plot" role="group" tabindex="0"'
        f' aria-label="Timeline"><svg viewBox="0 0 {WIDTH} {height}" role="img"'
        f' aria-label="{escape(told)}; the table below says the same">'
        f"{rows}{_axis(found, height)}</svg></div>"
        f"<figcaption>{escape(told)}; a larger point is more statements.{note}</figcaption>"
        f"{_table(found)}</figure>"
    )


def _row(found: Timeline, name: str, y: int, most: int) -> str:
    shown = name if len(name) <= _NAME else f"{name[: _NAME - 1].rstrip()}…"
    points = "".join(_point(found, name, when, n, y, most) for when, n in found.lines[name].items())
    return (
        f'<line x1="{NAMES}" y1="{y}" x2="{WIDTH}" y2="{y}"/>'
        f'<text x="0" y="{y + 4}">{escape(shown)}</text>{points}'
    )


def _point(found: Timeline, name: str, when: str, number: int, y: int, most: int) -> str:
    # The area is as the number, and a single statement can still be seen.
    radius = 2.5 + (LARGEST - 2.5) * sqrt(number / most)
    told = f"{name}, {when}: {count(number, 'statement')}"
    return (
        f'<circle cx="{_x(found, when):.1f}" cy="{y}" r="{radius:.1f}">'
        f"<title>{escape(told)}</title></circle>"
    )


def _axis(found: Timeline, height: int) -> str:
    ends = [(found.first, "start", NAMES)]
    if found.last != found.first:
        ends.append((found.last, "end", WIDTH))
    return "".join(
        f'<text class="or-axis" x="{x}" y="{height - 6}" text-anchor="{anchor}">'
        f"{escape(long_date(day))}</text>"
        for day, anchor, x in ends
    )


def _x(found: Timeline, when: str) -> float:
    """Where a day is, or the middle of a month or a year."""
    middle = {4: "-07-01", 7: "-15", 10: ""}[len(when)]
    first, last = date.fromisoformat(found.first), date.fromisoformat(found.last)
    day = min(max(date.fromisoformat(when + middle), first), last)
    share = (day - first).days / ((last - first).days or 1)
    return NAMES + LARGEST + share * (WIDTH - NAMES - 2 * LARGEST)


def _span(found: Timeline) -> str:
    if found.first == found.last:
        return long_date(found.first)
    return f"{long_date(found.first)} to {long_date(found.last)}"


def _table(found: Timeline) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{escape(when)}</td><td>{n:,}</td></tr>'
        for name, points in found.lines.items()
        for when, n in points.items()
    )
    return (
        '<details class="or-why"><summary>The timeline as a table</summary>'
        '<table class="or-table"><thead><tr><th scope="col">Speaker</th>'
        f'<th scope="col">{found.step.capitalize()}</th><th scope="col">Statements</th></tr>'
        f"</thead><tbody>{rows}</tbody></table></details>"
    )
