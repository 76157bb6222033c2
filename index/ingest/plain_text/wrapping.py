"""Finds the line breaks that stand inside a paragraph, in texts broken at any width.

Each break is judged by itself. It stands inside a paragraph if a sentence visibly goes on across
it, or if the next line's first word would not have fitted into the width at which the lines around
are broken (see `line_widths`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.ingest.plain_text.continuations import hangs_under_cell, is_closed
from index.ingest.plain_text.divisions import ends_in_division
from index.ingest.plain_text.line_starts import (
    begins_record_turn,
    find_ordinal,
    has_columns,
    is_in_capitals,
    is_label_alone,
    is_row,
    is_rule,
    width_of_start,
)
from index.ingest.plain_text.line_widths import (
    RAGGED,
    LineBlock,
    measure_blocks,
    room_in_line,
    split_into_blocks,
)
from index.ingest.plain_text.lines import TextLine

_LONG = 45
"""Columns from which a line may be broken at the end of a clause."""
_ALIGNED = 16
"""Columns of indentation from which a line is centred or aligned at the right."""


@dataclass(slots=True)
class _Paragraph:
    """The paragraph that the lines before a break belong to."""

    start: str | None
    hanging: int
    """Column of the words behind its list's sign or label."""
    list_start: str | None
    ordinal: int
    """What the list's last item begins with, and its place in the list."""
    indent: int | None = None
    """Column of its second and later lines."""

    @property
    def is_short(self) -> bool:
        """Whether it has a single line so far."""
        return self.indent is None


def find_broken_lines(lines: Sequence[TextLine]) -> list[int]:
    """The numbers of the lines whose paragraph goes on in the next line.

    Args:
        lines: The lines with words, in the order of the text, without running heads.
    """
    blocks = split_into_blocks(lines)
    slack = measure_blocks(blocks)
    counts = _count_starts(blocks)
    broken: list[int] = []
    first = 0
    for block in blocks:
        if block.width:
            broken.extend(first + number for number in _broken_in(block, slack, counts))
        first += len(block.lines)
    return broken


def _count_starts(blocks: Sequence[LineBlock]) -> Mapping[tuple[str, int], int]:
    """How often lines begin each turn and each item of a list, by its place in the list."""
    return Counter(
        (start, find_ordinal(line.words) or 0)
        for block in blocks
        for start, line in zip(block.starts, block.lines, strict=True)
        if start
    )


def _broken_in(
    block: LineBlock, slack: float, counts: Mapping[tuple[str, int], int]
) -> Iterator[int]:
    lines = block.lines
    sure = set(block.going_on)
    indents_begin = _indents_begin_paragraphs(block, sure)
    hanging = not indents_begin and _all_paragraphs_hang(block, sure)
    base = min(line.indent for line in lines)
    paragraph = _begin(lines[0], block.starts[0], None)
    for number in range(len(lines) - 1):
        line, following = lines[number], lines[number + 1]
        sentence_goes_on = number in sure
        full = room_in_line(lines, number, block.width) <= max(slack - 1, 0)
        if _begins_block(line, following, block.starts[number + 1], paragraph, counts, full):
            joined = False
        elif hanging and line.indent == following.indent == base:
            joined = sentence_goes_on and full
        elif _stays_in(paragraph, line, following, indents_begin, base):
            joined = full or (sentence_goes_on and _fits(lines, number, block.width))
        else:
            joined = sentence_goes_on and full
        if joined:
            paragraph.indent = following.indent
            yield number
        else:
            paragraph = _begin(following, block.starts[number + 1], paragraph)


def _begin(line: TextLine, start: str | None, before: _Paragraph | None) -> _Paragraph:
    hanging = line.indent + width_of_start(line.words) if start else line.indent
    ordinal = find_ordinal(line.words) if start else None
    if ordinal is not None:
        return _Paragraph(start, hanging, start, ordinal)
    if before is None:
        return _Paragraph(start, hanging, None, 0)
    return _Paragraph(start, hanging, before.list_start, before.ordinal)


