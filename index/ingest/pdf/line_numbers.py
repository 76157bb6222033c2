"""Finds the numbers of lines in the margin of transcripts and bills."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from index.ingest.pdf.records import PageLayout, Role, Segment

__all__ = ["mark_line_numbers"]

_FEWEST = 5
"""Numbers in a row that make a column of line numbers, on one page at least."""
_FEWEST_ELSEWHERE = 2
"""The same on other pages of a document that has such a column."""
_SAME_EDGE = 3.0
"""Points by which the edge of a column of numbers may vary."""


def mark_line_numbers(pages: list[PageLayout]) -> None:
    """Give the role `ASIDE` to columns of numbers that count the lines in a margin."""
    columns = [_find_columns(page) for page in pages]
    if not any(len(column) >= _FEWEST for found in columns for column in found):
        return
    for found in columns:
        for column in found:
            for segment in column:
                segment.role = Role.ASIDE


def _find_columns(page: PageLayout) -> list[list[Segment]]:
    """Columns of numbers that grow evenly from line to line, outside the text."""
    text = [s for s in page.segments if s.role == Role.BODY and s.quarter == 0]
    by_edge: defaultdict[int, list[Segment]] = defaultdict(list)
    for segment in text:
        if not segment.text.isdecimal() or len(segment.text) > 4:
            continue
        by_edge[round(segment.right / _SAME_EDGE)].append(segment)
    others = [s for s in text if not s.text.isdecimal()]
    columns = []
    for edge, numbers in list(by_edge.items()):
        column = sorted(numbers + by_edge.get(edge + 1, []), key=lambda segment: segment.baseline)
        if (
            len(column) >= _FEWEST_ELSEWHERE
            and _counts_up(column)
            and _is_in_margin(column, others)
        ):
            columns.append(column)
    return columns


def _counts_up(column: list[Segment]) -> bool:
    """Whether the numbers grow by one (or by five, in bills) from line to line."""
    values = [int(segment.text) for segment in column]
    steps = {b - a for a, b in pairwise(values)}
    if len(steps) != 1 or not steps & {1, 2, 5, 10}:
        return False
    distances = sorted(b.baseline - a.baseline for a, b in pairwise(column))
    usual = distances[len(distances) // 2]
    even = sum(abs(distance - usual) <= 0.2 * usual for distance in distances)
    return even >= 0.7 * len(distances) or len(distances) == 1


def _is_in_margin(column: list[Segment], others: list[Segment]) -> bool:
    """Whether nearly all other text stands on one side of the numbers."""
    left = min(segment.left for segment in column)
    right = max(segment.right for segment in column)
    top, bottom = column[0].top, column[-1].bottom
    beside = [s for s in others if top <= s.baseline <= bottom + 1]
    if not beside:
        return False
    on_right = sum(segment.left > right for segment in beside)
    on_left = sum(segment.right < left for segment in beside)
    return max(on_right, on_left) >= 0.9 * len(beside)
