"""Finds the line breaks that stand inside a paragraph, in texts broken at any width.

Each break is judged by itself. It stands inside a paragraph if a sentence visibly goes on across
it, or if the next line's first word would not have fitted into the width at which the lines around
are broken. That width is measured in the paragraphs in which sentences visibly go on.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from index.ingest.plain_text.divisions import ends_in_division
from index.ingest.plain_text.line_starts import (
    begins_record_turn,
    find_start,
    has_columns,
    is_in_capitals,
    is_label_alone,
    is_row,
    is_rule,
    width_of_start,
)
from index.ingest.plain_text.lines import BLANKS, TextLine
from index.lexicon.function_words import NO_HEAD, PREPOSITIONS
from index.lexicon.titles import SHORT_WORD

NARROWEST, WIDEST = 28, 160
"""Columns between which texts are broken: a newspaper's column, and a wide window. Shorter lines
are those of lists, longer ones are paragraphs."""

CASELESS = "[\u0590-\u1fff\u2e80-\ud7ff\uf900-\ufdff\ufe70-\ufefe]"
"""Letters of scripts without capitals, for a regular expression."""
_OPENING = "“”„‟\"'‘‚«»‹›([{¿¡—–-*_`"
_CLOSED = re.compile(r"[.!?…:;。！？।؟][\"'”’»›)\]}*_`]*$|[{}]$")
_TITLE = re.compile(rf"(?:^|[\s“\"'‘(\[])(?:{SHORT_WORD})\.$")
_LAST_WORD = re.compile(r"([^\W\d_]+)$")
_OPEN_WORDS = frozenset(PREPOSITIONS) | NO_HEAD
_RAGGED = 0.35
"""Largest share of the width that a broken line may leave empty. A line with more room left ends
for another reason."""
_WIDER = 1.2
"""Lines that are wider than this many times the width show that it isn't one."""
_LONG = 45
"""Columns from which a line may be broken at the end of a clause."""
_TRUSTED = 0.6
"""Least share of the visible continuations of a block that must fit its width; and least share of
a width that the widest line of a block must have to be broken at that width."""
_FEW = 6
"""Visible continuations from which the widest of them shows the width of the block."""
_OUTLIERS = 30
"""One in so many lines may be wider than the width, such as a line with a long address."""
_ALIGNED = 16
"""Columns of indentation from which a line is centred or aligned at the right."""
_NEAR = 6
"""Number of blocks before and after a block whose widths may be its own."""


_SMALL = 20_000
"""Characters up to which a text is analysed in any case."""
_NEXT = rf"(?:\r\n?|[\n\u2028])[>{BLANKS}]*+[“\"'‘„«(\[]*+"
_OPEN_END = r"(?<![.!?…:;])(?<![.!?…:;] )(?<![.!?…:;]  )"
_SHOWS_WRAPPING = re.compile(
    rf"(?:^|[\r\n\u2028])(?=[^\r\n\u2028]{{{NARROWEST // 2}}})[^\r\n\u2028]*+"
    rf"(?:{_OPEN_END}{_NEXT}[a-zß-öø-ÿа-яёα-ωά-ώ]"
    rf"|(?<=\w[-\u00ad\u2010]){_NEXT}\w|{_NEXT}{CASELESS})"
)


def may_be_wrapped(text: str, start: int, end: int) -> bool:
    """Whether any line of `text[start:end]` may go on in the next: a quick test for long texts."""
    return end - start < _SMALL or _SHOWS_WRAPPING.search(text, start, end) is not None


@dataclass(slots=True)
class _Block:
    """Lines without an empty line between, and the width at which they are broken."""

    lines: list[TextLine]
    width: float = 0
    sure: list[int] = field(default_factory=list)
    """Numbers of the lines whose sentence visibly goes on in the next line."""
    starts: list[str | None] = field(default_factory=list)
    measured: bool = False
    """Whether the width comes from the block's own lines."""


@dataclass(slots=True)
class _Paragraph:
    """The paragraph that the lines before a break belong to."""

    start: str | None
    start_indent: int
    hanging: int
    """Column of the words behind its list's sign or label."""
    indent: int | None = None
    """Column of its second and later lines."""


