"""How reports write numbers."""

from __future__ import annotations

from assistant.evaluation.analysis.intervals import Interval

__all__ = ["format_count", "format_interval", "format_share", "format_value"]


def format_value(value: float | int | None) -> str:
    """A metric's value: shares with three decimal places, times and counts as they are."""
    if value is None:
        return "–"
    return f"{value:.3f}" if abs(value) <= 1 and not isinstance(value, int) else f"{value:,}"


def format_interval(interval: Interval | None) -> str:
    """An interval as `LOW to HIGH`."""
    if interval is None:
        return "–"
    return f"{format_value(interval[0])} to {format_value(interval[1])}"


def format_share(value: float) -> str:
    """A share from 0 to 1 as a percentage."""
    return f"{100 * value:.0f} %"


def format_count(number: int, noun: str) -> str:
    """A number with its noun, in the plural unless it is 1."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
