"""Finds the columns of a page and the order in which they are read.

A gutter is a vertical strip that the lines beside it leave free. Lines that cross it, such as a
headline, cut the page into bands; in each band the left column is read before the right one. Both
columns must look like running text: the cells of a table are read row by row.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import groupby, pairwise

from index.ingest.pdf.records import Role, Segment

__all__ = ["order_regions"]

_FEWEST_LINES = 3
"""Lines of a column, at least."""
_GUTTER = 0.5
"""Least width of a gutter, as a share of the point size."""
_FULL = 0.7
"""Share of the column's width that a line of running text fills, if it isn't a last line."""
_FEWEST_FULL = 0.4
"""Share of the lines of a column that must be full; cells of tables mostly aren't."""
_FEWEST_CHARACTERS = 15
"""Characters of an average line of running text; narrow newspaper columns have 25 to 35."""
_MOST_SPACING = 2.5
"""Distance of two lines of one column as a multiple of the point size, between paragraphs, too."""
_LABEL = re.compile(r"\[[^\]]{1,12}\]|[(\[]?(?:\d{1,3}|[a-zA-Z])[.)\]]|[^\w\s]")
"""Bullet, number or label such as “[12]” of a list."""
_CANDIDATES = 8
_MAX_DEPTH = 12
_MAX_SEGMENTS = 4_000
"""Segments of a page in which columns are looked for; only large tables and maps have more."""
_ROW_GAP = 1.25
"""Distance of the rows of a table as a multiple of that of the lines in its cells, at least."""
_TABLE_ROWS = 3
"""Rows whose cells begin at the same height that make two columns of text a table."""


@dataclass(slots=True)
class _Band:
    """Segments between two that cross the gutter."""

    crossing: list[Segment]
    left: list[Segment]
    right: list[Segment]


def order_regions(segments: list[Segment], edges: list[float]) -> list[list[Segment]]:
    """The columns of a page and the stretches between them, in the order of reading.

    Args:
        segments: What stands on the page.
        edges: Where right columns begin on the pages before; those of this page are added. On the
            last page of a text a column may be too short to be known by itself.
    """
    ordered = sorted(segments, key=lambda segment: (segment.top, segment.left))
    if len(ordered) > _MAX_SEGMENTS:
        return [ordered]
    return _order(ordered, 0, edges)


def _order(segments: list[Segment], depth: int, edges: list[float]) -> list[list[Segment]]:
    """Regions of segments that are sorted from top to bottom."""
    if not segments or depth > _MAX_DEPTH:
        return [segments] if segments else []
    if len(segments) < 4 * _FEWEST_LINES:
        columns = _cut_as_before(segments, edges)
        if columns:
            return columns
    best: tuple[int, list[_Band]] = (0, [])
    for gutter in _possible_gutters(segments):
        bands = _cut_at(segments, gutter)
        score = sum(len(b.left) + len(b.right) for b in bands if _has_two_columns(b))
        if score > best[0]:
            best = (score, bands)
    if not best[0]:
        return [segments]
    edges += {min(s.left for s in b.right) for b in best[1] if _has_two_columns(b)} - {*edges}
    regions: list[list[Segment]] = []
    pending: list[Segment] = []
    for band in best[1]:
        pending += band.crossing
        if not _has_two_columns(band):
            pending += sorted(band.left + band.right, key=lambda s: (s.top, s.left))
            continue
        above, band = _cut_masthead(band, is_top=not (depth or regions or pending))
        pending += above
        regions += _order(pending, depth + 1, edges)
        pending = []
        for part in _cut_table_rows(band):
            regions += _order(part.left, depth + 1, edges) + _order(part.right, depth + 1, edges)
    return regions + _order(pending, depth + 1, edges)


def _cut_as_before(segments: list[Segment], edges: list[float]) -> list[list[Segment]]:
    """Two short columns of which the right one begins where one did on a page before."""
    for edge in edges:
        bands = _cut_at(segments, edge - 2)
        if len(bands) > 1 or bands[0].crossing:
            continue
        left, right = bands[0].left, bands[0].right
        if (
            left
            and right
            and all(segment.left - edge < 3 * segment.size for segment in right)
            and max(s.right for s in left) < edge - _GUTTER * left[0].size
            and min(len(left[0].text), len(right[0].text)) >= _FEWEST_CHARACTERS
        ):
            return [left, right]
    return []


