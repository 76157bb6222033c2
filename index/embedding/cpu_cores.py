"""CPU cores: how many this process may use, and the share of each question when serving several."""

from __future__ import annotations

import os

__all__ = ["QUESTIONS_AT_ONCE", "available_cores", "cores_per_question"]

QUESTIONS_AT_ONCE = 2
"""Questions that a server answers at the same time, each with its share of the cores."""


def available_cores() -> int:
    """Number of CPU cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


def cores_per_question(cores: int | None = None) -> int:
    """Number of cores for each of `QUESTIONS_AT_ONCE` questions, at least one.

    A question that uses all cores is only answered sooner while nobody else asks. With two
    questions at a time, no core waits for the parts of a question that use a single thread.

    Args:
        cores: Cores to share; None for all that this process may use.
    """
    return max(1, (cores or available_cores()) // QUESTIONS_AT_ONCE)
