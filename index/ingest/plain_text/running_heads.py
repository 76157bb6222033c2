"""Finds the heads and feet of pages in plain text: titles that recur, page numbers.

Only what is regular counts, as a line of prose that is taken for a head would be lost: lines at the
edges of pages that form feeds end, and lines with a page number that rises through the text and
that cut sentences in two.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from index.ingest.plain_text.line_starts import find_start
from index.ingest.plain_text.lines import TextLine

_PAGE_OF_RECORD = re.compile(r"\[\[?Page [A-Z]{0,2}\d{1,6}\]\]?")
_NUMBERED = re.compile(
    r"(?P<only>[-–—~|\[(<.*\s]{0,8}(?:(?:page|p\.|pg\.?|seite|página|pagina|стр\.|s\.)\s{0,3})?"
    r"(?P<number>\d{1,5})(?:\s{0,3}(?:of|/|von|de|из)\s{0,3}\d{1,5})?[-–—~|\])>.*\s]{0,8})$",
    re.IGNORECASE,
)
_PAGE_SIGN = re.compile(
    r"\W{0,4}(?:page|p\.|pg\.?|seite|página|стр\.)\s{0,3}\d{1,5}\b.{0,12}"
    r"|[-–—~]\s?\d{1,5}\s?[-–—~]|\d{1,5}\s(?:of|von|de|из)\s\d{1,5}",
    re.IGNORECASE,
)
"""A page number that can be nothing else."""
_WITH_NUMBER = re.compile(
    r"(?:(?P<first>\d{1,5})\b.*\D|.*\D\b(?P<last>\d{1,5})[\s\])|-]{0,4})$", re.DOTALL
)
_DIGITS = re.compile(r"\d+")
_OPEN = re.compile(r"[^.!?…:;\"”’)\]]$")
_EDGE = 3
"""Lines at the top and at the bottom of a page among which its head and foot are."""
_LONGEST = 120
_SENTENCE = 4
"""Least number of words of a sentence."""
_LEAST = 3
"""Number of times that a head must recur where no form feed ends the pages."""


_BARE_NUMBER = re.compile(
    r"(?:\r\n?|\n)[ \t]*[-–—~|\[(]{0,3}[ \t]?(?:[Pp]age[ \t])?\d{1,5}\b"
    r"[^\r\n\w]{0,8}(?:of \d+)?[ \t]*[\r\n]"
)


def may_have_pages(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` has any sign of printed pages: a quick test for long texts."""
    if text.find("\f", start, end) >= 0 or text.find("[[Page ", start, end) >= 0:
        return True
    return len(_BARE_NUMBER.findall(text, start, end)) >= _LEAST


def find_running_heads(lines: Sequence[TextLine]) -> set[int]:
    """The positions of the lines that are heads, feet or page numbers."""
    heads = {
        position for position, line in enumerate(lines) if _PAGE_OF_RECORD.fullmatch(line.words)
    }
    shapes = [_shape(line.words) for line in lines]
    pages = _find_pages(lines)
    printed = _find_at_edges(lines, pages, shapes) if len(pages) > 1 else set()
    printed |= _find_numbers(lines, shapes)
    return heads | printed | _find_beside(lines, printed, shapes)


def _find_pages(lines: Sequence[TextLine]) -> list[range]:
    starts = [0, *(at for at, line in enumerate(lines) if at and line.after_page_break)]
    ends = [*starts[1:], len(lines)]
    return [range(start, end) for start, end in zip(starts, ends, strict=True) if end > start]


def _shape(words: str) -> str:
    """A line without its numbers, to compare the heads of pages."""
    return " ".join(_DIGITS.sub("#", words).casefold().split())


