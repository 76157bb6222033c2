"""The text of a page, with the marks that say what of it isn't read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from index.ingest.html.lines import Line, LineWriter
from index.ingest.html.main_content import find_content
from index.ingest.html.measuring import measure_elements
from index.ingest.html.navigation import remove_navigation
from index.ingest.html.page_heads import find_page_heads
from index.ingest.html.teasers import remove_teasers
from index.ingest.html.visibility import remove_unseen
from index.ingest.html.walking import write_lines
from index.records import Span
from index.text.reading_text import MarkKind, ReadingMark

__all__ = ["PageText", "read_all_text", "read_main_text"]

_DIGIT = re.compile(r"\d")
_DATE_LABEL = re.compile(
    r"(?:date|dated|issued|posted|published|released?|updated)\b[\s:]*", re.IGNORECASE
)


class PageText(NamedTuple):
    """A page's text, a line for each block, and the marks in it."""

    text: str
    marks: tuple[ReadingMark, ...] = ()
    dated_rows: tuple[Span, ...] = ()
    """Cells of tables whose dates aren't the page's."""
    notes: tuple[Span, ...] = ()
    """Footnotes and endnotes."""
    block_quotations: tuple[Span, ...] = ()
    """Quotations that are set apart."""


def read_main_text(tree: Any, title: str = "") -> PageText:
    """The text of a page's content; of the whole page if no content can be told apart.

    Args:
        tree: The page. It is changed.
        title: The page's title, which the heads of printed pages repeat.
    """
    remove_unseen(tree)
    measures = measure_elements(tree)
    content = find_content(tree, measures)
    for element in content.elements:
        remove_navigation(element, measures)
        remove_teasers(element, content.chosen)
    return _join(_lines_of(content.elements or [tree]), title)


def read_all_text(tree: Any) -> PageText:
    """All visible text of a page, its menus included. `tree` is changed."""
    remove_unseen(tree)
    return _join(_lines_of([tree]), "")


def _lines_of(roots: Iterable[Any]) -> list[Line]:
    writer = LineWriter()
    for root in roots:
        write_lines(root, writer)
    return writer.lines


def _join(lines: Sequence[Line], title: str) -> PageText:
    starts: list[int] = []
    marks: list[ReadingMark] = []
    text = "\n".join(line.text for line in lines)
    at = 0
    for line in lines:
        starts.append(at)
        marks += [_widen(text, at + start, at + end, kind) for start, end, kind in line.marks]
        at += len(line.text) + 1
    for first, behind in find_page_heads(lines, title):
        end = starts[behind] if behind < len(lines) else len(text)
        marks.append(ReadingMark(max(0, starts[first] - 1), end, MarkKind.ASIDE))
    rows = (
        Span(start + cell.start, start + cell.end)
        for start, line in zip(starts, lines, strict=True)
        if line.table
        for cell in _dated_cells(line.text)
    )
    notes = (
        Span(start, start + len(line.text))
        for start, line in zip(starts, lines, strict=True)
        if line.is_note
    )
    return PageText(
        text, tuple(sorted(marks)), tuple(rows), tuple(notes), tuple(_quotations(starts, lines))
    )


def _quotations(starts: Sequence[int], lines: Sequence[Line]) -> Iterator[Span]:
    """Where quotations are set apart."""
    placed = zip(starts, lines, strict=True)
    for number, group in groupby(placed, key=lambda place: place[1].quotation):
        places = list(group)
        if number:
            start, line = places[-1]
            yield Span(places[0][0], start + len(line.text))


def _dated_cells(row: str) -> Iterator[Span]:
    """The cells of a row with figures, but for those behind a label such as "Date:"."""
    label, start = "", 0
    for cell in row.split("\t"):
        if _DIGIT.search(cell) and _DATE_LABEL.fullmatch(label) is None and len(cell) < len(row):
            yield Span(start, start + len(cell))
        label, start = cell, start + len(cell) + 1


def _widen(text: str, start: int, end: int, kind: MarkKind) -> ReadingMark:
    """A mark with the space before it, unless the words around it would run together."""
    if text[start - 1 : start] == " " and not text[end : end + 1].isalnum():
        start -= 1
    return ReadingMark(start, end, kind)