def find_broken_lines(lines: Sequence[TextLine]) -> list[int]:
    """The numbers of the lines whose paragraph goes on in the next line.

    Args:
        lines: The lines with words, in the order of the text, without running heads.
    """
    blocks = list(_split_at_blanks(lines))
    for block in blocks:
        _measure(block)
    _share_widths(blocks)
    slack = _slack_of(blocks)
    counts = _count_starts(blocks)
    broken: list[int] = []
    first = 0
    for block in blocks:
        if block.width:
            broken.extend(first + number for number in _broken_in(block, slack, counts))
        first += len(block.lines)
    return broken


def _split_at_blanks(lines: Sequence[TextLine]) -> Iterator[_Block]:
    current: list[TextLine] = []
    for line in lines:
        if current and (line.after_blank or line.quote_depth != current[-1].quote_depth):
            yield _Block(current)
            current = []
        current.append(line)
    if current:
        yield _Block(current)


def _measure(block: _Block) -> None:
    """Find the visible continuations and the width of a block's lines."""
    lines = block.lines
    if len(lines) < 2:
        block.starts = [None]
        return
    block.starts = [find_start(line.words) for line in lines]
    block.sure = [
        number
        for number in range(len(lines) - 1)
        if block.starts[number + 1] is None
        and goes_on(lines[number].words, lines[number + 1].words)
    ]
    if not block.sure:
        if _is_caseless(lines):
            _measure_caseless(block)
        return
    widths = sorted(lines[number].width for number in block.sure)
    width = widths[-1 - len(widths) // _OUTLIERS]
    if len(widths) < _FEW:
        wider = (line.width for line in lines if width < line.width <= _WIDER * width)
        width = max(width, *wider, 0)
    if not NARROWEST <= width <= WIDEST:
        return
    fitting = sum(
        _room(lines, number, width) <= _RAGGED * width or ends_in_division(lines[number].words)
        for number in block.sure
    )
    too_wide = sum(line.width > _WIDER * width and " " in line.words for line in lines)
    if fitting >= _TRUSTED * len(block.sure) and too_wide * 10 <= len(lines):
        block.width = width
        block.measured = True


def goes_on(words: str, following: str) -> bool:
    """Whether a sentence visibly goes on from a line to the next."""
    if (
        (_CLOSED.search(words) and not _TITLE.search(words))
        or is_row(words)
        or has_columns(following)
    ):
        return False
    begin = following.lstrip(_OPENING)[:1]
    if begin.islower() or (ends_in_division(words) and begin.isalnum()):
        return True
    if _TITLE.search(words):
        return True
    last = _LAST_WORD.search(words)
    return last is not None and last[1] in _OPEN_WORDS


def _is_caseless(lines: Sequence[TextLine]) -> bool:
    """Whether the script has no capitals, so that no line shows that a sentence goes on."""
    begin = [line.words.lstrip(_OPENING)[:1] for line in lines]
    caseless = sum(letter.isalpha() and letter.lower() == letter.upper() for letter in begin)
    return len(lines) > 2 and caseless * 2 > len(lines)


def _measure_caseless(block: _Block) -> None:
    lines = block.lines
    width = max(line.width for line in lines)
    full = sum(_room(lines, number, width) < 1 for number in range(len(lines) - 1))
    if NARROWEST / 2 <= width <= WIDEST and full * 10 >= 8 * (len(lines) - 1):
        block.width = width
        block.measured = True


def _room(lines: Sequence[TextLine], number: int, width: float) -> float:
    """Columns left in a line if the next line's first word had been put into it."""
    words = lines[number + 1].words
    first = 1 if _is_ideograph(words[0]) else len(words.split(None, 1)[0])
    return width - (lines[number].width + 1 + first)


def _is_ideograph(letter: str) -> bool:
    return "\u3040" <= letter <= "\u9fff" or "\uf900" <= letter <= "\ufaff"


def _share_widths(blocks: Sequence[_Block]) -> None:
    """Give each block without a sure width that of a block near it with one."""
    measured = [number for number, block in enumerate(blocks) if block.measured]
    if not measured:
        return
    common = Counter(blocks[number].width for number in measured).most_common(_NEAR)
    frequent = [width for width, _ in common]
    for number, block in enumerate(blocks):
        if len(block.lines) < 2 or (block.measured and len(block.sure) > 1):
            continue
        at = bisect_left(measured, number)
        near = sorted(
            measured[max(0, at - _NEAR) : at + _NEAR], key=lambda other: abs(other - number)
        )
        widest = max(line.width for line in block.lines)
        widths = [blocks[other].width for other in near] + frequent
        shared = next((width for width in widths if _TRUSTED * width <= widest <= width + 1), 0.0)
        if not shared and not block.measured:
            shared = next((width for width in widths if widest <= _WIDER * width), 0.0)
        block.width = max(shared, block.width)


def _slack_of(blocks: Sequence[_Block]) -> float:
    """Columns that broken lines commonly leave empty; 0 if they are filled as far as possible."""
    rooms = sorted(
        _room(block.lines, number, block.width)
        for block in blocks
        if block.measured and len(block.sure) > 1
        for number in block.sure
    )
    return max(0.0, min(rooms[len(rooms) * 3 // 4], 20.0)) if rooms else 0.0


def _count_starts(blocks: Sequence[_Block]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for block in blocks:
        for start in block.starts:
            if start:
                counts[start] = counts.get(start, 0) + 1
    return counts


def _broken_in(block: _Block, slack: float, counts: dict[str, int]) -> Iterator[int]:
    lines = block.lines
    sure = set(block.sure)
    indents_begin = _indents_begin_paragraphs(block, sure)
    base = min(line.indent for line in lines)
    paragraph = _begin(lines[0], block.starts[0])
    for number in range(len(lines) - 1):
        line, following = lines[number], lines[number + 1]
        sentence_goes_on = number in sure
        full = _room(lines, number, block.width) <= slack - 1 + (slack == 0)
        if _begins_block(line, following, block.starts[number + 1], paragraph, counts, full):
            joined = False
        elif _stays_in(paragraph, line, following, indents_begin, base):
            joined = full or (sentence_goes_on and _fits(lines, number, block.width))
        else:
            joined = sentence_goes_on and full
        if joined:
            paragraph.indent = following.indent
            yield number
        else:
            paragraph = _begin(following, block.starts[number + 1])


def _begin(line: TextLine, start: str | None) -> _Paragraph:
    hanging = line.indent + width_of_start(line.words) if start else line.indent
    return _Paragraph(start, line.indent, hanging)


def _fits(lines: Sequence[TextLine], number: int, width: float) -> bool:
    return (
        _room(lines, number, width) <= _RAGGED * width
        or lines[number].width >= _LONG
        or (ends_in_division(lines[number].words))
    )


def _begins_block(
    line: TextLine,
    following: TextLine,
    start: str | None,
    paragraph: _Paragraph,
    counts: dict[str, int],
    full: bool,
) -> bool:
    """Whether a line begins a block whatever its width: an item, a turn, a heading, a row."""
    words, next_words = line.words, following.words
    if is_rule(words) or is_rule(next_words) or is_row(words):
        return True
    if is_label_alone(words) or _is_heading_beside(words, next_words, full):
        return True
    if start is None:
        return has_columns(next_words)
    if start == paragraph.start or counts.get(start, 0) > 1 or not (full and not is_closed(words)):
        return True
    return start.endswith(":") and start.isupper()


def _is_heading_beside(words: str, following: str, full: bool) -> bool:
    """Whether one of two lines is a heading in capitals, and not the end of a sentence."""
    if is_in_capitals(words) == is_in_capitals(following):
        return False
    if is_in_capitals(words):
        return not (full and not is_closed(words) and following[0].islower())
    return not (full and not is_closed(words) and following.endswith("."))


def is_closed(words: str) -> bool:
    """Whether a line ends where a sentence or a clause does."""
    return _CLOSED.search(words) is not None


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
    if begins_record_turn(following.words):
        return False
    return abs(following.indent - paragraph.hanging) < 2 or not indents_begin


def _indents_begin_paragraphs(block: _Block, sure: set[int]) -> bool:
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
