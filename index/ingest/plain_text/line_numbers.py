"""Finds the line numbers in the margin of transcripts and bills, page by page from 1 on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.ingest.plain_text.lines import TextLine

_NUMBER = re.compile(
    r"(?P<number>\d{1,3})(?:[ \t\u00a0]{0,3}[:|](?=\s|$)|(?=[ \t\u00a0]|$))[ \t\u00a0]*"
)
_SHORTEST = 5
"""Least number of lines in a row that count from 1 on."""
_BETWEEN_PAGES = 4
"""Most lines from the last number of a page to the first one of the next."""
_GOING_ON = 3
"""Least number of numbered lines in the middle of whose sentence the next number stands: in a list,
each item begins with a capital."""
_SHARE = 0.2
"""Least share of numbered lines of which that holds."""


@dataclass(frozen=True, slots=True)
class LineNumber:
    """A number at the head of a line, as columns and offsets."""

    line: int
    """The line's position in the list of lines."""
    number: int
    length: int
    """Characters of the number and of the blanks behind it."""


def remove_line_numbers(lines: list[TextLine]) -> list[tuple[int, int]]:
    """Take the line numbers off the lines of a text that has them.

    Args:
        lines: The lines of the text; those with a number are changed, and those that have nothing
            else are removed.

    Returns:
        The spans of the numbers, with the blanks behind them; none if the text has none.
    """
    numbers = _find_numbers(lines)
    if not numbers:
        return []
    spans: list[tuple[int, int]] = []
    margin = min(
        lines[found.line].indent + found.length for found in numbers if _rest(lines, found)
    )
    empty = set()
    for found in numbers:
        line = lines[found.line]
        spans.append((line.words_start, line.words_start + found.length))
        if not _rest(lines, found):
            empty.add(found.line)
            continue
        if found.number == 1 and found.line:
            # A new page, though no form feed may say so.
            line.after_page_break = True
        line.words = line.words[found.length :]
        line.words_start += found.length
        line.indent = line.indent + found.length - margin
        line.width -= margin
    for position in sorted(empty, reverse=True):
        if position + 1 < len(lines):
            lines[position + 1].after_blank = True
            lines[position + 1].begins_paragraph = True
        del lines[position]
    return spans


def _rest(lines: Sequence[TextLine], found: LineNumber) -> str:
    return lines[found.line].words[found.length :]


def _find_numbers(lines: Sequence[TextLine]) -> list[LineNumber]:
    """The line numbers of a text, if it surely has them."""
    all_runs = _find_runs(lines)
    runs = [run for run in all_runs if len(run) >= _SHORTEST]
    numbers = [found for run in runs for found in run]
    if not any(_rest(lines, found) for found in numbers):
        return []
    going_on = sum(_goes_on(lines, run, at) for run in runs for at in range(len(run) - 1))
    if going_on >= _GOING_ON and going_on >= _SHARE * (len(numbers) - len(runs)):
        return _with_short_pages(all_runs)
    return []


def _find_runs(lines: Sequence[TextLine]) -> list[list[LineNumber]]:
    """Lines that count from 1 on, with few others between."""
    runs: list[list[LineNumber]] = []
    current: list[LineNumber] = []
    for position, line in enumerate(lines):
        match = _NUMBER.match(line.words) if line.words[0].isdigit() else None
        if match is None:
            continue
        found = LineNumber(position, int(match["number"]), match.end())
        if current and found.number == current[-1].number + 1 and position - current[-1].line < 3:
            current.append(found)
        elif found.number == 1:
            runs.append(current)
            current = [found]
    runs.append(current)
    return [run for run in runs if run]


def _with_short_pages(runs: Sequence[list[LineNumber]]) -> list[LineNumber]:
    """The numbers of the long runs, and of short ones right behind them: the last page."""
    numbers: list[LineNumber] = []
    for run in runs:
        follows = bool(numbers) and run[0].line - numbers[-1].line <= _BETWEEN_PAGES
        if len(run) >= _SHORTEST or follows:
            numbers += run
    return numbers


def _goes_on(lines: Sequence[TextLine], run: Sequence[LineNumber], at: int) -> bool:
    """Whether a sentence goes on from a numbered line to the next."""
    words, following = _rest(lines, run[at]), _rest(lines, run[at + 1])
    return bool(words) and following[:1].islower() and words[-1] not in ".!?:;"
