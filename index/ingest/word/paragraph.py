"""A paragraph that is being read: pieces of text, breaks, raised figures and labels, in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from itertools import groupby
from typing import NamedTuple

from index.ingest.word.line_breaks import ends_line
from index.ingest.word.raised_runs import read_lowered_run, read_raised_run, write_fraction
from index.ingest.word.text_writer import TextWriter
from index.text.reading_text import MarkKind, ReadingMark

_FRACTION = re.compile(r"\s?(\d{1,3})\s?[/⁄]\s?(\d{1,3})(?!\d)")
_SPACES = re.compile(r"  ++")
_BLANK = " \t\u00a0"


class PieceKind(Enum):
    """How a piece of a paragraph is printed."""

    TEXT = "text"
    RAISED = "raised"
    LOWERED = "lowered"
    BREAK = "break"
    MARK = "mark"
    """The mark of a note, or the bullet of a list: printed, not read."""
    ASIDE = "aside"
    """No content, such as the placeholder of a field that nobody filled in."""


class _Piece(NamedTuple):
    text: str
    kind: PieceKind


_EMPTY_LINE = _Piece("\n\n", PieceKind.BREAK)
_MARKS = {PieceKind.MARK: MarkKind.NOTHING, PieceKind.ASIDE: MarkKind.ASIDE}


class Paragraph:
    """The pieces of one printed paragraph."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        """Texts since the last piece."""
        self._pieces: list[_Piece] = []
        self._label: _Piece | None = None
        self._is_bold = True
        self._bold_lines: list[bool] = []
        """Whether each line before a break is in bold type."""

    def add(self, text: str, kind: PieceKind = PieceKind.TEXT, is_bold: bool = False) -> None:
        """Add a piece."""
        if self._is_bold and not is_bold and not text.isspace():
            self._is_bold = False
        if kind is PieceKind.TEXT:
            self._texts.append(text)
        elif text:
            self._add_piece(text, kind)

    def add_break(self) -> None:
        """Add a line break."""
        self._add_piece("\n", PieceKind.BREAK)
        self._bold_lines.append(self._is_bold)
        self._is_bold = True

    def add_label(self, text: str, is_bullet: bool) -> None:
        """Add what is printed before the first word of a list's item."""
        self._label = _Piece(text, PieceKind.MARK if is_bullet else PieceKind.TEXT)

    def _add_piece(self, text: str, kind: PieceKind) -> None:
        self._join_texts()
        self._pieces.append(_Piece(text, kind))

    def _join_texts(self) -> None:
        if text := "".join(self._texts):
            self._pieces.append(_Piece(text, PieceKind.TEXT))
        self._texts.clear()

    @property
    def plain_text(self) -> str:
        """The text without its marks and line breaks."""
        self._join_texts()
        pieces = (" " if kind is PieceKind.BREAK else text for text, kind in self._pieces)
        return " ".join("".join(pieces).split())

    def __bool__(self) -> bool:
        return any(map(str.strip, self._texts)) or any(piece.text.strip() for piece in self._pieces)

    def write_to(self, writer: TextWriter) -> None:
        """Write the paragraph as a line, or as more where its breaks separate lines."""
        if self._label is None and not self._pieces:
            writer.write(tidy_spaces("".join(self._texts)))
            return
        self._join_texts()
        label = [] if self._label is None else [self._label]
        pieces = _trimmed([*label, *_read_figures(_merged(self._pieces))])
        bold = [*self._bold_lines, self._is_bold]
        borders = _find_borders(pieces, bold)
        for text, kind in pieces:
            if kind is PieceKind.BREAK:
                _write_break(writer, next(borders))
                continue
            if kind in _MARKS:
                writer.marks.append(
                    ReadingMark(writer.length, writer.length + len(text), _MARKS[kind])
                )
            writer.write(_SPACES.sub(" ", text) if "  " in text else text)


def tidy_spaces(text: str) -> str:
    """The text without white space at its ends, and with single spaces."""
    text = text.strip(_BLANK)
    return _SPACES.sub(" ", text) if "  " in text else text


