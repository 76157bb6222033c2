"""The marks of Markdown: its signs aren't read, and a line break inside a paragraph is a space.

markdown-it-py finds the blocks, which hold lines but no offsets; `markdown_inline` finds the markup
inside them, with offsets.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from index.ingest.plain_text.divisions import mark_gap
from index.ingest.plain_text.line_starts import find_start
from index.ingest.plain_text.markdown_html import mark_html
from index.ingest.plain_text.markdown_inline import (
    mark_inline,
    may_hold_markup,
    skip_heading_attributes,
)
from index.ingest.plain_text.markdown_lines import SourceLines, begins_turn, find_lasting_breaks
from index.ingest.plain_text.markdown_links import find_definitions, is_definition
from index.lexicon.page_labels import is_navigation
from index.records import Span
from index.text.reading_text import MarkKind, ReadingMark, make_reading_text

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_PART = 500_000
"""Characters that are parsed together, as the parser's tokens take 60 times their text."""
_SAFE_CUT = re.compile(r"\n[ \t]*\n(?=[^\s>*+\d<`~|:-])")
_FENCE = re.compile(r"^[ >]{0,12}(?:```|~~~)", re.MULTILINE)
_NUMBER = re.compile(r"(?:^|(?<=[\s>]))\d{1,9}[.)](?=\s*$)")
_ONLY_SIGNS = re.compile(r"[\s>*+-]*(?:\d{1,9}[.)])?\s*$")
_BOX = re.compile(r"\[(?:[ xX]\][ \t]|![A-Za-z]{2,20}\][-+]?)")
"""The box of a task, and the kind of a note such as "[!NOTE]", at the head of a block."""
_CELL = re.compile(r"(?:[^|\\]|\\.|\\$)+")
_LABEL_CELL = re.compile(r":[*_\s]*$")


class MarkdownReading(NamedTuple):
    """How a Markdown text reads."""

    marks: tuple[ReadingMark, ...]
    title: str | None
    """The heading that the text begins with, as it reads."""
    block_quotations: tuple[Span, ...] = ()
    """Where quotations are set apart."""


def read_markup(text: str, start: int = 0) -> MarkdownReading:
    """Find the markup of a Markdown text.

    Args:
        text: The text of the file.
        start: Where its content begins, after front matter.
    """
    if start == 0 and text.startswith("\ufeff"):
        start = 1
    definitions = find_definitions(text)
    found = _read_parts(text, start, definitions)
    if found.marks and not make_reading_text(text, found.marks).text[start:].strip():
        # A text of nothing but pictures: what stands for them is all that there is to read.
        return _read_parts(text, start, definitions, keep_images=True)
    return found


def _read_parts(
    text: str, start: int, definitions: frozenset[str], keep_images: bool = False
) -> MarkdownReading:
    marks: list[ReadingMark] = []
    quotations: list[Span] = []
    title = None
    for part_start, part_end in _parts(text, start):
        marker = _Marker(text, part_start, part_end, definitions, keep_images)
        marks += marker.marks()
        quotations += marker.quotations
        if part_start == start:
            title = _title_of(text, start, marker)
    return MarkdownReading(tuple(marks), title, tuple(quotations))


def _title_of(text: str, start: int, marker: _Marker) -> str | None:
    """The first heading, if nothing is read before it and it is no speaker's turn."""
    if marker.first_heading is None:
        return None
    begin, end = marker.first_heading
    before, heading = (
        make_reading_text(
            text[first:last],
            [ReadingMark(mark.start - first, mark.end - first, mark.kind) for mark in marker.found],
        ).text.strip()
        for first, last in ((start, begin), (begin, end))
    )
    is_turn = (find_start(heading) or "").endswith(":")
    is_title = not (before or is_turn or "\n" in heading or is_navigation(heading))
    return heading or None if is_title else None


