"""Chooses the time codes that are shown beside the text of a recording."""

from __future__ import annotations

from typing import NamedTuple

from index.records import time_code
from index.store.rows import DocumentInfo

__all__ = ["ShownTime", "times_beside"]

_EVERY = 30.0
"""Seconds within one turn after which the time is shown again. A cue lasts about three."""


class ShownTime(NamedTuple):
    """A time code and the offset of the character before which it is shown."""

    offset: int
    time: str
    """Such as `00:12:04`."""


def times_beside(info: DocumentInfo, text: str) -> list[ShownTime]:
    """The times at which each line begins, and in long lines every half minute; in order.

    Args:
        info: The document.
        text: Its text.
    """
    shown: list[ShownTime] = []
    last = 0.0
    for start, seconds in info.times:
        begins_line = not shown or text.rfind("\n", shown[-1].offset, start) >= 0
        if begins_line or seconds - last >= _EVERY:
            shown.append(ShownTime(start, time_code(seconds)))
            last = seconds
    return shown
