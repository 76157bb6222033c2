"""Puts a document's text together from lines, with the marks and the facts about its places."""

from __future__ import annotations

from dataclasses import dataclass, field

from index.records import PrintedTurn, Span
from index.text.reading_text import MarkKind, ReadingMark


@dataclass(slots=True)
class TextWriter:
    """A text that grows line by line; texts of parts are written apart and then appended."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    marks: list[ReadingMark] = field(default_factory=list)
    turns: list[PrintedTurn] = field(default_factory=list)
    notes: list[Span] = field(default_factory=list)
    """Footnotes and endnotes."""
    dated_rows: list[Span] = field(default_factory=list)
    """Cells of tables that hold dates which are their row's and not the document's."""

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(self.parts)

    def write(self, text: str) -> None:
        """Add characters."""
        if text:
            self.parts.append(text)
            self.length += len(text)

    def start_line(self) -> None:
        """End the line before, if there is one."""
        if self.parts and not self.parts[-1].endswith("\n"):
            self.write("\n")

    def append(self, other: TextWriter) -> Span:
        """Add another text at the end, with its marks. Returns where it stands."""
        base = self.length
        self.parts.extend(other.parts)
        self.length += other.length
        if other.marks:
            self.marks.extend(
                ReadingMark(start + base, end + base, kind) for start, end, kind in other.marks
            )
        if other.turns:
            self.turns.extend(_moved_turn(turn, base) for turn in other.turns)
        if other.notes:
            self.notes.extend(_moved(span, base) for span in other.notes)
        if other.dated_rows:
            self.dated_rows.extend(_moved(span, base) for span in other.dated_rows)
        return Span(base, self.length)

    def append_lines(self, other: TextWriter) -> Span:
        """Add another text on lines of its own, unless it is empty."""
        if other.length:
            self.start_line()
        return self.append(other)

    def append_aside(self, other: TextWriter) -> None:
        """Add lines that are no content, unless there are none."""
        if other.length:
            start = self.length
            self.append_lines(other)
            self.marks.append(ReadingMark(start, self.length, MarkKind.ASIDE))


def _moved(span: Span, base: int) -> Span:
    return Span(span.start + base, span.end + base)


def _moved_turn(turn: PrintedTurn, base: int) -> PrintedTurn:
    date = None if turn.date is None else _moved(turn.date, base)
    return PrintedTurn(_moved(turn.content, base), _moved(turn.speaker, base), date)
