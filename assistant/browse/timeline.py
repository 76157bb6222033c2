"""Counts statements by speaker and time, for the timeline."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from index.records import Statement
from index.store.rows import DocumentInfo

__all__ = ["MAX_TIMELINE_SPEAKERS", "Timeline", "timeline"]

MAX_TIMELINE_SPEAKERS = 8
"""Speakers with the most statements that have a line of their own."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Statements by speaker and time."""

    lines: dict[str, dict[str, int]]
    """For each speaker, the most heard first: how many statements by day, month or year."""
    first: str
    """The first day there is, ISO 8601."""
    last: str
    step: str
    """`day`, `month` or `year`: what a point stands for."""
    others: int
    """Statements of speakers without a line, or without a name."""
    undated: int


def timeline(
    found: Iterable[tuple[DocumentInfo, Statement]], canonical: Callable[[str], str]
) -> Timeline | None:
    """The figures; None where no statement has both a speaker and a date.

    Args:
        found: Statements with their documents.
        canonical: The name that stands for all names of one person.
    """
    names: dict[str, str] = {}
    days: defaultdict[str, Counter[str]] = defaultdict(Counter)
    undated = unnamed = 0
    for info, statement in found:
        if not info.date:
            undated += 1
        elif not statement.speaker:
            unnamed += 1
        else:
            name = statement.speaker
            if name not in names:
                names[name] = canonical(name)
            days[names[name]][info.date] += 1
    if not days:
        return None
    ranked = sorted(days, key=lambda name: (-days[name].total(), name))
    shown = {name: days[name] for name in ranked[:MAX_TIMELINE_SPEAKERS]}
    every = [day for counts in shown.values() for day in counts]
    first, last = min(every), max(every)
    step, length = _step(first, last)
    lines = {}
    for name, counts in shown.items():
        points: Counter[str] = Counter()
        for day, count in counts.items():
            points[day[:length]] += count
        lines[name] = dict(sorted(points.items()))
    others = unnamed + sum(days[name].total() for name in ranked[MAX_TIMELINE_SPEAKERS:])
    return Timeline(lines, first, last, step, others, undated)


def _step(first: str, last: str) -> tuple[str, int]:
    span = (date.fromisoformat(last) - date.fromisoformat(first)).days
    if span <= 120:
        return "day", 10
    return ("month", 7) if span <= 365 * 8 else ("year", 4)
