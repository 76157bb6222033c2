"""Writes the lines of a page's text: one for each paragraph, heading, item or row."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from index.ingest.html.line_breaks import group_lines
from index.ingest.plain_text.reading_marks import mark_plain_text
from index.text.reading_text import MarkKind, ReadingMark

__all__ = ["BREAK", "CELL_BORDER", "EMPHASIS", "Line", "LineWriter"]

BREAK, CELL_BORDER, EMPHASIS = "\x01", "\x06", "\x07"
"""Stand in a line that is being written for a `<br>`, for the border of two cells, and for the
start of bold words. No text has these characters, as the parser of pages removes them."""
_MARK_STARTS = {"\x02": MarkKind.NOTHING, "\x04": MarkKind.ASIDE}
_MARK_END = "\x03"
_SIGNS = re.compile(r"[\x01-\x08]")
_INVISIBLE = re.compile("[\u00ad\u200b\ufeff]")
_AROUND_CELL_BORDER = re.compile(rf" ?{CELL_BORDER}[ {CELL_BORDER}]*")


@dataclass(slots=True)
class Line:
    """A line of the text, or preformatted lines, and the marks in them by offsets in `text`."""

    text: str
    marks: list[ReadingMark] = field(default_factory=list)
    table: int = 0
    """Number of the table (from 1) in which it stands; 0 outside tables."""
    is_note: bool = False
    """Whether it is a footnote or an endnote."""
    quotation: int = 0
    """Number of the quotation (from 1) that is set apart and has it; 0 outside these."""


class LineWriter:
    """Collects the text of a page, line by line."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.table = 0
        """Number of the table (from 1) that is being read; 0 outside tables."""
        self.in_notes = False
        """Whether footnotes or endnotes are being read."""
        self.quotation = 0
        """Number of the quotation set apart (from 1) that is being read; 0 outside these."""
        self._parts: list[str] = []
        self._prefix = ""
        self._has_signs = False

    @property
    def written(self) -> str:
        """The end of the line that is being written."""
        return _SIGNS.sub("", "".join(part[-20:] for part in self._parts[-4:]))[-20:]

    @property
    def starts_line(self) -> bool:
        """Whether no text stands before, or a `<br>`."""
        return self._last_part() in ("", BREAK)

    @property
    def awaits_words(self) -> bool:
        """Whether the line ends with the border of a cell that has no text yet."""
        return self._has_signs and self._last_part() == CELL_BORDER

    def _last_part(self) -> str:
        """The last part of the line that isn't white space."""
        return next((part for part in reversed(self._parts) if part.strip()), "")

    def write(self, text: str) -> None:
        """Add text to the line."""
        if self._prefix and text.strip():
            if not text.lstrip().startswith(self._prefix.rstrip()):
                self._parts.append(self._prefix)
            self._prefix = ""
        self._parts.append(text)

    def write_sign(self, sign: str) -> None:
        """Add a `BREAK`, a `CELL_BORDER` or an `EMPHASIS` to the line."""
        self._has_signs = True
        self._parts.append(sign)

    def write_marked(self, text: str, kind: MarkKind) -> None:
        """Add text that isn't read as it stands."""
        self._has_signs = True
        start = next(sign for sign, one in _MARK_STARTS.items() if one is kind)
        self._parts.append(f"{start}{text}{_MARK_END}")

    def put_before(self, prefix: str) -> None:
        """Write a list item's number or a dash before the next text, if there is any."""
        self._prefix = prefix

    def end_line(self) -> None:
        """End the line; an empty one is left out."""
        if not self._parts:
            return
        raw = "".join(self._parts)
        self._parts.clear()
        if not raw.isascii():
            # Sentences are searched and compared in composed characters (é, not e and an accent).
            raw = unicodedata.normalize("NFC", _INVISIBLE.sub("", raw))
        if not self._has_signs:
            if text := " ".join(raw.split()):
                self._add(Line(text))
            return
        self._has_signs = False
        for signed in _split_at_breaks(raw):
            line = _read_signs(signed)
            if line.text:
                self._add(line)

    def add_preformatted(self, text: str) -> None:
        """Add lines as they stand. They are read as a plain text is, which wraps its paragraphs."""
        self.end_line()
        lines = _INVISIBLE.sub("", _SIGNS.sub("", text)).splitlines()
        block = "\n".join(line.rstrip() for line in lines).strip("\n")
        if block.strip():
            marks = list(mark_plain_text(block)) if "\n" in block else []
            self._add(Line(block, marks))

    def _add(self, line: Line) -> None:
        line.table, line.is_note = self.table, self.in_notes
        line.quotation = self.quotation
        self.lines.append(line)


def _split_at_breaks(raw: str) -> list[str]:
    """The paragraphs of a line with `<br>`s, with the other signs in them."""
    lines = [" ".join(line.split()) for line in raw.split(BREAK)]
    while lines and not _SIGNS.sub("", lines[-1]):
        lines.pop()
    if len(lines) < 2:
        return lines
    plain = [_SIGNS.sub("", line).strip() for line in lines]
    bold = [line.startswith(EMPHASIS) for line in lines]
    return [" ".join(lines[at] for at in group) for group in group_lines(plain, bold)]


def _read_signs(signed: str) -> Line:
    """A line without its signs, which become marks and cell borders."""
    signed = " ".join(signed.replace(EMPHASIS, "").split())
    signed = _AROUND_CELL_BORDER.sub("\t", signed).strip()
    parts: list[str] = []
    marks: list[ReadingMark] = []
    length, start, kind = 0, 0, MarkKind.NOTHING
    for part in re.split(r"([\x02-\x05])", signed):
        if part in _MARK_STARTS:
            start, kind = length, _MARK_STARTS[part]
        elif part == _MARK_END:
            marks.append(ReadingMark(start, length, kind))
        else:
            parts.append(part)
            length += len(part)
    return Line("".join(parts), marks)