def _fits(lines: Sequence[TextLine], number: int, width: float) -> bool:
    return (
        room_in_line(lines, number, width) <= RAGGED * width
        or lines[number].width >= _LONG
        or ends_in_division(lines[number].words)
    )


def _begins_block(
    line: TextLine,
    following: TextLine,
    start: str | None,
    paragraph: _Paragraph,
    counts: Mapping[tuple[str, int], int],
    full: bool,
) -> bool:
    """Whether a line begins a block whatever its width: an item, a turn, a heading, a row."""
    words, next_words = line.words, following.words
    if is_rule(words) or is_rule(next_words):
        return True
    if is_row(words) and not hangs_under_cell(line, following):
        return True
    if is_label_alone(words) or _is_heading_beside(words, next_words, full):
        return True
    if start is None:
        return has_columns(next_words)
    if not full:
        return True
    if start.endswith(":"):
        return _begins_turn(words, start, paragraph, counts)
    ordinal = find_ordinal(next_words)
    if ordinal is None:
        # A dash at the head of a line may also be one inside a sentence.
        return start == paragraph.start or is_closed(words)
    if ordinal == paragraph.ordinal + 1 and start == paragraph.list_start:
        return True
    return ordinal == 1 and (is_closed(words) or (start, 2) in counts)


def _begins_turn(
    words: str, start: str, paragraph: _Paragraph, counts: Mapping[tuple[str, int], int]
) -> bool:
    """Whether a name and a colon behind a full line begin a turn, not the end of a sentence."""
    if start == paragraph.start or counts[start, 0] > 1 or is_closed(words) or words[-1] in "-—–":
        return True
    # Names and facts line by line, as at the head of a mail.
    return paragraph.start is not None and paragraph.start.endswith(":") and paragraph.is_short


def _is_heading_beside(words: str, following: str, full: bool) -> bool:
    """Whether one of two lines is a heading in capitals, and not the end of a sentence."""
    if is_in_capitals(words) == is_in_capitals(following):
        return False
    if is_in_capitals(words):
        return not (full and not is_closed(words) and following[0].islower())
    return not (full and not is_closed(words) and following.endswith("."))


def _stays_in(
    paragraph: _Paragraph, line: TextLine, following: TextLine, indents_begin: bool, base: int
) -> bool:
    """Whether a line's indentation is that of the paragraph before it."""
    if paragraph.indent is not None:
        return abs(following.indent - paragraph.indent) < 2
    difference = following.indent - line.indent
    if difference < 0:
        return line.indent < _ALIGNED
    if difference == 0:
        return not (indents_begin and line.indent > base)
    if hangs_under_cell(line, following):
        return True
    if begins_record_turn(following.words):
        return False
    return abs(following.indent - paragraph.hanging) < 2 or not indents_begin


def _indents_begin_paragraphs(block: LineBlock, sure: set[int]) -> bool:
    """Whether indented lines begin paragraphs in a block; else they continue one."""
    lines = block.lines
    votes = 0
    for number in range(len(lines) - 1):
        difference = lines[number + 1].indent - lines[number].indent
        if difference == 0:
            continue
        if number in sure:
            votes += 2 if difference < 0 else -2
        elif block.starts[number + 1] is not None:
            votes += 1 if difference > 0 else -1
        elif is_closed(lines[number].words):
            votes += 1 if difference > 0 else 0
    return votes > 0 or (votes == 0 and lines[0].indent > min(line.indent for line in lines))


def _all_paragraphs_hang(block: LineBlock, sure: set[int]) -> bool:
    """Whether only the first line of each paragraph is at the left, and no other one."""
    base = min(line.indent for line in block.lines)
    hanging = 0
    for number in sure:
        line, following = block.lines[number], block.lines[number + 1]
        if line.indent == following.indent == base:
            return False
        hanging += line.indent == base
    return hanging > 1
