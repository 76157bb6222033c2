"""A timeline of who spoke when: an inline SVG with a table of the same figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import sqrt

from markupsafe import Markup

from assistant.browse.timeline import Timeline
from assistant.citations.wording import long_date, stance_text
from assistant.templates import render
from assistant.ui.render.text import counted

__all__ = ["timeline_view"]

TIMELINE_WIDTH, NAMES_WIDTH, ROW_HEIGHT, TOP, AXIS_HEIGHT = 880, 190, 30, 8, 26
"""In the SVG's own units, as everything that is drawn."""
LARGEST_RADIUS, SMALLEST_RADIUS = 11, 2.5
_NAME_SHOWN = 25
"""Characters of a name that fit."""


@dataclass(frozen=True, slots=True)
class _Point:
    """The statements of a speaker in a day, month or year."""

    x: str
    radius: str
    label: str


@dataclass(frozen=True, slots=True)
class _Line:
    """A speaker with their points."""

    name: str
    y: int
    points: list[_Point]


@dataclass(frozen=True, slots=True)
class _AxisLabel:
    """A date below the lines."""

    date: str
    x: int
    anchor: str


def timeline_view(timeline: Timeline) -> Markup:
    """A point for each day, month or year in which somebody spoke; larger for more statements."""
    left_out = []
    if timeline.others:
        left_out.append(f"{counted(timeline.others, 'statement')} of other or unnamed speakers")
    if timeline.undated:
        left_out.append(f"{counted(timeline.undated, 'statement')} without a date")
    return render(
        "ui/render/templates/timeline.html.j2",
        title=f"Statements by speaker and {timeline.step}, {_period(timeline)}",
        left_out="; ".join(left_out),
        width=TIMELINE_WIDTH,
        height=TOP + ROW_HEIGHT * len(timeline.lines) + AXIS_HEIGHT,
        names_width=NAMES_WIDTH,
        lines=_lines(timeline),
        axis_labels=_axis_labels(timeline),
        timeline=timeline,
    )


def _lines(timeline: Timeline) -> Iterator[_Line]:
    most = max(number for counts in timeline.lines.values() for number in counts.values())
    for index, (name, counts) in enumerate(timeline.lines.items()):
        points = [_point(timeline, name, when, n, most) for when, n in counts.items()]
        yield _Line(_short_name(name), TOP + ROW_HEIGHT * index + ROW_HEIGHT // 2, points)


def _short_name(name: str) -> str:
    return name if len(name) <= _NAME_SHOWN else f"{name[: _NAME_SHOWN - 1].rstrip()}…"


def _point(timeline: Timeline, name: str, when: str, number: int, most: int) -> _Point:
    # The area is in proportion to the number, and a single statement can still be seen.
    radius = SMALLEST_RADIUS + (LARGEST_RADIUS - SMALLEST_RADIUS) * sqrt(number / most)
    acts = [
        f"{count} {stance_text(stance)}"
        for (period, stance), count in timeline.acts.get(name, {}).items()
        if period == when
    ]
    of_them = f" ({', '.join(acts)})" if acts else ""
    label = f"{name}, {when}: {counted(number, 'statement')}{of_them}"
    return _Point(f"{_x(timeline, when):.1f}", f"{radius:.1f}", label)


def _x(timeline: Timeline, when: str) -> float:
    """Where a day is drawn, or the middle of a month or a year."""
    middle = {4: "-07-01", 7: "-15", 10: ""}[len(when)]
    first, last = date.fromisoformat(timeline.first), date.fromisoformat(timeline.last)
    day = min(max(date.fromisoformat(when + middle), first), last)
    share = (day - first).days / ((last - first).days or 1)
    return (
        NAMES_WIDTH + LARGEST_RADIUS + share * (TIMELINE_WIDTH - NAMES_WIDTH - 2 * LARGEST_RADIUS)
    )


def _axis_labels(timeline: Timeline) -> list[_AxisLabel]:
    """The first and the last day, or one label if they are the same."""
    labels = [_AxisLabel(timeline.first, NAMES_WIDTH, "start")]
    if timeline.last != timeline.first:
        labels.append(_AxisLabel(timeline.last, TIMELINE_WIDTH, "end"))
    return labels


def _period(timeline: Timeline) -> str:
    if timeline.first == timeline.last:
        return long_date(timeline.first)
    return f"{long_date(timeline.first)} to {long_date(timeline.last)}"
