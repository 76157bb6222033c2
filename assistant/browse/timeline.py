"""Counts statements by speaker and period, for the timeline."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from assistant.citations.speaker_names import shown_speaker
from index.records import Statement, StatementStance
from index.store.rows import DocumentInfo

__all__ = ["MAX_TIMELINE_SPEAKERS", "Timeline", "timeline"]

MAX_TIMELINE_SPEAKERS = 8
"""Number of speakers, those with the most statements, who get a line of their own."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Numbers of statements by speaker and period."""

    lines: dict[str, dict[str, int]]
    """Number of statements by day, month or year, for each speaker; most statements first."""
    first: str
    """The earliest day with a statement, ISO 8601."""
    last: str
    step: str
    """The period that a point stands for: `day`, `month` or `year`."""
    others: int
    """Number of statements by speakers without a line or without a name."""
    undated: int
    acts: Mapping[str, Mapping[tuple[str, StatementStance], int]] = field(default_factory=dict)
    """For each speaker, how many statements of a period they didn't just say, but deny, ask,
    promise, demand or are going to make."""


def timeline(
    found: Iterable[tuple[DocumentInfo, Statement]], canonical: Callable[[int, str], str]
) -> Timeline | None:
    """Count statements by speaker and period; None if none has both a speaker and a date.

    What a document tells as not said, or only possible, is no statement.

    Args:
        found: Statements with their documents.
        canonical: Returns the main name of whom a name means in the document with a number.
    """
    days: defaultdict[str, Counter[str]] = defaultdict(Counter)
    stances: defaultdict[str, list[tuple[str, StatementStance]]] = defaultdict(list)
    undated = unnamed = 0
    for info, statement in found:
        if not statement.is_claim:
            continue  # "Brandt did not say that …" is no statement of hers
        speaker = shown_speaker(statement.speaker)
        if not info.date:
            undated += 1
        elif not speaker:
            unnamed += 1
        else:
            name = canonical(info.number, speaker)
            days[name][info.date] += 1
            if statement.stance != "says":
                stances[name].append((info.date, statement.stance))
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
    acts = {
        name: Counter((day[:length], stance) for day, stance in stances[name]) for name in lines
    }
    return Timeline(lines, first, last, step, others, undated, acts)


def _step(first: str, last: str) -> tuple[str, int]:
    span = (date.fromisoformat(last) - date.fromisoformat(first)).days
    if span <= 120:
        return "day", 10
    return ("month", 7) if span <= 365 * 8 else ("year", 4)