def _merged(pieces: Iterable[_Piece]) -> list[_Piece]:
    """The pieces, neighbours of one kind as one: a run may be split anywhere."""
    found: list[_Piece] = []
    for kind, group in groupby(pieces, key=lambda piece: piece.kind):
        if kind is PieceKind.BREAK:
            found.extend(group)
        else:
            found.append(_Piece("".join(piece.text for piece in group), kind))
    return found


def _find_borders(pieces: Sequence[_Piece], bold: Sequence[bool]) -> Iterator[bool]:
    """For each break whether it separates two lines, rather than words of a sentence."""
    lines = "".join(
        text if kind is PieceKind.TEXT else "\n" if kind is PieceKind.BREAK else ""
        for text, kind in pieces
    ).split("\n")
    breaks = [text for text, kind in pieces if kind is PieceKind.BREAK]
    # Breaks at the ends of the paragraph and beside others were dropped.
    is_bold_known = len(bold) == len(lines)
    for at, text in enumerate(breaks):
        is_heading = is_bold_known and bold[at] and not bold[at + 1]
        yield (text == _EMPTY_LINE.text or is_heading or ends_line(lines[at], lines[at + 1]))


def _write_break(writer: TextWriter, is_border: bool) -> None:
    if not is_border:
        writer.marks.append(ReadingMark(writer.length, writer.length + 1, MarkKind.SPACE))
    writer.write("\n")


def _trimmed(pieces: list[_Piece]) -> list[_Piece]:
    """The pieces without white space and breaks at the ends, and beside a break."""
    found: list[_Piece] = []
    for text, kind in pieces:
        if not found or found[-1].kind is PieceKind.BREAK:
            text = text.lstrip(_BLANK) if kind is not PieceKind.BREAK else text
        if kind is PieceKind.BREAK:
            while found and not (rest := found[-1].text.rstrip(_BLANK)):
                found.pop()
            if not found:
                continue
            found[-1] = _Piece(rest, found[-1].kind)
            if found[-1].kind is PieceKind.BREAK:
                found[-1] = _EMPTY_LINE
                continue
        if text:
            found.append(_Piece(text, kind))
    while found and not found[-1].text.strip():
        found.pop()
    if found:
        found[-1] = _Piece(found[-1].text.rstrip(_BLANK), found[-1].kind)
    return found


def _read_figures(pieces: list[_Piece]) -> list[_Piece]:
    """The pieces with raised and lowered ones written so that they join no figure."""
    found: list[_Piece] = []
    rest = list(reversed(pieces))
    before = ""
    while rest:
        text, kind = rest.pop()
        if kind is PieceKind.RAISED:
            fraction = _take_fraction(text, rest, before)
            if fraction is not None:
                text, kind = fraction, PieceKind.TEXT
            else:
                after = rest[-1].text if rest else ""
                raised = read_raised_run(text, before, after)
                text, kind = raised.text, PieceKind.MARK if raised.is_mark else PieceKind.TEXT
        elif kind is PieceKind.LOWERED:
            text, kind = read_lowered_run(text, before), PieceKind.TEXT
        found.append(_Piece(text, kind))
        before = text if kind is not PieceKind.MARK else before
    return found


def _take_fraction(numerator: str, rest: list[_Piece], before: str) -> str | None:
    """A fraction with a raised numerator; None if there is none.

    Its slash may be raised too, its denominator lowered or not.

    Args:
        numerator: The raised text.
        rest: The pieces that follow, in reverse. Those of the fraction are taken from it.
        before: The text before it.
    """
    following: list[_Piece] = []
    for piece in reversed(rest[-2:]):
        if piece.kind not in (PieceKind.TEXT, PieceKind.LOWERED):
            break
        following.append(piece)
    match = _FRACTION.match(numerator + "".join(piece.text[:10] for piece in following))
    if match is None or match.end() < len(numerator.rstrip()):
        return None
    taken = match.end() - len(numerator)
    for text, kind in following:
        if taken <= 0:
            break
        rest.pop()
        if taken < len(text):
            rest.append(_Piece(text[taken:], kind))
        taken -= len(text)
    return write_fraction(match[1], match[2], before)
