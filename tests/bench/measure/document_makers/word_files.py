"""Writes a text as a Word file with python-docx, in the ways of Word itself.

Runs are cut inside words, as Word does with each edit; footnotes are a part of their own; a large
initial is a frame; words may be divided at soft hyphens.
"""

from __future__ import annotations

import io
import random
import re
from html import escape

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from document_makers.texts import Block, Text, with_soft_hyphens

_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_STYLES = {"bullet": "List Bullet", "numbered": "List Number", "quote": "Intense Quote"}


def make_word_file(text: Text) -> bytes:
    """The text as a .docx file."""
    return _WordWriter(text).write()


class _WordWriter:
    def __init__(self, text: Text) -> None:
        self.text = text
        self.random = random.Random(text.id)
        self.document = docx.Document()

    def write(self) -> bytes:
        self._set_layout()
        for kind, blocks in self.text.groups():
            if kind == "row":
                self._add_table(blocks)
                continue
            for block in blocks:
                if block is self.text.with_initial:
                    block = self._add_initial(block)
                self._add_block(block)
        if self.text.notes:
            self._add_notes()
        file = io.BytesIO()
        self.document.save(file)
        return file.getvalue()

    def _set_layout(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = map(Pt, self.text.layout.size)
        self.document.styles["Normal"].font.size = Pt(self.text.layout.points)
        if self.text.layout.columns > 1:
            columns = section._sectPr.find(qn("w:cols"))
            columns.set(qn("w:num"), str(self.text.layout.columns))
        if self.text.head:
            section.header.paragraphs[0].text = self.text.head
        if "foot" in self.text.layout.flags:
            paragraph = section.footer.paragraphs[0]
            paragraph.add_run("Page ")
            paragraph._p.append(
                parse_xml(
                    f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r>'
                    "</w:fldSimple>"
                )
            )

    def _add_block(self, block: Block) -> None:
        if block.kind == "heading":
            level = 0 if block is self.text.blocks[0] else 2
            paragraph = self.document.add_heading("", level)
        else:
            paragraph = self.document.add_paragraph("", _STYLES.get(block.kind))
        if self.text.is_right_to_left:
            paragraph._p.get_or_add_pPr().append(parse_xml(f"<w:bidi {nsdecls('w')}/>"))
        if block.kind == "turn":
            paragraph.add_run(f"{block.label}: ").bold = True
        if block.kind == "quote":
            paragraph.add_run("“")
        self._add_words(paragraph, block)
        if block.kind == "quote":
            paragraph.add_run("”")
            self.document.add_paragraph(f"— {block.label}", "Intense Quote")

    def _add_words(self, paragraph, block: Block) -> None:
        for piece, is_mark in block.pieces():
            if is_mark:
                paragraph._p.append(
                    parse_xml(
                        f'<w:r {nsdecls("w")}><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
                        f'<w:footnoteReference w:id="{piece}"/></w:r>'
                    )
                )
                continue
            for run in self._cut(with_soft_hyphens(piece, self.text)):
                paragraph._p.append(_run(run, self.random.random()))

    def _cut(self, words: str) -> list[str]:
        """In runs of 3 to 60 characters."""
        runs = []
        while words:
            length = self.random.randint(3, 60)
            runs.append(words[:length])
            words = words[length:]
        return runs

    def _add_table(self, rows: list[Block]) -> None:
        table = self.document.add_table(0, len(rows[0].cells))
        for row in rows:
            for cell, words in zip(table.add_row().cells, row.cells, strict=True):
                cell.text = words

    def _add_initial(self, block: Block) -> Block:
        frame = self.document.add_paragraph(block.text[0])
        frame._p.get_or_add_pPr().insert(
            0,
            parse_xml(
                f'<w:framePr {nsdecls("w")} w:dropCap="drop" w:lines="3" w:wrap="around"'
                ' w:vAnchor="text" w:hAnchor="text"/>'
            ),
        )
        return Block(block.kind, block.text[1:])

    def _add_notes(self) -> None:
        notes = "".join(
            f'<w:footnote w:id="{number}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/>'
            f'</w:rPr><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> {escape(note.words)}'
            "</w:t></w:r></w:p></w:footnote>"
            for number, note in self.text.notes.items()
        )
        separators = "".join(
            f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p>'
            "</w:footnote>"
            for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
        )
        xml = f'<?xml version="1.0" encoding="UTF-8"?><w:footnotes {nsdecls("w")}>'
        part = Part(
            PackURI("/word/footnotes.xml"),
            _NOTES_TYPE,
            f"{xml}{separators}{notes}</w:footnotes>".encode(),
            self.document.part.package,
        )
        self.document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _run(words: str, chance: float):
    properties = "<w:rPr><w:i/></w:rPr>" if chance < 0.05 else ""
    parts = re.split("(\u00ad)", words)
    content = "".join(
        "<w:softHyphen/>"
        if part == "\u00ad"
        else f'<w:t xml:space="preserve">{escape(part, False)}</w:t>'
        for part in parts
        if part
    )
    return parse_xml(f"<w:r {nsdecls('w')}>{properties}{content}</w:r>")
