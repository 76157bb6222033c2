"""What a paragraph's properties say about how it is printed."""

from __future__ import annotations

from typing import Any, NamedTuple

from index.ingest.word.names import VAL, W, is_on

_PROPERTIES = W + "pPr"
_REMOVED_ENDS = frozenset({W + "del", W + "moveFrom"})


class ParagraphProperties(NamedTuple):
    """The properties of a paragraph that matter to its text."""

    style: str | None = None
    """Id of its style."""
    numbering: Any = None
    """Its element `w:numPr`, which puts it into a list or takes it out of one."""
    section: Any = None
    """The element `w:sectPr` of the section that ends with it."""
    goes_on: bool = False
    """Whether the next paragraph is printed as the rest of this one: this is a large initial, or
    its end was deleted or is hidden."""


_NONE = ParagraphProperties()


def read_paragraph_properties(paragraph: Any) -> ParagraphProperties:
    """The properties of an element `w:p`, of which they are the first child."""
    if not len(paragraph) or paragraph[0].tag != _PROPERTIES:
        return _NONE
    style = numbering = section = None
    goes_on = False
    for node in paragraph[0]:
        tag = node.tag
        if tag == W + "pStyle":
            style = node.get(VAL)
        elif tag == W + "numPr":
            numbering = node
        elif tag == W + "rPr":
            goes_on = goes_on or _is_removed(node)
        elif tag == W + "framePr":
            goes_on = goes_on or node.get(W + "dropCap") in ("drop", "margin")
        elif tag == W + "sectPr":
            section = node
    return ParagraphProperties(style, numbering, section, goes_on)


def _is_removed(properties: Any) -> bool:
    """Whether the end of a paragraph, which has a run's properties, was deleted or is hidden."""
    for node in properties:
        if node.tag in _REMOVED_ENDS or (node.tag == W + "vanish" and is_on(node)):
            return True
    return False