def _find_at_edges(
    lines: Sequence[TextLine], pages: Sequence[range], shapes: Sequence[str]
) -> set[int]:
    """Lines that recur at the top or at the bottom of pages that form feeds end."""
    heads: set[int] = set()
    everywhere = Counter(shapes)
    for at_bottom in (False, True):
        edges = [list(reversed(page) if at_bottom else page)[:_EDGE] for page in pages]
        counts = Counter(shape for edge in edges for shape in {shapes[at] for at in edge})
        for page, edge in enumerate(edges):
            for at in edge:
                count = counts[shapes[at]]
                if (
                    count < min(_LEAST, len(pages))
                    # What as often stands elsewhere on pages is no head.
                    or count * 2 <= everywhere[shapes[at]]
                    or not _may_be_head(lines[at].words)
                ):
                    break
                # The title of a text may also be the head of its pages.
                if page or at_bottom or _DIGITS.search(lines[at].words):
                    heads.add(at)
    return heads


def _may_be_head(words: str) -> bool:
    """Whether a line is short, and neither a speaker's turn nor a sentence or a part of one."""
    start = find_start(words)
    if len(words) > _LONGEST or words[0].islower() or (start and start.endswith(":")):
        return False
    return (
        words[-1] not in ".!?…"
        or len(words.split()) < _SENTENCE
        or _NUMBERED.match(words) is not None
    )


def _find_numbers(lines: Sequence[TextLine], shapes: Sequence[str]) -> set[int]:
    """Lines with a page number that rises through the text."""
    kinds: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for position, line in enumerate(lines):
        words = line.words
        if len(words) > _LONGEST or not _DIGITS.search(words) or not _may_be_head(words):
            continue
        if number := _NUMBERED.fullmatch(words):
            kinds[shapes[position]].append((position, int(number["number"])))
        elif _stands_alone(lines, position) and (number := _WITH_NUMBER.fullmatch(words)):
            kinds[shapes[position]].append((position, int(number["first"] or number["last"])))
    heads: set[int] = set()
    for numbers in kinds.values():
        for run in _rising_runs(numbers):
            is_sure = _PAGE_SIGN.fullmatch(lines[run[0]].words) is not None
            if len(run) >= _LEAST and (is_sure or any(_interrupts(lines, at) for at in run)):
                heads.update(run)
    return heads


def _rising_runs(numbers: Sequence[tuple[int, int]]) -> Iterator[list[int]]:
    """Positions of numbers that rise by one or two from each to the next."""
    run: list[int] = []
    before = 0
    for position, number in numbers:
        if run and not 0 < number - before <= 2:
            yield run
            run = []
        run.append(position)
        before = number
    yield run


def _stands_alone(lines: Sequence[TextLine], position: int) -> bool:
    """Whether an empty line or the text's border is beside a line."""
    line = lines[position]
    following = lines[position + 1] if position + 1 < len(lines) else None
    return line.after_blank or following is None or following.after_blank


def _interrupts(lines: Sequence[TextLine], position: int) -> bool:
    """Whether a sentence goes on behind a line, or behind the few lines beside it."""
    for first in range(position, max(position - _EDGE, 0), -1):
        if not _OPEN.search(lines[first - 1].words) or len(lines[first - 1].words) < 12:
            continue
        for last in range(position + 1, min(position + _EDGE + 1, len(lines))):
            if lines[last].words[0].islower():
                return True
    return False


def _find_beside(lines: Sequence[TextLine], heads: set[int], shapes: Sequence[str]) -> set[int]:
    """Lines that recur beside the page numbers, such as the name of what is printed."""
    beside: defaultdict[str, set[int]] = defaultdict(set)
    for head in heads:
        for step in (1, -1):
            for position in range(head + step, head + step * (_EDGE + 1), step):
                if position in heads:
                    continue
                if not 0 <= position < len(lines) or not _may_be_head(lines[position].words):
                    break
                beside[shapes[position]].add(position)
    everywhere = Counter(shapes)
    recurring = (
        places
        for shape, places in beside.items()
        if len(places) >= max(_LEAST, len(heads) / 4) and len(places) * 2 > everywhere[shape]
    )
    found: set[int] = set().union(*recurring)
    return found - {0}
