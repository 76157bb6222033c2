"""Reads the running text of a part: its paragraphs, tables and boxes, as they are printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import deepcopy
from typing import Any

from index.ingest.word.fields import FieldTracker
from index.ingest.word.inline import EQUATIONS, OMITTED, InlineReader, choose_alternative
from index.ingest.word.names import MC, R, W
from index.ingest.word.notes import NoteQueue
from index.ingest.word.numbering import Numbering
from index.ingest.word.paragraph_properties import read_paragraph_properties
from index.ingest.word.plain_paragraphs import PlainParagraphReader
from index.ingest.word.styles import StyleSheet
from index.ingest.word.tables import read_table
from index.ingest.word.text_writer import TextWriter

__all__ = ["StoryReader"]

_PARAGRAPH, _SECTION, _CELL_PROPERTIES = W + "p", W + "sectPr", W + "tcPr"


class StoryReader:
    """Reads one part, or a note of one; `writer` has its text in the end."""

    def __init__(
        self,
        styles: StyleSheet,
        numbering: Numbering,
        plain: PlainParagraphReader,
        notes: NoteQueue,
        read_chunk: Callable[[str], TextWriter],
        read_diagram: Callable[[str], Iterable[str]],
        *,
        trusts_fields: bool = True,
        own_mark: str = "",
    ) -> None:
        """Prepare to read.

        Args:
            styles: The file's styles.
            numbering: The file's lists, counted up to here.
            plain: Reads paragraphs of plain text.
            notes: Numbers the notes that the text refers to.
            read_chunk: Reads the part with a relationship's id that is a document of its own.
            read_diagram: The lines of the diagram or chart with a relationship's id.
            trusts_fields: Whether each field has its beginning and its end.
            own_mark: What a note prints before its text.
        """
        self.writer = TextWriter()
        self.sections: list[Any] = []
        """Copies of the elements `w:sectPr` that were met."""
        self._styles = styles
        self._numbering = numbering
        self._plain = plain
        self._read_chunk = read_chunk
        self._read_diagram = read_diagram
        self._inline = InlineReader(styles, notes, FieldTracker(), trusts_fields, own_mark)
        self._goes_on = False
        """Whether the last paragraph isn't complete."""

    @property
    def has_open_field(self) -> bool:
        """Whether a field that began hasn't ended."""
        return self._inline.fields.is_open

    def read_all(self, blocks: Iterable[Any]) -> TextWriter:
        """Read the paragraphs and tables of a part, up to its end."""
        self._read_blocks(blocks)
        # The last paragraph, if its end is hidden.
        self._end_paragraph()
        return self.writer

    def _read_apart(self, blocks: Iterable[Any]) -> TextWriter:
        """Read blocks, such as a table's cell, into a text of their own."""
        outer = self.writer, self._inline, self._goes_on
        self.writer, self._inline, self._goes_on = TextWriter(), self._inline.apart(), False
        try:
            return self.read_all(blocks)
        finally:
            self.writer, self._inline, self._goes_on = outer

    def _read_cell(self, cell: Any) -> TextWriter | str:
        """Read a table's cell; most hold one line of plain text."""
        first = 1 if len(cell) and cell[0].tag == _CELL_PROPERTIES else 0
        if len(cell) == first + 1 and cell[first].tag == _PARAGRAPH:
            line = self._read_plain_line(cell[first])
            if line is not None:
                return line
        return self._read_apart(cell)

    def _read_plain_line(self, element: Any) -> str | None:
        """The text of a paragraph that is nothing but a line of text; None for other ones."""
        paragraph = self._plain.read(element)
        if paragraph is None:
            return None
        text, style = paragraph
        if (self._numbering and self._numbering.has_label(style)) or self._is_contents(style):
            return None
        return self._inline.read_line(text, style)

    def _read_blocks(self, blocks: Iterable[Any]) -> None:
        for block in blocks:
            tag = block.tag
            if tag == _PARAGRAPH:
                line = None if self._goes_on else self._read_plain_line(block)
                if line is None:
                    self._read_paragraph(block)
                elif line:
                    self.writer.start_line()
                    self.writer.write(line)
            elif tag == W + "tbl":
                self._append(read_table(block, self._read_cell))
            elif tag == _SECTION:
                self.sections.append(deepcopy(block))
            elif tag == W + "altChunk":
                self._append(self._read_chunk(block.get(R + "id", "")))
            elif tag in EQUATIONS or tag == W + "r":
                self._inline.read([block])
                self._end_paragraph()
            elif tag == MC + "AlternateContent":
                self._read_blocks(choose_alternative(block))
            elif tag not in OMITTED and len(block):
                self._read_blocks(block)

    def _append(self, lines: TextWriter) -> None:
        self._end_paragraph()
        self.writer.append_lines(lines)

    def _read_paragraph(self, element: Any) -> None:
        properties = read_paragraph_properties(element)
        style = properties.style
        if properties.section is not None:
            self.sections.append(deepcopy(properties.section))
        self._inline.use_style(style)
        if not properties.goes_on and self._numbering:
            label = self._numbering.next_label(properties.numbering, style)
            if label is not None and not self._inline.paragraph:
                is_bullet = not any(map(str.isalnum, label))
                self._inline.paragraph.add_label(f"{label} ", is_bullet)
        self._inline.read(element)
        self._goes_on = properties.goes_on
        if not self._goes_on:
            self._end_paragraph(is_contents=self._is_contents(style))

    def _is_contents(self, style: str | None) -> bool:
        """Whether a paragraph is an entry of a table of contents."""
        if style is not None and self._styles.name_of(style).startswith("toc "):
            return True
        return self._inline.fields.is_open and self._inline.fields.is_in_contents

    def _end_paragraph(self, is_contents: bool = False) -> None:
        inline, self._goes_on = self._inline, False
        paragraph = inline.take_paragraph()
        if paragraph:
            if is_contents:
                line = TextWriter()
                paragraph.write_to(line)
                self.writer.append_aside(line)
            else:
                self.writer.start_line()
                paragraph.write_to(self.writer)
        if inline.boxes or inline.diagrams:
            self._write_boxes(inline)

    def _write_boxes(self, inline: InlineReader) -> None:
        boxes, inline.boxes = inline.boxes, []
        diagrams, inline.diagrams = inline.diagrams, []
        for box in boxes:
            self.writer.append_lines(self._read_apart(box))
        for diagram in diagrams:
            for text in self._read_diagram(diagram):
                self.writer.start_line()
                self.writer.write(text)
