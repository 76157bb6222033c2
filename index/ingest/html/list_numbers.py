"""The numbers that a browser shows before the items of a numbered list."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

__all__ = ["ListNumbers"]

_UNMARKED = re.compile(r"list-style(?:-type)?\s{0,9}:\s{0,9}none", re.IGNORECASE)
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_MAX_ROMAN = 3999


_LAYOUT = frozenset("article section header h1 h2 h3 h4 h5 h6 figure form div".split())
"""Elements of an item that is a part of the page, as a post of a forum is: its style sheet hides
the number."""
_MAX_ITEM = 50
"""Elements of an item among which these are looked for."""


class ListNumbers:
    """Counts the items of the lists that are open."""

    def __init__(self) -> None:
        self._open: list[tuple[Any, int, int]] = []
        """The list, the number of its next item, and the step to the one after."""

    def open_list(self, element: Any) -> None:
        """Begin to count the items of an `<ol>`."""
        step = 1 if element.get("reversed") is None else -1
        first = 1 if step > 0 else sum(child.tag == "li" for child in element)
        self._open.append((element, _to_int(element.get("start"), first), step))

    def close_list(self) -> None:
        """End the list that was opened last."""
        if self._open:
            self._open.pop()

    def number_item(self, item: Any) -> str:
        """What is shown before an item of a list: `3. `; nothing if the list has no numbers."""
        if not self._open or item.getparent() is not self._open[-1][0]:
            return ""
        element, at, step = self._open[-1]
        number = _to_int(item.get("value"), at)
        self._open[-1] = (element, number + step, step)
        is_layout = any(one.tag in _LAYOUT for one in islice(item.iterdescendants(), _MAX_ITEM))
        if is_layout or _UNMARKED.search(element.get("style") or ""):
            return ""
        return f"{_write_number(number, element.get('type') or '1')}. "


def _to_int(value: str | None, default: int) -> int:
    if value and re.fullmatch(r"\s{0,9}-?[0-9]{1,9}\s{0,9}", value):
        return int(value)
    return default


def _write_number(number: int, kind: str) -> str:
    if kind in ("a", "A") and number > 0:
        letters = ""
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(ord(kind) + rest) + letters
        return letters
    if kind in ("i", "I") and 0 < number <= _MAX_ROMAN:
        roman = ""
        for value, sign in _ROMAN:
            roman += sign * (number // value)
            number %= value
        return roman.upper() if kind == "I" else roman
    return str(number)
