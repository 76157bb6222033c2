"""Finds texts typed with an empty line behind each line, as courts and courses ask for."""

from __future__ import annotations

from collections.abc import Sequence

from index.ingest.plain_text.continuations import NARROWEST, WIDEST, line_goes_on
from index.ingest.plain_text.lines import TextLine

_MOST = 0.8
"""Least share of lines that have exactly one empty line before them."""
_LEAST = 3
_GOING_ON = 0.25
"""Least share of lines whose sentence goes on behind the empty line. In English prose it is half;
in a text of a paragraph a line, almost none."""


def close_double_spacing(lines: Sequence[TextLine]) -> None:
    """Take single empty lines for none in a text that has one behind each line.

    Args:
        lines: The lines of the text, which are changed.
    """
    spaced = [number for number in range(1, len(lines)) if lines[number].empty_lines == 1]
    if len(spaced) < _LEAST or len(spaced) < _MOST * (len(lines) - 1):
        return
    going_on = sum(
        NARROWEST <= lines[number - 1].width <= WIDEST
        and line_goes_on(lines[number - 1], lines[number])
        for number in spaced
    )
    if going_on < max(_LEAST, _GOING_ON * len(spaced)):
        return
    for number in spaced:
        lines[number].after_blank = False
