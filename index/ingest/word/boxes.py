"""Finds the text boxes, diagrams and charts in a drawing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from index.ingest.word.names import DGM, MC, A, C, R, W

_BOX = W + "txbxContent"


def iterate_boxes(drawing: Any) -> tuple[list[Iterable[Any]], list[str]]:
    """The blocks of each text box of a drawing, and the ids of its diagrams and charts.

    Of a drawing that is there twice, for newer and for older programs, the first counts.
    """
    boxes: list[Iterable[Any]] = []
    diagrams: list[str] = []
    for node in _nodes(drawing):
        if node.tag == _BOX:
            boxes.append(list(node))
        elif node.tag == DGM + "relIds":
            diagrams.append(node.get(R + "dm", ""))
        elif node.tag == C + "chart":
            diagrams.append(node.get(R + "id", ""))
    return boxes, diagrams


def _nodes(drawing: Any) -> Iterator[Any]:
    """The boxes and diagrams, none of them inside another one."""
    stack = [drawing]
    while stack:
        node = stack.pop()
        if node.tag in (_BOX, DGM + "relIds", C + "chart"):
            yield node
        elif node.tag == MC + "AlternateContent":
            choices = node.findall(MC + "Choice") or node.findall(MC + "Fallback")
            stack.extend(choices[:1])
        else:
            stack.extend(reversed(node))


def lines_of_diagram(root: Any) -> Iterator[str]:
    """The lines of text in a diagram's data or a chart: one for each paragraph in it."""
    for point in root.iter(DGM + "pt"):
        if point.get("type") in ("pres", "parTrans", "sibTrans"):
            point.clear()
    for paragraph in root.iter(A + "p"):
        text = "".join(node.text or "" for node in paragraph.iter(A + "t"))
        if text.strip():
            yield " ".join(text.split())
