"""Puts the segments of a column together to lines, with large initials in front of their word."""

from __future__ import annotations

from collections import Counter

from index.ingest.pdf.records import PrintedLine, Role, Segment
from index.ingest.pdf.tables import group_table_rows, write_cells
from index.lexicon.function_words import ADVERBS, AUXILIARIES, BOUNDARIES, PREPOSITIONS, PRONOUNS
from index.records import Span

__all__ = ["attach_initials", "make_lines"]

_SAME_LINE = 0.35
"""Share of the point size by which baselines of one line may differ."""
_LARGE_INITIAL = 1.7
"""How many times larger than the text a large initial is, at least."""
_CELL_GAP = 2.5
"""Gap, as a share of the point size, that is wider than any between the words of a sentence."""
_WORD_GAP = 0.12
_PUNCTUATION = ".,;:!?“”\"'‘’()"


def make_lines(segments: list[Segment], page: int, region: int) -> list[PrintedLine]:
    """The lines of one region of a page, from top to bottom."""
    if not segments:
        return []
    initials, others = _find_initials(segments)
    rows: list[list[Segment]] = []
    for segment in sorted(others, key=lambda s: (s.baseline, s.left)):
        row = next((r for r in rows[-3:] if _is_in_row(segment, r)), None)
        if row is None:
            rows.append([segment])
        else:
            row.append(segment)
    lines = [_write_group(group, page, region) for group in group_table_rows(rows)]
    for initial in initials:
        _put_in_front(initial, lines, page, region)
    return lines


def _is_in_row(segment: Segment, row: list[Segment]) -> bool:
    first = row[0]
    if Role.APART in (first.role, segment.role):
        return False
    size = min(segment.size, first.size)
    if abs(segment.baseline - first.baseline) > _SAME_LINE * size:
        return False
    return all(
        segment.left >= other.right - 0.5 * size or segment.right <= other.left + 0.5 * size
        for other in row
    )


def _write_group(group: list[list[Segment]], page: int, region: int) -> PrintedLine:
    """A printed line; or a row of a table, whose cells hold more than one line, as one line."""
    if len(group) == 1:
        return _join(group[0], page, region)
    rows = [_join(row, page, region) for row in group]
    whole = rows[0]
    cells = [[_join([part], page, region) for part in cell] for cell in write_cells(group)]
    whole.text = "\t".join(" ".join(line.text for line in cell) for cell in cells)
    whole.marks = []
    whole.role = Role.APART
    for row in rows[1:]:
        whole.left, whole.right = min(whole.left, row.left), max(whole.right, row.right)
        whole.bottom = max(whole.bottom, row.bottom)
    return whole


def _join(row: list[Segment], page: int, region: int) -> PrintedLine:
    row.sort(key=lambda segment: segment.left)
    if sum(map(_is_right_to_left, row)) > len(row) / 2:
        row.reverse()
    text = ""
    marks: list[Span] = []
    powers: list[Span] = []
    cells: list[tuple[float, float]] = []
    for at, segment in enumerate(row):
        if at:
            gap = max(segment.left - row[at - 1].right, row[at - 1].left - segment.right)
            size = max(segment.size, row[at - 1].size)
            is_next = abs(segment.order - row[at - 1].order) == 1
            if gap > _CELL_GAP * size:
                text += " " if text.endswith(":") else "\t"
                cells.append((segment.left, segment.right))
            elif gap > _WORD_GAP * size or not is_next:
                text += " "
        marks += [Span(len(text) + start, len(text) + end) for start, end in segment.marks]
        powers += [Span(len(text) + start, len(text) + end) for start, end in segment.powers]
        text += segment.text
    longest = max(row, key=lambda segment: len(segment.text))
    return PrintedLine(
        text=text,
        left=min(segment.left for segment in row),
        right=max(segment.right for segment in row),
        top=min(segment.top for segment in row),
        bottom=max(segment.bottom for segment in row),
        baseline=longest.baseline,
        size=longest.size,
        bold=all(segment.bold for segment in row),
        first_width=row[0].first_width,
        page=page,
        region=region,
        quarter=longest.quarter,
        marks=marks,
        powers=powers,
        cells=cells,
        role=longest.role,
        starts_raised=row[0].starts_raised,
    )


def _is_right_to_left(segment: Segment) -> bool:
    return any("\u0590" <= character <= "\u08ff" for character in segment.text[:4])


def _find_initials(segments: list[Segment]) -> tuple[list[Segment], list[Segment]]:
    """Single large letters, which stand in front of two or more lines; and all other segments."""
    sizes = sorted(segment.size for segment in segments)
    typical = sizes[len(sizes) // 2]
    initials = [
        segment
        for segment in segments
        if len(segment.text.strip("“\"‘'«„")) == 1
        and segment.text[-1].isalpha()
        and segment.size >= _LARGE_INITIAL * typical
    ]
    if not initials or len(initials) > 20:
        return [], segments
    return initials, [s for s in segments if not any(s is initial for initial in initials)]


def _put_in_front(initial: Segment, lines: list[PrintedLine], page: int, region: int) -> None:
    """Begin the uppermost line beside an initial with it, and take the lines' indent away."""
    beside = [
        line
        for line in lines
        if line.left >= initial.right - 0.3 * line.size
        and line.left - initial.right < 1.5 * initial.size
        and initial.baseline - 0.85 * initial.size < line.baseline
        and line.baseline - 0.3 * line.size < initial.baseline
    ]
    if not beside:
        lines.append(_join([initial], page, region))
        lines.sort(key=lambda line: line.baseline)
        return
    first = beside[0]
    first.initial = initial.text
    first.initial_apart = first.left - beside[-1].left > 0.15 * first.size
    first.first_width += first.left - initial.left
    indent = min(line.left for line in beside)
    for line in lines[lines.index(first) :]:
        if line not in beside and abs(line.left - indent) > 1:
            break
        line.left = initial.left


def _first_word(line: PrintedLine) -> str:
    words = line.text.split(maxsplit=1)
    return words[0].strip(_PUNCTUATION).lower() if words else ""


def attach_initials(lines: list[PrintedLine]) -> None:
    """Write each large initial in front of its line, with a space if it is a word by itself.

    “A” and “I” are words in front of “board”, but not of “fter”: the words of the document decide.
    """
    with_initials = [line for line in lines if line.initial]
    if not with_initials:
        return
    known = Counter(
        word.strip(_PUNCTUATION).lower() for line in lines for word in line.text.split()
    )
    # What stands behind an initial may be the rest of a word: it doesn't know itself.
    known.subtract(_first_word(line) for line in with_initials)
    known.update(ADVERBS | AUXILIARIES | BOUNDARIES | PREPOSITIONS | PRONOUNS)
    for line in with_initials:
        following = _first_word(line)
        joined = line.initial[-1].lower() + following
        apart = line.initial[-1] in "AIO" and (
            line.initial_apart or (known[joined] <= 0 < known[following] and len(following) > 1)
        )
        start = line.initial + (" " if apart else "")
        line.marks = [Span(mark.start + len(start), mark.end + len(start)) for mark in line.marks]
        line.text, line.initial = start + line.text, ""
