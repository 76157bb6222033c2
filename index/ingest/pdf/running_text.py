"""Tells whether what stands below each other is running text, or rather the cells of a table."""

from __future__ import annotations

import re
from itertools import chain, groupby, pairwise

from index.ingest.pdf.records import Segment

__all__ = [
    "FEWEST_CHARACTERS",
    "FEWEST_LINES",
    "FULL",
    "GUTTER",
    "is_column",
    "is_running_text",
    "is_stretched",
    "line_distances",
    "percentile",
    "typical_size",
]

FEWEST_LINES = 3
"""Lines of a column, at least."""
GUTTER = 0.5
"""Least width of a gutter, as a share of the point size."""
FULL = 0.7
"""Share of the column's width that a line of running text fills, if it isn't a last line."""
_FEWEST_FULL = 0.4
"""Share of the lines of a column that must be full; cells of tables mostly aren't."""
_INSET = 0.25
"""Share of the column's width by which lines may be set in together, such as a long quotation."""
FEWEST_CHARACTERS = 15
"""Characters of an average line of running text; narrow newspaper columns have 25 to 35."""
_LABEL = re.compile(r"\[[^\]]{1,12}\]|[(\[]?(?:\d{1,3}|[a-zA-Z])[.)\]]|[^\w\s]")
"""Bullet, number or label such as “[12]” of a list."""


def is_column(segments: list[Segment], beside: list[Segment]) -> bool:
    """Whether segments are a column of text, or more columns, where others stand beside them."""
    top, bottom = beside[0].top, beside[-1].bottom
    inner = [s for s in segments if s.bottom > top and s.top < bottom]
    parts = _without_labels(_cut_at_strips(inner))
    if len(parts) > 1:
        if all(is_running_text(part) for part in parts):
            return True
        if _in_shared_lines(inner):  # the cells of a table
            return False
    return is_running_text(segments)


def is_running_text(segments: list[Segment]) -> bool:
    """Whether most lines fill the width of their column, as those of a paragraph do."""
    lines = _joined_lines(segments)
    if len(lines) < FEWEST_LINES:
        return False
    parts = _without_labels(_cut_at_strips(_in_shared_lines(segments)))
    if len(parts) > 1:  # more columns, or the cells of a table
        return all(is_running_text(part) for part in parts)
    left = min(line[0] for line in lines)
    width = percentile([line[1] for line in lines], 0.9) - left
    full = sum(
        line[1] - line[0] >= FULL * (width - min(line[0] - left, _INSET * width)) for line in lines
    )
    characters = sum(line[2] for line in lines) / len(lines)
    return full >= _FEWEST_FULL * len(lines) and characters >= FEWEST_CHARACTERS


def _without_labels(parts: list[list[Segment]]) -> list[list[Segment]]:
    """Parts of a column without those that only hold the bullets or labels of a list."""
    return [part for part in parts if not all(_LABEL.fullmatch(s.text) for s in part)]


def is_stretched(line: list[Segment]) -> bool:
    """Whether a line of words was stretched to the width of its column: its gaps are the same."""
    if len(line) < 4 or not any(map(str.isalpha, "".join(segment.text for segment in line))):
        return False
    ordered = sorted(line, key=lambda segment: segment.left)
    gaps = [b.left - a.right for a, b in pairwise(ordered)]
    widths = [segment.right - segment.left for segment in ordered[:-1]]
    return max(gaps) - min(gaps) < 0.1 * line[0].size < max(widths) - min(widths)


def _in_shared_lines(segments: list[Segment]) -> list[Segment]:
    """Segments that stand beside others, if these are many."""
    by_line = sorted(segments, key=lambda s: s.baseline)
    lines = [list(line) for _, line in groupby(by_line, key=lambda s: round(s.baseline))]
    shared = [line for line in lines if len(line) > 1 and not is_stretched(line)]
    count = sum(map(len, shared))
    return list(chain(*shared)) if len(shared) > 1 and count > 0.5 * len(segments) else []


def _cut_at_strips(segments: list[Segment]) -> list[list[Segment]]:
    """Segments to the left and right of strips that are free from top to bottom."""
    parts: list[list[Segment]] = []
    edge = 0.0
    for segment in sorted(segments, key=lambda s: s.left):
        if parts and segment.left - edge < GUTTER * segment.size:
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


def line_distances(column: list[Segment]) -> list[float]:
    """Distances between the baselines of a column, from top to bottom."""
    baselines = sorted(segment.baseline for segment in column)
    return [below - above for above, below in pairwise(baselines)]


def typical_size(segments: list[Segment]) -> float:
    """The point size in the middle."""
    return percentile([segment.size for segment in segments], 0.5)


def percentile(values: list[float], share: float) -> float:
    """The value below which a share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