def _possible_gutters(segments: list[Segment]) -> list[float]:
    """Places just left of where many segments begin."""
    edges: Counter[int] = Counter(round(segment.left / 3) for segment in segments)
    leftmost = min(segment.left for segment in segments)
    found = []
    for edge, count in edges.most_common(4 * _CANDIDATES):
        first = edge * 3 - 1.5
        if count + edges[edge - 1] + edges[edge + 1] >= 2 and first > leftmost + 20:
            found.append(first - 0.5)
    return found[:_CANDIDATES]


def _cut_at(segments: list[Segment], gutter: float) -> list[_Band]:
    bands = [_Band([], [], [])]
    for segment in segments:
        band = bands[-1]
        if segment.left < gutter and segment.right > gutter + 1.5:
            if band.left or band.right:
                bands.append(_Band([segment], [], []))
            else:
                band.crossing.append(segment)
        elif segment.left >= gutter:
            band.right.append(segment)
        else:
            band.left.append(segment)
    return bands


def _has_two_columns(band: _Band) -> bool:
    left, right = band.left, band.right
    if len(left) < _FEWEST_LINES or len(right) < 2:
        return False
    size = _typical_size(left + right)
    gap = min(s.left for s in right) - _percentile([s.right for s in left], 0.97)
    if gap < _GUTTER * size:
        return False
    if len(right) < _FEWEST_LINES:
        return _is_spilled(left, right)
    if min(left[-1].bottom, right[-1].bottom) - max(left[0].top, right[0].top) <= 2 * size:
        return False
    if not _is_column(left, beside=right):
        return False
    return _is_column(right, beside=left) or _is_spilled(left, right)


