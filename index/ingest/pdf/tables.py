"""Reads tables row by row, where the text of a cell goes on over several lines."""

from __future__ import annotations

import re
from itertools import pairwise

from index.ingest.pdf.records import Segment
from index.ingest.pdf.running_text import is_stretched

__all__ = ["group_table_rows", "write_cells"]

_CELL_GAP = 1.1
"""Least gap between two cells, as a share of the point size."""
_MOST_LEADING = 1.4
"""Line distance inside a cell, as a multiple of the point size, at most."""
_WIDER = 1.12
"""How much wider than the lines of a cell the rows of the table stand, at least."""
_MUCH_WIDER = 1.3
"""The same where a line has something in every column, so that it looks like a row."""
_NUMBER = re.compile(r"[^\w]{0,3}\d[^a-zA-Z]*")
"""A figure or a range of figures."""
_MOST_LINES = 8
"""Lines of one row of a table."""
_MARKER = re.compile(r"[(\[]?(?:\w{1,3}|[^\w\s]{1,3})[.)\]]?")
"""Bullet, number or letter of a list or a note."""

Row = list[Segment]


def group_table_rows(rows: list[Row]) -> list[list[Row]]:
    """Group printed lines that are one row of a table; a line outside tables is a group by itself.

    Args:
        rows: The segments of each printed line, from top to bottom.
    """
    groups: list[list[Row]] = []
    at = 0
    while at < len(rows):
        end = _end_of_table(rows, at)
        if end - at >= 2:
            groups += _group_by_distance(rows[at:end])
            at = end
        else:
            groups.append([rows[at]])
            at += 1
    return groups


def write_cells(group: list[Row]) -> list[list[Segment]]:
    """The cells of a row of a table, each with its segments from top to bottom."""
    columns = _find_columns(group)
    cells: list[list[Segment]] = [[] for _ in columns]
    for row in group:
        for segment in sorted(row, key=lambda s: s.left):
            middle = (segment.left + segment.right) / 2
            best = next(
                (n for n, (_, right) in enumerate(columns) if middle <= right), len(columns) - 1
            )
            cells[best].append(segment)
    return [cell for cell in cells if cell]


def _end_of_table(rows: list[Row], start: int) -> int:
    """Where the printed lines end that stand in the same columns as the one at `start`."""
    end = start
    with_cells = 0
    table: list[Row] = []
    while end < len(rows):
        row = rows[end]
        if table and row[0].baseline - table[-1][0].baseline > 4 * row[0].size:
            break
        if is_stretched(row) or len(_find_columns([*table, row])) < 2:
            break
        table.append(row)
        with_cells += len(_find_columns([row])) >= 2
        end += 1
    while table and len(_find_columns([table[-1]])) < 2 and not _is_under(table):
        table.pop()
        end -= 1
    return end if with_cells >= 2 and len(_find_columns([rows[start]])) >= 2 else start


def _is_under(table: list[Row]) -> bool:
    """Whether the last line of a table stands right under the one before it."""
    if len(table) < 2:
        return False
    return table[-1][0].baseline - table[-2][0].baseline <= _MOST_LEADING * table[-1][0].size


def _find_columns(rows: list[Row]) -> list[tuple[float, float]]:
    """Left and right edges of what stands below each other, with a gap on both sides."""
    spans = sorted((segment.left, segment.right, segment.size) for row in rows for segment in row)
    columns: list[tuple[float, float]] = []
    for left, right, size in spans:
        if columns and left - columns[-1][1] < _CELL_GAP * size:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns


def _group_by_distance(table: list[Row]) -> list[list[Row]]:
    columns = _find_columns(table)
    if len(columns) == 2 and all(_MARKER.fullmatch(s.text) for s in _cells_in(table, columns[0])):
        return [[row] for row in table]  # a list, or notes
    size = max(segment.size for segment in table[0])
    distances = [(b[0].baseline - a[0].baseline) / size for a, b in pairwise(table)]
    leading = min((d for d in distances if d >= 1), default=_MOST_LEADING)
    widest = max(distances)
    groups = [[table[0]]]
    for row, distance in zip(table[1:], distances, strict=True):
        if (
            distance < 1
            or (
                distance <= _WIDER * leading
                and widest > (_MUCH_WIDER if len(row) == len(columns) else _WIDER) * leading
                and leading <= _MOST_LEADING
            )
            or (distance <= _MOST_LEADING and _is_wrapped(row, groups[-1], columns))
        ):
            groups[-1].append(row)
        else:
            groups.append([row])
    if any(_is_dense(group, columns) for group in groups):
        return [[row] for row in table]
    return [part for group in groups for part in _without_labels(group, columns)]


def _without_labels(group: list[Row], columns: list[tuple[float, float]]) -> list[list[Row]]:
    """The lines of a turn one by one: a speaker's label at the side, and the words beside it."""
    label = min(group[0], key=lambda segment: segment.left)
    rest = group[1:]
    if label.text.endswith(":") and not _cells_in(rest, columns[0]):
        return [[row] for row in group]
    return [group]


def _cells_in(rows: list[Row], column: tuple[float, float]) -> list[Segment]:
    left, right = column
    return [s for row in rows for s in row if left <= s.left and s.right <= right + 1]


def _is_wrapped(row: Row, group: list[Row], columns: list[tuple[float, float]]) -> bool:
    """Whether a line goes on with cells of the row above, whose width its words exceeded."""
    if len(row) >= len(group[0]):
        return False
    for number, column in enumerate(columns):
        cells = _cells_in([row], column)
        above = _cells_in(group, column)
        if not cells:
            continue
        limit = columns[number + 1][0] if number + 1 < len(columns) else column[1]
        room = limit - (above[-1].right if above else column[1])
        if not above or cells[0].first_width + 0.25 * cells[0].size < room - cells[0].size:
            return False
    return True


def _is_dense(group: list[Row], columns: list[tuple[float, float]]) -> bool:
    """Whether lines have a number each in one column, so that each is a row of its own."""
    if len(group) < 2:
        return False
    if len(group) > _MOST_LINES:
        return True
    for column in columns:
        cells = [_cells_in([row], column) for row in group]
        if sum(len(cell) == 1 and bool(_NUMBER.fullmatch(cell[0].text)) for cell in cells) > 1:
            return True
    return False