def _parts(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Pieces of a long text that can be parsed apart: no list or code goes on between them."""
    while len(text) - start > _PART:
        end = _cut(text, start)
        yield start, end
        start = end
    yield start, len(text)


def _cut(text: str, start: int) -> int:
    for cut in _SAFE_CUT.finditer(text, start + _PART // 2, start + 2 * _PART):
        if len(_FENCE.findall(text, start, cut.end())) % 2 == 0:
            return cut.end()
    return text.find("\n", start + _PART) + 1 or len(text)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable("table")
    # Without its inline rules: they know no offsets. Definitions are lines like others, because
    # the parser leaves no token of them.
    parser.disable(["inline", "text_join", "reference"])
    return parser


@dataclass
class _Marker:
    """Collects the marks of one part of a text."""

    text: str
    start: int
    end: int
    definitions: frozenset[str]
    keep_images: bool = False
    first_heading: tuple[int, int] | None = None
    found: list[ReadingMark] = field(default_factory=list)
    quotations: list[Span] = field(default_factory=list)
    """Where quotations that are set apart stand."""

    def __post_init__(self) -> None:
        self.lines = SourceLines(self.text, self.start, self.end)
        self._covered = bytearray(len(self.lines))

    def marks(self) -> list[ReadingMark]:
        """All marks of the part."""
        tokens = _parser().parse(self.text[self.start : self.end])
        table_end = 0
        for number, token in enumerate(tokens):
            if token.map is None or token.map[0] < table_end:
                continue
            if token.type == "blockquote_open" and token.level == 0:
                self._add_quotation(*token.map)
            elif token.type == "table_open":
                table_end = token.map[1]
                self._mark_table(*token.map)
            elif token.type == "inline":
                self._mark_words(token, tokens[number - 1])
            elif token.type in ("hr", "fence", "code_block", "html_block"):
                self._mark_leaf(token, *token.map)
        self._mark_uncovered()
        return self.found

    def _add_quotation(self, first: int, last: int) -> None:
        end = self.lines.span(min(last, len(self.lines)) - 1)[1]
        self.quotations.append(Span(self.lines.span(first)[0], end))

    def _mark(self, start: int, end: int, kind: MarkKind) -> None:
        if end > start:
            self.found.append(ReadingMark(start, end, kind))

    def _mark_leaf(self, token: Token, first: int, last: int) -> None:
        self._cover(first, last)
        if token.type == "html_block":
            start, end = self.lines.starts[first], self.lines.ends[last - 1]
            self.found.extend(mark_html(self.text, start, end))
        elif token.type == "hr":
            self._mark(*self.lines.span(first), MarkKind.ASIDE)
        elif token.type == "fence":
            self._mark(*self.lines.span(first), MarkKind.ASIDE)
            if last - first > 1 and self.lines.words(last - 1).lstrip(" >").startswith(
                token.markup
            ):
                self._mark(*self.lines.span(last - 1), MarkKind.ASIDE)

    def _cover(self, first: int, last: int) -> None:
        for number in range(first, min(last, len(self.lines))):
            self._covered[number] = 1

    def _mark_table(self, first: int, last: int) -> None:
        self._cover(first, last)
        self._mark(*self.lines.span(first + 1), MarkKind.ASIDE)
        for number in (first, *range(first + 2, min(last, len(self.lines)))):
            self._mark_row(number)

    def _mark_row(self, number: int) -> None:
        start, end = self.lines.span(number)
        words = self.text[start:end]
        cells = list(_CELL.finditer(words))
        for cell in cells:
            self._mark_inline(cell[0], [start + cell.start()], [0])
        for first, second in zip([None, *cells], [*cells, None], strict=True):
            if first is None or second is None:
                at = 0 if first is None else first.end()
                to = second.start() if second else len(words)
                self._mark(start + at, start + to, MarkKind.NOTHING)
            elif _LABEL_CELL.search(first[0]):
                self._mark(start + first.end(), start + second.start(), MarkKind.SPACE)

    def _mark_words(self, token: Token, opening: Token) -> None:
        """Mark the lines of a paragraph or heading."""
        assert token.map is not None
        first, last = opening.map or token.map
        self._cover(first, last)
        places = self._places(token.content, first)
        self._mark_prefix(self.lines.starts[first], *places[0])
        if opening.type == "heading_open":
            # Signs behind the words of a heading, or the line that is drawn under it.
            places[-1] = self._without_attributes(places[-1])
            behind = places[-1][1]
            if opening.markup in ("=", "-"):
                behind = self.lines.starts[last - 1]
            self._mark(behind, self.lines.span(last - 1)[1], MarkKind.ASIDE)
            self.first_heading = self.first_heading or (places[0][0], behind)
            self._mark_paragraph(places, True)
            return
        while places and is_definition(self._line(places[0])):
            self._mark(*places.pop(0), MarkKind.ASIDE)
        if places:
            self._mark_paragraph(places, False)

    def _without_attributes(self, place: tuple[int, int]) -> tuple[int, int]:
        return place[0], place[0] + skip_heading_attributes(self._line(place))

    def _line(self, place: tuple[int, int]) -> str:
        return self.text[place[0] : place[1]]

    def _parsed(self, start: int, end: int) -> str:
        """A part of the text as the parser gives it: with U+FFFD for every NUL."""
        return self.text[start:end].replace("\0", "\ufffd")

    def _places(self, content: str, first: int) -> list[tuple[int, int]]:
        """Where each line of a token's content stands in the text, without white space around."""
        places = []
        lines = content.split("\n")
        # The parser drops lines of other white space, such as form feeds, before the first words.
        while first + 1 < len(self.lines) and lines[0].strip() not in self._parsed(
            *self.lines.span(first)
        ):
            first += 1
        for number, line in enumerate(lines[: len(self.lines) - first], first):
            words = line.strip()
            start, end = self.lines.span(number)
            at = max(0, self._parsed(start, end).rfind(words))
            places.append((start + at, start + at + len(words)))
        return places

    def _mark_prefix(self, start: int, end: int, line_end: int) -> None:
        """Signs before a block's words aren't read; but numbers are, save before a turn."""
        prefix = self.text[start:end]
        if not prefix.strip():
            return
        number = _NUMBER.search(prefix.rstrip())
        if number and begins_turn(self.text[end:line_end]):
            number = None
        self._mark(start, start + number.start() if number else end, MarkKind.NOTHING)
        if box := _BOX.match(self.text, end):
            self._mark(end, box.end(), MarkKind.NOTHING)

    def _mark_paragraph(self, places: Sequence[tuple[int, int]], is_heading: bool) -> None:
        lines = [self._line(place) for place in places]
        joined = [0, *accumulate(len(line) + 1 for line in lines)]
        newlines = self._mark_inline(
            "\n".join(lines), [start for start, _ in places], joined, is_heading
        )
        hard = {
            number
            for number in range(1, len(lines))
            if joined[number] - 1 in newlines or self.text.startswith("  ", places[number - 1][1])
        }
        lasting = find_lasting_breaks(lines, hard)
        for number in range(1, len(lines)):
            start, end = places[number - 1][1], places[number][0]
            if number in lasting:
                self._mark(self.lines.start_of(end), end, MarkKind.NOTHING)
            else:
                self.found.append(mark_gap(lines[number - 1], start, lines[number], end))

    def _mark_inline(
        self, words: str, starts: Sequence[int], joined: Sequence[int], is_heading: bool = False
    ) -> set[int]:
        """Mark the markup in words whose lines begin at `starts` in the text.

        Returns:
            The offsets in `words` of the line breaks that are hard.
        """
        if not may_hold_markup(words):
            return set()
        keep_images = self.keep_images or (is_heading and words.startswith("!["))
        found = mark_inline(words, self.definitions, keep_images=keep_images)
        for mark in found.marks:
            first = bisect_right(joined, mark.start) - 1
            last = bisect_right(joined, mark.end - 1) - 1
            start = starts[first] + mark.start - joined[first]
            end = starts[last] + mark.end - joined[last]
            self._mark(start, end, mark.kind)
        return found.hard_breaks

    def _mark_uncovered(self) -> None:
        for number in range(len(self.lines)):
            if not self._covered[number]:
                start, end = self.lines.span(number)
                if end > start and _ONLY_SIGNS.match(self.text, start, end):
                    self._mark(start, end, MarkKind.ASIDE)
