"""Reads the running text of a part: its paragraphs, tables and boxes, as they are printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import deepcopy
from typing import Any

from index.ingest.word.fields import FieldTracker
from index.ingest.word.inline import EQUATIONS, OMITTED, InlineReader, choose_alternative
from index.ingest.word.names import MC, VAL, R, W, is_on
from index.ingest.word.notes import NoteQueue
from index.ingest.word.numbering import Numbering
from index.ingest.word.styles import StyleSheet
from index.ingest.word.tables import read_table
from index.ingest.word.text_writer import TextWriter

__all__ = ["StoryReader"]

_PARAGRAPH, _PROPERTIES, _SECTION = W + "p", W + "pPr", W + "sectPr"
_REMOVED_ENDS = frozenset({W + "del", W + "moveFrom"})


class StoryReader:
    """Reads one part, or a note of one; `writer` has its text in the end."""

    def __init__(
        self,
        styles: StyleSheet,
        numbering: Numbering,
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
        self._read_chunk = read_chunk
        self._read_diagram = read_diagram
        self._inline = InlineReader(styles, notes, FieldTracker(), trusts_fields, own_mark)

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
        outer = self.writer, self._inline
        self.writer, self._inline = TextWriter(), self._inline.apart()
        try:
            return self.read_all(blocks)
        finally:
            self.writer, self._inline = outer

    def _read_blocks(self, blocks: Iterable[Any]) -> None:
        for block in blocks:
            tag = block.tag
            if tag == _PARAGRAPH:
                self._read_paragraph(block)
            elif tag == W + "tbl":
                self._append(read_table(block, self._read_apart))
            elif tag == _SECTION:
                self.sections.append(deepcopy(block))
            elif tag == W + "altChunk":
                self._append(self._read_chunk(block.get(R + "id", "")))
            elif tag in EQUATIONS or tag == W + "r":
                self._inline.read([block])
                self._end_paragraph()
            elif tag == MC + "AlternateContent":
                self._read_blocks(choose_alternative(block))
            elif tag not in OMITTED:
                self._read_blocks(block)

    def _append(self, lines: TextWriter) -> None:
        self._end_paragraph()
        self.writer.append_lines(lines)

    def _read_paragraph(self, element: Any) -> None:
        properties = element.find(_PROPERTIES)
        style, goes_on = None, False
        if properties is not None:
            style_element = properties.find(W + "pStyle")
            style = None if style_element is None else style_element.get(VAL)
            goes_on = _goes_on(properties)
            section = properties.find(_SECTION)
            if section is not None:
                self.sections.append(deepcopy(section))
        self._inline.use_style(style)
        label = None if goes_on else self._numbering.next_label(properties, style)
        if label is not None and not self._inline.paragraph:
            is_bullet = not any(character.isalnum() for character in label)
            self._inline.paragraph.add_label(f"{label} ", is_bullet)
        self._inline.read(element)
        if not goes_on:
            self._end_paragraph(is_contents=self._is_contents(style))

    def _is_contents(self, style: str | None) -> bool:
        """Whether a paragraph is an entry of a table of contents."""
        return self._inline.fields.is_in_contents or (
            style is not None and self._styles.name_of(style).startswith("toc ")
        )

    def _end_paragraph(self, is_contents: bool = False) -> None:
        inline = self._inline
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


def _goes_on(properties: Any) -> bool:
    """Whether the next paragraph is printed as the rest of this one.

    It is if this is a large initial, or if its end was deleted or is hidden.
    """
    frame = properties.find(W + "framePr")
    if frame is not None and frame.get(W + "dropCap") in ("drop", "margin"):
        return True
    end = properties.find(W + "rPr")
    if end is None:
        return False
    if any(child.tag in _REMOVED_ENDS for child in end):
        return True
    hidden = end.find(W + "vanish")
    return hidden is not None and is_on(hidden)
