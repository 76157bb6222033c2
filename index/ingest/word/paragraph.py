"""A paragraph that is being read: pieces of text, breaks, raised figures and labels, in order."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from index.ingest.word.line_breaks import ends_line
from index.ingest.word.raised_runs import read_lowered_run, read_raised_run, write_fraction
from index.ingest.word.text_writer import TextWriter
from index.text.reading_text import MarkKind, ReadingMark

_FRACTION = re.compile(r"\s?(\d{1,3})\s?[/⁄]\s?(\d{1,3})(?!\d)")
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
        self._pieces: list[_Piece] = []
        self._texts: list[str] = []
        self._label: _Piece | None = None

    def add(self, text: str, kind: PieceKind = PieceKind.TEXT) -> None:
        """Add a piece."""
        if kind is PieceKind.TEXT:
            self._texts.append(text)
        elif text:
            self._add_piece(text, kind)

    def _add_piece(self, text: str, kind: PieceKind) -> None:
        self._join_texts()
        if self._pieces and self._pieces[-1].kind is kind is not PieceKind.BREAK:
            text = self._pieces.pop().text + text
        self._pieces.append(_Piece(text, kind))

    def _join_texts(self) -> None:
        """Make one piece of the texts since the last one: a run may be split anywhere."""
        if text := "".join(self._texts):
            self._pieces.append(_Piece(text, PieceKind.TEXT))
        self._texts.clear()

    def add_break(self) -> None:
        """Add a line break."""
        self._add_piece("\n", PieceKind.BREAK)

    def add_label(self, text: str, is_bullet: bool) -> None:
        """Add what is printed before the first word of a list's item."""
        self._label = _Piece(text, PieceKind.MARK if is_bullet else PieceKind.TEXT)

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
            writer.write("".join(self._texts).strip(_BLANK))
            return
        self._join_texts()
        if self._label is not None:
            self._pieces.insert(0, self._label)
        pieces = _trimmed(_read_figures(self._pieces))
        lines = "".join(
            text if kind is PieceKind.TEXT else "\n" if kind is PieceKind.BREAK else ""
            for text, kind in pieces
        ).split("\n")
        breaks = 0
        for text, kind in pieces:
            if kind is PieceKind.BREAK:
                breaks += 1
                is_border = text == _EMPTY_LINE.text
                _write_break(writer, is_border or ends_line(lines[breaks - 1], lines[breaks]))
                continue
            if kind in _MARKS:
                writer.marks.append(
                    ReadingMark(writer.length, writer.length + len(text), _MARKS[kind])
                )
            writer.write(text)


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
