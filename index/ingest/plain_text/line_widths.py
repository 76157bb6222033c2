"""Measures the width at which the lines of a text are broken, block by block.

A block is what stands between two empty lines. Its width is that of the lines whose sentence
visibly goes on; a block without such lines takes the width of a block near it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from index.ingest.plain_text.continuations import (
    NARROWEST,
    WIDEST,
    has_no_cases,
    line_goes_on,
)
from index.ingest.plain_text.divisions import ends_in_division
from index.ingest.plain_text.line_starts import find_start
from index.ingest.plain_text.lines import TextLine

RAGGED = 0.35
"""Largest share of the width that a broken line may leave empty. A line with more room left ends
for another reason."""
_WIDER = 1.2
"""Lines that are wider than this many times the width show that it isn't one."""
_TRUSTED = 0.6
"""Least share of the visible continuations of a block that must fit its width; and least share of
a width that the widest line of a block must have to be broken at that width."""
_FEW = 6
"""Visible continuations from which the widest of them shows the width of the block."""
_OUTLIERS = 30
"""One in so many lines may be wider than the width, such as a line with a long address."""
_NEAR = 6
"""Number of blocks before and after a block whose widths may be its own."""
_MOST_SLACK = 20.0
"""Columns that lines may commonly leave empty; what leaves more is verse or a list."""


@dataclass(slots=True)
class LineBlock:
    """Lines without an empty line between, and the width at which they are broken."""

    lines: list[TextLine]
    width: float = 0
    going_on: list[int] = field(default_factory=list)
    """Numbers of the lines whose sentence visibly goes on in the next line."""
    starts: list[str | None] = field(default_factory=list)
    """What each line begins; see `find_start`."""
    measured: bool = False
    """Whether the width comes from the block's own lines."""


def split_into_blocks(lines: Sequence[TextLine]) -> list[LineBlock]:
    """Put the lines together that no empty line and no other depth of quoting sets apart."""
    blocks: list[LineBlock] = []
    for line in lines:
        last = blocks[-1].lines[-1] if blocks else None
        if last is None or line.after_blank or line.quote_depth != last.quote_depth:
            blocks.append(LineBlock([]))
        blocks[-1].lines.append(line)
    return blocks


def measure_blocks(blocks: Sequence[LineBlock]) -> float:
    """Find the width of each block.

    Returns:
        The columns that broken lines commonly leave empty in this text; 0 if they are filled as
        far as possible.
    """
    for block in blocks:
        _measure(block)
    _share_widths(blocks)
    rooms = sorted(
        room_in_line(block.lines, number, block.width)
        for block in blocks
        if block.measured and len(block.going_on) > 1
        for number in block.going_on
    )
    return max(0.0, min(rooms[len(rooms) * 3 // 4], _MOST_SLACK)) if rooms else 0.0


def room_in_line(lines: Sequence[TextLine], number: int, width: float) -> float:
    """Columns left in a line if the next line's first word had been put into it."""
    words = lines[number + 1].words
    is_ideograph = "\u3040" <= words[0] <= "\u9fff" or "\uf900" <= words[0] <= "\ufaff"
    first = 1 if is_ideograph else len(words.split(None, 1)[0])
    return width - (lines[number].width + 1 + first)


def _measure(block: LineBlock) -> None:
    """Find the visible continuations and the width of a block's lines."""
    lines = block.lines
    if len(lines) < 2:
        block.starts = [None]
        return
    block.starts = [find_start(line.words) for line in lines]
    block.going_on = [
        number
        for number in range(len(lines) - 1)
        if block.starts[number + 1] is None and line_goes_on(lines[number], lines[number + 1])
    ]
    if not block.going_on:
        _measure_without_cases(block)
        return
    width = _widest(block)
    fitting = sum(
        room_in_line(lines, number, width) <= RAGGED * width
        or ends_in_division(lines[number].words)
        for number in block.going_on
    )
    too_wide = sum(line.width > _WIDER * width and " " in line.words for line in lines)
    is_trusted = fitting >= _TRUSTED * len(block.going_on) and too_wide * 10 <= len(lines)
    if is_trusted and NARROWEST <= width <= WIDEST:
        block.width = width
        block.measured = True


def _widest(block: LineBlock) -> float:
    widths = sorted(block.lines[number].width for number in block.going_on)
    width = widths[-1 - len(widths) // _OUTLIERS]
    if len(widths) >= _FEW:
        return width
    wider = (line.width for line in block.lines if width < line.width <= _WIDER * width)
    return max(width, *wider, 0)


def _measure_without_cases(block: LineBlock) -> None:
    """Measure lines that don't show by small letters that a sentence goes on."""
    lines = block.lines
    if len(lines) < 3 or sum(has_no_cases(line.words) for line in lines) * 10 < 8 * len(lines):
        return
    width = max(line.width for line in lines)
    inner = [number for number in range(len(lines) - 1) if block.starts[number + 1] is None]
    full = sum(room_in_line(lines, number, width) < 1 for number in inner)
    narrowest = NARROWEST if lines[0].words.isupper() else NARROWEST / 2
    if narrowest <= width <= WIDEST and full > 1 and full * 10 >= 8 * len(inner):
        block.width = width
        block.measured = True


def _share_widths(blocks: Sequence[LineBlock]) -> None:
    """Give each block without a sure width that of a block near it with one."""
    measured = [number for number, block in enumerate(blocks) if block.measured]
    if not measured:
        return
    common = Counter(blocks[number].width for number in measured).most_common(_NEAR)
    frequent = [width for width, _ in common]
    for number, block in enumerate(blocks):
        if len(block.lines) < 2 or (block.measured and len(block.going_on) > 1):
            continue
        at = bisect_left(measured, number)
        near = sorted(measured[max(0, at - _NEAR) : at + _NEAR], key=lambda it: abs(it - number))
        _share_width(block, [blocks[other].width for other in near] + frequent)


def _share_width(block: LineBlock, widths: Sequence[float]) -> None:
    widest = max(line.width for line in block.lines)
    shared = next((width for width in widths if _TRUSTED * width <= widest <= width + 1), 0.0)
    if not shared and not block.measured:
        shared = next((width for width in widths if widest <= _WIDER * width), 0.0)
    block.width = max(shared, block.width)
