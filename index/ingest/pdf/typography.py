"""How a document is set: the distances of its lines, where lines end, the size of its text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from index.ingest.pdf.records import PageLayout, PrintedLine

__all__ = ["FLUSH", "Typography", "measure_typography", "starts_with_label"]

_LABEL = re.compile(
    r"(?:[A-ZÀ-ÞА-Я][\w.'’()-]{0,30}+[ \t]{1,2}){0,7}+"
    r"[A-ZÀ-ÞА-Я(][\w.'’()-]{0,30}+\s?:(?:\s|$)"
)
_QUESTION_OR_ANSWER = re.compile(r"[QA][.:]?\s")
_SAME_EDGE = 2.0
"""Points by which the edges of lines with one margin may differ."""
_FEWEST_LABELS = 3
"""Lines that begin with a speaker's label, in a transcript."""
_LEADING_SHARE = 0.15
"""Share of the line distances of a column that the distance inside paragraphs has, at least."""
FLUSH = 1.5
"""Points by which the ends of justified lines may differ."""
_FEWEST_JUSTIFIED = 6
_SHARE_JUSTIFIED = 0.6
"""Lines of a justified column, and the share of them that end at the margin, at least."""
_FEWEST_WRAPPED = 3
"""Lines with an indent of their own that have a right margin of their own."""


@dataclass(slots=True)
class Typography:
    """Facts about the whole document that its paragraphs are found by."""

    body_size: float
    leadings: dict[tuple[int, float], float] = field(default_factory=dict)
    """Distance of the lines inside a paragraph, by column and point size; column -1 stands for
    the document."""
    has_labels: bool = False
    """Whether it is a transcript whose turns begin with the speaker's name and a colon."""
    has_questions: bool = False
    """Whether its turns begin with Q and A."""
    indents_first_lines: bool = False
    """Whether the first lines of paragraphs are set in."""
    justified: set[int] = field(default_factory=set)
    """The columns whose lines all end at the right margin, last lines of paragraphs aside."""
    margins: dict[int, float] = field(default_factory=dict)
    """The left edge of most lines, by column."""

    def leading_of(self, line: PrintedLine) -> float:
        """The distance of the lines inside a paragraph; 0 if unknown."""
        size = round(line.size)
        return self.leadings.get((line.region, size)) or self.leadings.get((-1, size), 0.0)


def starts_with_label(text: str) -> bool:
    """Whether a line begins with a name and a colon, as a turn of a transcript does."""
    return _LABEL.match(text[:200]) is not None


def measure_typography(
    lines: list[PrintedLine], pages: list[PageLayout], others: Sequence[PrintedLine] = ()
) -> Typography:
    """Measure how the lines of a document are set; and set the `limit` of each line.

    Args:
        lines: The lines.
        pages: All pages.
        others: Lines that stand in the same columns, such as the text above the notes.
    """
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    facts = Typography(body_size=sizes.most_common(1)[0][0] if sizes else 0.0)
    labels = sum(starts_with_label(line.text) for line in lines)
    facts.has_labels = labels >= _FEWEST_LABELS and labels >= 0.03 * len(lines)
    facts.has_questions = sum(
        _QUESTION_OR_ANSWER.match(line.text) is not None for line in lines
    ) >= max(_FEWEST_LABELS, 0.1 * len(lines))
    _measure_leadings(lines, facts)
    for region, members in groupby(lines, key=lambda line: line.region):
        column = list(members)
        facts.margins[region] = _most_common_edge([line.left for line in column])
    facts.indents_first_lines = _count_indents(lines, facts) >= max(3, 0.02 * len(lines))
    _set_limits(lines, pages, others)
    for region, members in groupby(lines, key=lambda line: line.region):
        column = list(members)
        flush = sum(line.limit - line.right <= FLUSH for line in column)
        if len(column) >= _FEWEST_JUSTIFIED and flush >= _SHARE_JUSTIFIED * len(column):
            facts.justified.add(region)
    return facts


def _count_indents(lines: list[PrintedLine], facts: Typography) -> int:
    """How many lines are set in while the next one stands at the margin."""
    return sum(
        line.region == following.region
        and line.left - facts.margins[line.region] > 0.7 * line.size
        and abs(following.left - facts.margins[line.region]) <= _SAME_EDGE
        for line, following in pairwise(lines)
    )


def _measure_leadings(lines: list[PrintedLine], facts: Typography) -> None:
    distances: defaultdict[tuple[int, float], list[float]] = defaultdict(list)
    for previous, line in pairwise(lines):
        distance = line.baseline - previous.baseline
        same_size = abs(line.size - previous.size) < 0.05 * line.size
        if previous.region == line.region and same_size and 0.8 < distance / max(line.size, 1) < 3:
            distances[line.region, round(line.size)].append(distance)
            distances[-1, round(line.size)].append(distance)
    for key, values in distances.items():
        values.sort()
        fewest = max(2, _LEADING_SHARE * len(values))
        for at, value in enumerate(values):
            near = sum(other <= 1.04 * value for other in values[at : at + int(fewest) + 2])
            if near >= fewest:
                facts.leadings[key] = value
                break


def _set_limits(
    lines: list[PrintedLine], pages: list[PageLayout], others: Sequence[PrintedLine]
) -> None:
    """Find where the lines of each paragraph end at the latest: the right margin of its column.

    A page with few lines may have none that reaches the margin. It is then as far from the right
    edge of the page as the text is from the left one, or where other pages have it.
    """
    widest: defaultdict[tuple[int, int], float] = defaultdict(float)
    regions = [list(members) for _, members in groupby(lines, key=lambda line: line.region)]
    around = [list(members) for _, members in groupby(others, key=lambda line: line.region)]
    beside = {column[0].region: _right_edge(column) for column in around if len(column) >= 4}
    for column in regions:
        if len(column) >= 4:
            key = (column[0].quarter, round(min(line.left for line in column) / 5))
            widest[key] = max(widest[key], _right_edge(column))
    for column in regions:
        limit = _right_edge(column)
        left = min(line.left for line in column)
        if len(column) < 4:
            layout = pages[column[0].page]
            width = layout.height if column[0].quarter % 2 else layout.width
            elsewhere = beside.get(column[0].region) or widest.get(
                (column[0].quarter, round(left / 5)), 0.0
            )
            limit = max(limit, elsewhere or min(width - left, left + 0.6 * (width - 2 * left)))
        for line in column:
            line.limit = limit
        _set_limits_of_insets(column)


def _right_edge(column: list[PrintedLine]) -> float:
    """Where the lines of a column end, leaving out a few that stick out."""
    edges = sorted(line.right for line in column)
    return edges[-1] if len(edges) < 40 else max(edges[int(0.95 * len(edges))], edges[-3])


def _set_limits_of_insets(column: list[PrintedLine]) -> None:
    """Give lines that are indented together, such as a long quotation, their own right margin."""
    margin = _most_common_edge([line.left for line in column])
    for _, members in groupby(column, key=lambda line: round(line.left / _SAME_EDGE)):
        block = list(members)
        if block[0].left > margin + block[0].size and len(block) >= _FEWEST_WRAPPED:
            limit = max(line.right for line in block)
            for line in block:
                line.limit = min(line.limit, limit)


def _most_common_edge(edges: list[float]) -> float:
    counts = Counter(round(edge / _SAME_EDGE) for edge in edges)
    most = max(counts.values())
    return min(edge for edge, count in counts.items() if count == most) * _SAME_EDGE
