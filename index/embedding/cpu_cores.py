"""How many of the machine's cores one question may use."""

from __future__ import annotations

import os

__all__ = ["AT_ONCE", "available", "per_question", "serve_several"]

AT_ONCE = 2
"""Questions that are answered at once where several are served, each with its cores."""
_several = False


def available() -> int:
    """Cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


def serve_several() -> None:
    """Let questions be answered `AT_ONCE` from now on: call it before models are loaded.

    A question that takes all cores is over sooner only while nobody else asks. With two at a
    time no core waits for the part of a question that only one can work on.
    """
    global _several
    _several = True


def per_question() -> int:
    """Threads that a model may use for one question: all cores, or its share of them."""
    return max(1, available() // AT_ONCE) if _several else available()
