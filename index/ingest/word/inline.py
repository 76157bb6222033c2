"""Reads what stands in a line: runs of text, fields, symbols, notes' marks, equations."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from index.ingest.word.boxes import iterate_boxes
from index.ingest.word.equations import write_equation
from index.ingest.word.fields import FieldTracker
from index.ingest.word.names import MC, M, W, is_on
from index.ingest.word.notes import NoteQueue
from index.ingest.word.paragraph import Paragraph, PieceKind, tidy_spaces
from index.ingest.word.styles import PLAIN, RunFormat, StyleSheet, read_character_format
from index.ingest.word.symbols import decode_symbol, decode_symbols

_TEXT, _RUN, _RUN_PROPERTIES = W + "t", W + "r", W + "rPr"
_BLOCKS = frozenset({W + "p", W + "tbl"})
_CONTROL, _ALTERNATIVES = W + "sdt", MC + "AlternateContent"
EQUATIONS = frozenset({M + "oMath", M + "oMathPara"})
OMITTED = frozenset(
    # What tracked changes removed, properties, and another file that is printed with this one.
    {W + "del", W + "moveFrom", W + "sdtPr", W + "sdtEndPr", W + "pPr", W + "tblPr"}
    | {W + "customXmlPr", W + "smartTagPr", W + "tblGrid", W + "subDoc", W + "tcPr", W + "trPr"}
)
_PRINTED = frozenset({_TEXT, M + "t", W + "sym", _CONTROL, W + "tbl"})
_BREAKS = frozenset({W + "br", W + "cr"})
_CHARACTERS = {W + "tab": "\t", W + "ptab": "\t", W + "noBreakHyphen": "\u2011"}
_BOXED = frozenset({W + "drawing", W + "pict", W + "object"})
_NOTES = {W + "footnoteReference": "footnotes", W + "endnoteReference": "endnotes"}
_OWN_MARKS = frozenset({W + "footnoteRef", W + "endnoteRef"})
_PIECES = {"superscript": PieceKind.RAISED, "subscript": PieceKind.LOWERED, None: PieceKind.TEXT}
# White space of the XML, not of the document; form feeds and the like come from no program.
_REPLACED = {ord(character): " " for character in "\n\r\t\v\f\x85\u2028\u2029"} | {0xAD: None}
_UNPRINTED = re.compile("[\n\r\t\v\f\x85\u2028\u2029\u00ad\uf020-\uf0ff]")


class InlineReader:
    """Reads the lines of one story, or of a table's cell or a text box in it."""

    def __init__(
        self,
        styles: StyleSheet,
        notes: NoteQueue,
        fields: FieldTracker,
        trusts_fields: bool,
        own_mark: str = "",
    ) -> None:
        """Prepare to read.

        Args:
            styles: The file's styles.
            notes: Numbers the notes that the text refers to.
            fields: The fields that are open here.
            trusts_fields: Whether each field has its beginning and its end. Of one that doesn't
                end, all that follows would seem to be an instruction.
            own_mark: What a note prints before its text.
        """
        self.paragraph = Paragraph()
        self.boxes: list[Iterable[Any]] = []
        """The blocks of each text box in the paragraph."""
        self.diagrams: list[str] = []
        """Ids of the diagrams and charts in the paragraph."""
        self.fields = fields
        self._styles = styles
        self._notes = notes
        self._trusts_fields = trusts_fields
        self._own_mark = own_mark
        self._plain_formats: dict[str | None, RunFormat] = {}
        self.use_style(None)

    def apart(self) -> InlineReader:
        """A reader for text that stands inside this paragraph but isn't part of its line."""
        return InlineReader(
            self._styles, self._notes, self.fields, self._trusts_fields, self._own_mark
        )

    def use_style(self, style: str | None) -> None:
        """Say which style the next paragraph has."""
        self._style = style
        self._plain = self._styles.resolve(style, PLAIN)

    def take_paragraph(self) -> Paragraph:
        """What was read since the last call."""
        taken, self.paragraph = self.paragraph, Paragraph()
        return taken

    def read(self, elements: Iterable[Any]) -> None:
        """Read the content of a paragraph, or of what stands in one."""
        for child in elements:
            tag = child.tag
            if tag == _RUN:
                self._read_run(child)
            elif tag in OMITTED:
                continue
            elif tag == _CONTROL:
                self._read_control(child)
            elif tag in EQUATIONS:
                if not self._is_in_instruction():
                    self.paragraph.add(write_equation(child))
            elif tag == _ALTERNATIVES:
                self.read(choose_alternative(child))
            elif tag in _BLOCKS:
                # Blocks inside a paragraph, as some converters write them.
                self.boxes.append([child])
            elif isinstance(tag, str):
                self.read(child)

    def read_line(self, text: str, style: str | None) -> str:
        """What the text of a paragraph prints that stands apart from this one."""
        how = self._plain_formats.get(style)
        if how is None:
            how = self._plain_formats[style] = self._styles.resolve(style, PLAIN)
        return tidy_spaces(self._printed_text(text, how))

    def _is_in_instruction(self) -> bool:
        return self._trusts_fields and self.fields.hides_text

    def _read_control(self, control: Any) -> None:
        content = control.find(W + "sdtContent")
        if content is None:
            return
        placeholder = control.find(f"{W}sdtPr/{W}showingPlcHdr")
        if placeholder is not None and is_on(placeholder):
            self.paragraph.add(self._text_of(content), PieceKind.ASIDE)
        else:
            self.read(content)

    def _text_of(self, elements: Iterable[Any]) -> str:
        """The plain text of elements that are no part of the sentence."""
        outer, self.paragraph = self.paragraph, Paragraph()
        self.read(elements)
        text = self.paragraph.plain_text
        self.paragraph = outer
        return text

    def _read_run(self, run: Any) -> None:
        how = self._plain
        for child in run:
            tag = child.tag
            if tag == _TEXT:
                self._add_text(child.text, how)
            elif tag == _RUN_PROPERTIES:
                own = read_character_format(child)
                if own is not PLAIN:
                    how = self._styles.resolve(self._style, own)
            else:
                self._read_other(child, tag, how)

    def _add_text(self, text: str | None, how: RunFormat) -> None:
        if text and (printed := self._printed_text(text, how)):
            self.paragraph.add(printed, _PIECES[how.raised], how.is_bold)

    def _printed_text(self, text: str, how: RunFormat) -> str:
        """What a text with a format prints."""
        if not how.is_printed or self._is_in_instruction():
            return ""
        # Most texts are plain, so the cheap tests come first.
        is_plain = (text.isascii() and text.isprintable()) or not _UNPRINTED.search(text)
        if how.has_symbols or not is_plain:
            text = decode_symbols(text, how.font).translate(_REPLACED)
        if self.fields.is_open:
            self.fields.see_text()
        return text

    def _read_other(self, child: Any, tag: str, how: RunFormat) -> None:
        """What a run holds besides ordinary text."""
        if tag == W + "fldChar":
            shown = self.fields.read(child)
            if how.is_printed:
                self.paragraph.add(shown)
        elif tag == W + "instrText":
            self.fields.add_instruction(child.text or "")
        elif tag == _ALTERNATIVES:
            for node in choose_alternative(child):
                self._read_other(node, node.tag, how)
        elif tag in _BOXED:
            if not how.is_hidden:
                boxes, diagrams = iterate_boxes(child)
                self.boxes.extend(boxes)
                self.diagrams.extend(diagrams)
        elif how.is_printed and not self._is_in_instruction():
            self._read_character(child, tag, how)

    def _read_character(self, child: Any, tag: str, how: RunFormat) -> None:
        if tag in _CHARACTERS:
            self.paragraph.add(_CHARACTERS[tag])
        elif tag in _BREAKS:
            self.paragraph.add_break()
        elif tag == _TEXT:
            self._add_text(child.text, how)
        elif tag == W + "sym":
            character = decode_symbol(child.get(W + "char"), child.get(W + "font"))
            self.paragraph.add(character, _PIECES[how.raised])
        elif tag in _NOTES:
            has_own_mark = child.get(W + "customMarkFollows") in ("1", "true", "on")
            mark = self._notes.refer(_NOTES[tag], child.get(W + "id", ""), has_own_mark)
            self.paragraph.add(mark, PieceKind.MARK)
        elif tag in _OWN_MARKS:
            self.paragraph.add(self._own_mark, PieceKind.MARK)
        elif tag == W + "ruby":
            self._read_ruby(child)

    def _read_ruby(self, ruby: Any) -> None:
        """Characters with their reading above them: "漢字 (かんじ)"."""
        base, above = ruby.find(W + "rubyBase"), ruby.find(W + "rt")
        if base is not None:
            self.read(base)
        if above is not None:
            self.paragraph.add(f" ({self._text_of(above)})", PieceKind.ASIDE)


def choose_alternative(element: Any) -> Any:
    """The child with what is printed, of an element that says one thing in newer and older ways."""
    choices = element.findall(MC + "Choice")
    for choice in choices:
        if any(node.tag in _PRINTED for node in choice.iter("*")):
            return choice
    fallback = element.find(MC + "Fallback")
    if fallback is not None:
        return fallback
    return choices[0] if choices else ()