def _is_spilled(left: list[Segment], right: list[Segment]) -> bool:
    """Whether the right column holds the last lines of a text that fills the left one.

    They begin at the top, in the size of the text, and follow each other closely.
    """
    if len(left) < 2 * max(_FEWEST_LINES, len(right)) or not _is_running_text(left):
        return False
    size = _typical_size(left)
    width = _percentile([s.right for s in left], 0.9) - min(s.left for s in left)
    return (
        right[0].right - right[0].left >= _FULL * width
        and all(abs(segment.size - size) < 0.1 * size for segment in right)
        and all(abs(segment.left - right[0].left) < 2 * size for segment in right)
        and max(_line_distances(right)) < _MOST_SPACING * size
        and right[0].top < left[len(left) // 2].top
    )


def _is_column(segments: list[Segment], beside: list[Segment]) -> bool:
    """Whether segments are a column of text, or more columns, where others stand beside them."""
    top, bottom = beside[0].top, beside[-1].bottom
    inner = [s for s in segments if s.bottom > top and s.top < bottom]
    parts = _without_labels(_cut_at_strips(inner))
    if len(parts) > 1:
        if all(_is_running_text(part) for part in parts):
            return True
        if _in_shared_lines(inner):  # the cells of a table
            return False
    return _is_running_text(segments)


def _is_running_text(segments: list[Segment]) -> bool:
    """Whether most lines fill the width of their column, as those of a paragraph do."""
    lines = _joined_lines(segments)
    if len(lines) < _FEWEST_LINES:
        return False
    parts = _without_labels(_cut_at_strips(_in_shared_lines(segments)))
    if len(parts) > 1:  # more columns, or the cells of a table
        return all(_is_running_text(part) for part in parts)
    left = min(line[0] for line in lines)
    width = _percentile([line[1] for line in lines], 0.9) - left
    full = sum(line[1] - line[0] >= _FULL * width for line in lines)
    characters = sum(line[2] for line in lines) / len(lines)
    return full >= _FEWEST_FULL * len(lines) and characters >= _FEWEST_CHARACTERS


def _without_labels(parts: list[list[Segment]]) -> list[list[Segment]]:
    """Parts of a column without those that only hold the bullets or labels of a list."""
    return [part for part in parts if not all(_LABEL.fullmatch(s.text) for s in part)]


def _in_shared_lines(segments: list[Segment]) -> list[Segment]:
    """Segments that stand beside others, if these are many."""
    by_line = sorted(segments, key=lambda s: s.baseline)
    shared = []
    for _, members in groupby(by_line, key=lambda s: round(s.baseline)):
        line = list(members)
        if len(line) > 1:
            shared += line
    return shared if len(shared) > 0.5 * len(segments) else []


def _cut_at_strips(segments: list[Segment]) -> list[list[Segment]]:
    """Segments to the left and right of strips that are free from top to bottom."""
    parts: list[list[Segment]] = []
    edge = 0.0
    for segment in sorted(segments, key=lambda s: s.left):
        if parts and segment.left - edge < _GUTTER * segment.size:
            parts[-1].append(segment)
            edge = max(edge, segment.right)
        else:
            parts.append([segment])
            edge = segment.right
    return parts


def _joined_lines(segments: list[Segment]) -> list[tuple[float, float, int]]:
    """Left edge, right edge and characters of each line."""
    lines: list[tuple[float, float, int]] = []
    baseline = 0.0
    for segment in sorted(segments, key=lambda s: s.baseline):
        if lines and abs(segment.baseline - baseline) < 0.3 * segment.size:
            left, right, characters = lines[-1]
            characters += len(segment.text)
            lines[-1] = (min(left, segment.left), max(right, segment.right), characters)
            continue
        lines.append((segment.left, segment.right, len(segment.text)))
        baseline = segment.baseline
    return lines


def _cut_masthead(band: _Band, is_top: bool) -> tuple[list[Segment], _Band]:
    """A first row such as “Bulletin … 3 June” that stands above the columns by itself.

    It may stand over the left column alone, so that the right one begins a line lower.
    """
    left, right = band.left, band.right
    if right[0].baseline > left[0].bottom and abs(left[1].baseline - right[0].baseline) < 2:
        rest = _Band([], left[1:], right)
        if not is_top or not _has_two_columns(rest):
            return [], band
        left[0].role = Role.APART
        return [left[0]], rest
    if abs(left[0].baseline - right[0].baseline) > 2:
        return [], band
    size = _typical_size(left + right)
    if min(left[1].top, right[1].top) - max(left[0].bottom, right[0].bottom) < 1.2 * size:
        return [], band
    rest = _Band([], left[1:], right[1:])
    return ([left[0], right[0]], rest) if _has_two_columns(rest) else ([], band)


def _cut_table_rows(band: _Band) -> list[_Band]:
    """The rows of a table whose cells hold running text; else the band as it is."""
    both = sorted(band.left + band.right, key=lambda segment: segment.baseline)
    size = _typical_size(both)
    distances = [
        distance
        for column in (band.left, band.right)
        for distance in _line_distances(column)
        if distance > 0.5 * size
    ]
    leading = _percentile(distances, 0.25) if distances else size
    cuts = [0.0]
    narrowest = float("inf")
    for previous, segment in pairwise(both):
        distance = segment.baseline - previous.baseline
        if distance > _ROW_GAP * leading:
            cuts.append(segment.baseline - 0.1)
            narrowest = min(narrowest, distance)
    if len(cuts) < _TABLE_ROWS:
        return [band]
    rows = []
    for top, end in pairwise([*cuts, float("inf")]):
        left = [s for s in band.left if top <= s.baseline < end]
        right = [s for s in band.right if top <= s.baseline < end]
        if not left or not right or abs(left[0].baseline - right[0].baseline) > 0.3 * size:
            return [band]
        if max([*_line_distances(left), *_line_distances(right), 0]) > 0.95 * narrowest:
            return [band]  # the distance of paragraphs, which coincide by chance
        rows.append(_Band([], left, right))
    return rows


def _line_distances(column: list[Segment]) -> list[float]:
    baselines = sorted(segment.baseline for segment in column)
    return [below - above for above, below in pairwise(baselines)]


def _typical_size(segments: list[Segment]) -> float:
    return _percentile([segment.size for segment in segments], 0.5)


def _percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
