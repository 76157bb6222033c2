"""Counts how much text each element of a page holds, and how much of it is links."""

from __future__ import annotations

from typing import Any

__all__ = ["Measure", "Measures", "measure_elements"]


class Measure:
    """How much text an element holds, in characters without the white space around them."""

    __slots__ = ("characters", "content", "links", "sentences")

    def __init__(self) -> None:
        self.characters = 0
        self.links = 0
        """Characters inside links."""
        self.sentences = 0
        """Characters of texts outside links that are long enough to be prose."""
        self.content = 0
        """Characters that the search for the main text chose."""


Measures = dict[Any, Measure]

MIN_PROSE = 40
"""Characters of a text from which it counts as prose rather than a label or an entry of a menu."""


def measure_elements(root: Any) -> Measures:
    """Measure an element and all elements in it."""
    elements = list(root.iter())
    measures: Measures = {element: Measure() for element in elements}
    for element in reversed(elements):
        own = measures[element]
        text = len((element.text or "").strip())
        own.characters += text
        if text >= MIN_PROSE:
            own.sentences += text
        if element.tag == "a":
            own.links = own.characters
            own.sentences = 0
        if element is root:
            continue
        around = measures[element.getparent()]
        tail = len((element.tail or "").strip())
        around.characters += own.characters + tail
        around.links += own.links
        around.sentences += own.sentences + (tail if tail >= MIN_PROSE else 0)
    return measures
