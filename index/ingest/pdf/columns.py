"""Finds the columns of a page and the order in which they are read.

A gutter is a vertical strip that the lines beside it leave free. Lines that cross it, such as a
headline, cut the page into bands; in each band the left column is read before the right one. Both
columns must look like running text: the cells of a table are read row by row.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from index.ingest.pdf.records import Role, Segment
from index.ingest.pdf.running_text import (
    FEWEST_CHARACTERS,
    FEWEST_LINES,
    FULL,
    GUTTER,
    is_column,
    is_running_text,
    line_distances,
    percentile,
    typical_size,
)

__all__ = ["order_regions"]

_MOST_SPACING = 2.5
"""Distance of two lines of one column as a multiple of the point size, between paragraphs, too."""
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
    if len(segments) < 4 * FEWEST_LINES:
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
            columns = [part.right, part.left] if _runs_to_left(part) else [part.left, part.right]
            for column in columns:
                regions += _order(column, depth + 1, edges)
    return regions + _order(pending, depth + 1, edges)


def _runs_to_left(band: _Band) -> bool:
    """Whether the text of two columns is Hebrew or Arabic, so that the right one comes first."""
    text = "".join(segment.text for segment in band.left + band.right)
    to_left = sum("\u0590" <= letter <= "\u08ff" for letter in text)
    return to_left > sum(map(str.isalpha, text)) / 2


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
            and max(s.right for s in left) < edge - GUTTER * left[0].size
            and min(len(left[0].text), len(right[0].text)) >= FEWEST_CHARACTERS
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
    if len(left) < FEWEST_LINES or len(right) < 2:
        return False
    size = typical_size(left + right)
    gap = min(s.left for s in right) - percentile([s.right for s in left], 0.97)
    if gap < GUTTER * size:
        return False
    if len(right) < FEWEST_LINES:
        return _is_spilled(left, right)
    if min(left[-1].bottom, right[-1].bottom) - max(left[0].top, right[0].top) <= 2 * size:
        return False
    if not is_column(left, beside=right):
        return False
    return is_column(right, beside=left) or _is_spilled(left, right)


def _is_spilled(left: list[Segment], right: list[Segment]) -> bool:
    """Whether the right column holds the last lines of a text that fills the left one.

    They begin at the top, in the size of the text, and follow each other closely.
    """
    if len(left) < 2 * max(FEWEST_LINES, len(right)) or not is_running_text(left):
        return False
    size = typical_size(left)
    width = percentile([s.right for s in left], 0.9) - min(s.left for s in left)
    return (
        max(segment.right - segment.left for segment in right) >= FULL * width
        and all(abs(segment.size - size) < 0.1 * size for segment in right)
        and all(abs(segment.left - right[0].left) < 3 * size for segment in right)
        and max(line_distances(right)) < _MOST_SPACING * size
        and right[0].top < left[len(left) // 2].top
    )


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
    size = typical_size(left + right)
    if min(left[1].top, right[1].top) - max(left[0].bottom, right[0].bottom) < 1.2 * size:
        return [], band
    rest = _Band([], left[1:], right[1:])
    return ([left[0], right[0]], rest) if _has_two_columns(rest) else ([], band)


def _cut_table_rows(band: _Band) -> list[_Band]:
    """The rows of a table whose cells hold running text; else the band as it is."""
    both = sorted(band.left + band.right, key=lambda segment: segment.baseline)
    size = typical_size(both)
    distances = [
        distance
        for column in (band.left, band.right)
        for distance in line_distances(column)
        if distance > 0.5 * size
    ]
    leading = percentile(distances, 0.25) if distances else size
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
        if max([*line_distances(left), *line_distances(right), 0]) > 0.95 * narrowest:
            return [band]  # the distance of paragraphs, which coincide by chance
        rows.append(_Band([], left, right))
    return rows
