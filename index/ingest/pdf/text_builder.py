"""Writes the text of a PDF: a line for each paragraph, with marks, page starts and boxes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from index.ingest.pdf.paragraphs import TextBlock
from index.ingest.pdf.placement import box_on_page
from index.ingest.pdf.records import PageLayout, PrintedLine, Role
from index.lexicon.compound_words import keeps_hyphen
from index.lexicon.number_words import NUMBER_WORDS
from index.records import LineBox
from index.text.reading_text import MarkKind, ReadingMark

__all__ = ["PageBlocks", "WrittenText", "write_text"]

_HYPHENS = "-‐"
_PUNCTUATION = ".,;:!?“”\"'‘’()"
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_COMPOUND = re.compile(r"\b[^\W\d_]++(?:-[^\W\d_]++)+")
_TENS = frozenset(word for word, value in NUMBER_WORDS.items() if value in range(20, 100, 10))
_WIDE_SCRIPT = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")


@dataclass(slots=True)
class PageBlocks:
    """What stands on a page, by its place in the text."""

    heads: list[TextBlock] = field(default_factory=list)
    body: list[TextBlock] = field(default_factory=list)
    notes: list[TextBlock] = field(default_factory=list)
    feet: list[TextBlock] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class WrittenText:
    """The text of a document, with what is known about places in it."""

    text: str
    pages: tuple[int, ...]
    """Offset at which each page starts."""
    marks: tuple[ReadingMark, ...]
    boxes: tuple[LineBox, ...]


def write_text(pages: list[PageLayout], blocks: list[PageBlocks]) -> WrittenText:
    """Write all blocks of a document.

    A paragraph that goes on over pages is written whole: after the notes and feet of the page on
    which it begins, and before the heads of the next one.

    Args:
        pages: All pages.
        blocks: What stands on each page. A paragraph belongs to the page on which it begins.
    """
    writer = _Writer(pages, _find_compounds(blocks), _find_words(blocks), _has_soft_hyphens(blocks))
    for page in blocks:
        crossing = [block for block in page.body if block.lines[-1].page > block.lines[0].page]
        whole = [block for block in page.body if block not in crossing] if crossing else page.body
        for block in (*page.heads, *whole, *page.notes, *page.feet, *crossing):
            writer.add(block)
    return writer.finish()


def _find_compounds(blocks: list[PageBlocks]) -> frozenset[str]:
    """Words that are written with a hyphen inside a line, such as “north-west”."""
    return frozenset(
        word.lower()
        for page in blocks
        for block in (*page.body, *page.notes)
        for line in block.lines
        if "-" in line.text
        for word in _COMPOUND.findall(line.text)
    )


def _find_words(blocks: list[PageBlocks]) -> frozenset[str]:
    """Words that stand inside a line."""
    return frozenset(
        word.strip(_PUNCTUATION).lower()
        for page in blocks
        for block in (*page.body, *page.notes)
        for line in block.lines
        for word in line.text.split()
    )


def _has_soft_hyphens(blocks: list[PageBlocks]) -> bool:
    """Whether words are divided with a hyphen of its own at the ends of lines."""
    return any(
        line.text[-1:] == "‐" and line.text[-2:-1].isalpha()
        for page in blocks
        for block in page.body
        for line in block.lines[:-1]
    )


class _Writer:
    def __init__(
        self,
        pages: list[PageLayout],
        compounds: frozenset[str],
        words: frozenset[str],
        soft_hyphens: bool,
    ) -> None:
        self._pages = pages
        self._compounds = compounds
        self._words = words
        self._soft_hyphens = soft_hyphens
        self._parts: list[str] = []
        self._length = 0
        self._starts: dict[int, int] = {}
        self._marks: list[ReadingMark] = []
        self._boxes: list[LineBox] = []

    def add(self, block: TextBlock) -> None:
        if self._length:
            self._write("\n")
        start = self._length
        for number, line in enumerate(block.lines):
            if number:
                self._join(block.lines[number - 1], line)
            self._add_line(line, with_box=block.role != Role.ASIDE)
        if block.role == Role.ASIDE:
            self._marks.append(ReadingMark(start, self._length, MarkKind.ASIDE))

    def finish(self) -> WrittenText:
        starts: list[int] = []
        following = self._length
        for number in reversed(range(len(self._pages))):
            following = min(following, self._starts.get(number, following))
            starts.append(following)
        return WrittenText(
            "".join(self._parts),
            pages=tuple(reversed(starts)),
            marks=tuple(self._marks),
            boxes=tuple(self._boxes),
        )

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _add_line(self, line: PrintedLine, with_box: bool) -> None:
        start = self._length
        self._starts.setdefault(line.page, start)
        self._marks += [
            ReadingMark(start + mark.start, start + mark.end, MarkKind.NOTHING)
            for mark in line.marks
        ]
        self._write(line.text)
        page = self._pages[line.page]
        box = (line.left, line.top, line.right, line.bottom)
        if with_box:
            shown = box_on_page(max(line.quarter, 0), box, page.width, page.height)
            self._boxes.append(LineBox(start, self._length, *(round(edge, 1) for edge in shown)))

    def _join(self, previous: PrintedLine, line: PrintedLine) -> None:
        """Write what stands between two lines of a paragraph."""
        before, after = previous.text, line.text
        if before[-1:] in _HYPHENS and before[-2:-1].isalpha():
            if self._is_division(before[:-1], before[-1], after):
                self._marks.append(
                    ReadingMark(self._length - 1, self._length + 1, MarkKind.DIVISION)
                )
                self._write("\n")
            elif not after[:1].isalnum():
                self._write(" ")
            return
        self._write(_between(before, after))

    def _is_division(self, before: str, hyphen: str, after: str) -> bool:
        """Whether a hyphen at the end of a line divides a word, and isn't a part of it.

        Some programs divide words with another hyphen (U+2010) than that of “north-west”.
        """
        first, second = _LAST_WORD.search(before[-60:]), _FIRST_WORD.match(after)
        if first is None or second is None:
            return False
        if not after[0].islower() and not (first[0].isupper() and second[0].isupper()):
            return False
        if hyphen != "-":
            return True
        if self._soft_hyphens or (first[0].lower() in ("re", "pre") and after[0] in "eE"):
            return False
        compound = f"{first[0]}-{second[0]}".lower()
        if first[0].lower() in _TENS or compound in self._compounds:
            return False
        return not keeps_hyphen(first[0], second[0], self._words)


def _between(before: str, after: str) -> str:
    """What separates two lines that divide no word."""
    last, previous = before[-1:], before[-2:-1]
    if last in "—/" and previous.strip():
        return ""
    if last in "–-" and previous.isdecimal() and after[:1].isdecimal():
        return ""
    if _WIDE_SCRIPT.match(last) and _WIDE_SCRIPT.match(after[:1]):
        return ""
    return " "
