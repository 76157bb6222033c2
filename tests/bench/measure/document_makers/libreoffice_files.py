"""Writes texts as flat OpenDocument files, and has LibreOffice make PDF and Word files of them."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from html import escape
from pathlib import Path

from document_makers.texts import Block, Text, with_soft_hyphens

_NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
    )
)
_FILE = """<?xml version="1.0" encoding="UTF-8"?>
<office:document {namespaces} office:version="1.2"
  office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls><style:font-face style:name="{font}" svg:font-family="'{font}'"/>
</office:font-face-decls>
<office:styles>
<style:default-style style:family="paragraph"><style:text-properties style:font-name="{font}"
  fo:font-size="{points}pt" fo:language="{language}" fo:country="{country}"/>
</style:default-style>
<style:style style:name="Standard" style:family="paragraph"><style:paragraph-properties
  fo:text-align="{align}" fo:text-indent="{indent}pt" fo:margin-bottom="{space}pt" fo:widows="1"
  fo:orphans="1" text:number-lines="{numbered}" text:line-number="0"
  style:writing-mode="{direction}"/></style:style>
<style:style style:name="Title1" style:family="paragraph" style:parent-style-name="Standard"
  style:default-outline-level="1"><style:paragraph-properties fo:text-indent="0pt"
  fo:text-align="start" fo:margin-bottom="8pt" fo:keep-with-next="always"/><style:text-properties
  fo:font-size="{large}pt" fo:font-weight="bold"/></style:style>
<style:style style:name="Title2" style:family="paragraph" style:parent-style-name="Standard"
  style:default-outline-level="2"><style:paragraph-properties fo:text-indent="0pt"
  fo:text-align="start" fo:margin-bottom="6pt" fo:keep-with-next="always"/><style:text-properties
  fo:font-weight="bold"/></style:style>
<style:style style:name="Initial" style:family="paragraph" style:parent-style-name="Standard">
<style:paragraph-properties fo:text-indent="0pt"><style:drop-cap style:lines="2"
  style:length="1"/></style:paragraph-properties></style:style>
<style:style style:name="Quote" style:family="paragraph" style:parent-style-name="Standard">
<style:paragraph-properties fo:margin-left="24pt" fo:margin-right="24pt" fo:text-indent="0pt"/>
</style:style>
<style:style style:name="Item" style:family="paragraph" style:parent-style-name="Standard">
<style:paragraph-properties fo:text-indent="0pt"/></style:style>
<style:style style:name="Cell" style:family="paragraph"><style:paragraph-properties
  text:number-lines="false"/></style:style>
<style:style style:name="Box" style:family="table-cell"><style:table-cell-properties
  fo:padding="3pt"/></style:style>
<style:style style:name="Furniture" style:family="paragraph"><style:paragraph-properties
  fo:text-align="center" text:number-lines="false"/><style:text-properties fo:font-size="8pt"/>
</style:style>
<style:style style:name="Footnote" style:family="paragraph"><style:paragraph-properties
  fo:margin-left="17pt" fo:text-indent="-17pt" text:number-lines="false"/><style:text-properties
  fo:font-size="{small}pt"/></style:style>
<style:style style:name="Label" style:family="text"><style:text-properties
  fo:font-weight="bold"/></style:style>
<text:notes-configuration text:note-class="footnote" style:num-format="1"
  text:footnotes-position="page"/>
<text:linenumbering-configuration text:number-lines="{numbered}" text:restart-on-page="true"
  text:increment="1" style:num-format="1" text:number-position="left" text:offset="14pt"
  text:count-empty-lines="false"/>
<text:list-style style:name="Bullets"><text:list-level-style-bullet text:level="1"
  text:bullet-char="•"><style:list-level-properties text:space-before="6pt"
  text:min-label-width="14pt"/></text:list-level-style-bullet></text:list-style>
<text:list-style style:name="Numbers"><text:list-level-style-number text:level="1"
  style:num-suffix="." style:num-format="1"><style:list-level-properties text:space-before="4pt"
  text:min-label-width="18pt"/></text:list-level-style-number></text:list-style>
</office:styles>
<office:automatic-styles><style:page-layout style:name="Layout"><style:page-layout-properties
  fo:page-width="{width}pt" fo:page-height="{height}pt" fo:margin-top="30pt"
  fo:margin-bottom="30pt" fo:margin-left="48pt" fo:margin-right="48pt">
<style:columns fo:column-count="{columns}" fo:column-gap="{gutter}pt"/>
</style:page-layout-properties>
<style:header-style><style:header-footer-properties fo:min-height="18pt" fo:margin-bottom="8pt"/>
</style:header-style><style:footer-style><style:header-footer-properties fo:min-height="18pt"
  fo:margin-top="8pt"/></style:footer-style></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="Layout">
{furniture}</style:master-page></office:master-styles>
<office:body><office:text>
{content}
</office:text></office:body></office:document>
"""
_COUNTRIES = {"en": "GB", "cs": "CZ", "el": "GR", "uk": "UA", "he": "IL", "ar": "EG", "zh": "CN"}


def convert_with_libreoffice(files: Iterable[Path], suffix: str, folder: Path) -> None:
    """Convert all files with one run of LibreOffice.

    Args:
        files: Files that it can open.
        suffix: What to make of them: "pdf" or "docx".
        folder: Where to put the results.
    """
    command = ["soffice", "--headless", "--norestore", "--convert-to", suffix]
    command += ["--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def make_flat_odt(text: Text) -> str:
    """The text as a flat OpenDocument file (.fodt)."""
    layout, flags = text.layout, text.layout.flags
    width, height = layout.size
    has_indents = "indent" in flags or "line-numbers" in flags
    return _FILE.format(
        namespaces=_NAMESPACES,
        font="DejaVu Serif" if len(text.id) % 2 or "ligatures" in flags else "Liberation Sans",
        points=layout.points,
        large=layout.points * 1.4,
        small=layout.points * 0.8,
        language=text.language,
        country=_COUNTRIES.get(text.language, text.language.upper()),
        align="justify" if "justify" in flags else "start",
        indent=16 if has_indents else 0,
        space=0 if has_indents else layout.points * 0.6,
        numbered="true" if "line-numbers" in flags else "false",
        direction="rl-tb" if text.is_right_to_left else "lr-tb",
        width=width,
        height=height,
        columns=layout.columns,
        gutter=text.gutter,
        furniture=_furniture(text),
        content="\n".join(_content(text)),
    )


def _furniture(text: Text) -> str:
    head = f"<style:header>{_paragraph('Furniture', escape(text.head))}</style:header>"
    number = "<text:page-number text:select-page='current'>1</text:page-number>"
    foot = f"<style:footer>{_paragraph('Furniture', number)}</style:footer>"
    return (head if text.head else "") + (foot if "foot" in text.layout.flags else "")


def _content(text: Text) -> Iterable[str]:
    for kind, blocks in text.groups():
        block = blocks[0]
        words = _inline(block, text)
        if kind == "heading":
            level = 1 if block is text.blocks[0] else 2
            yield (
                f'<text:h text:style-name="Title{level}" text:outline-level="{level}">'
                f"{words}</text:h>"
            )
        elif kind in ("bullet", "numbered"):
            items = "".join(
                f"<text:list-item>{_paragraph('Item', _inline(item, text))}</text:list-item>"
                for item in blocks
            )
            style = "Bullets" if kind == "bullet" else "Numbers"
            yield f'<text:list text:style-name="{style}">{items}</text:list>'
        elif kind == "row":
            yield _table(blocks)
        elif kind == "quote":
            yield _paragraph("Quote", f"“{words}”")
            yield _paragraph("Quote", f"— {escape(block.label)}")
        elif kind == "turn":
            label = f'<text:span text:style-name="Label">{escape(block.label)}:</text:span>'
            yield _paragraph("Standard", f"{label} {words}")
        else:
            yield _paragraph("Initial" if block is text.with_initial else "Standard", words)


def _paragraph(style: str, content: str) -> str:
    return f'<text:p text:style-name="{style}">{content}</text:p>'


def _table(rows: list[Block]) -> str:
    cells = "".join(
        "<table:table-row>"
        + "".join(
            '<table:table-cell table:style-name="Box" office:value-type="string">'
            f"{_paragraph('Cell', escape(cell))}</table:table-cell>"
            for cell in row.cells
        )
        + "</table:table-row>"
        for row in rows
    )
    columns = f'<table:table-column table:number-columns-repeated="{len(rows[0].cells)}"/>'
    return f"<table:table>{columns}{cells}</table:table>{_paragraph('Item', '')}"


def _inline(block: Block, text: Text) -> str:
    parts = []
    for piece, is_mark in block.pieces():
        if is_mark:
            note = _paragraph("Footnote", escape(text.notes[piece].words))
            parts.append(
                f'<text:note text:id="ftn{piece}" text:note-class="footnote">'
                f"<text:note-citation>{piece}</text:note-citation>"
                f"<text:note-body>{note}</text:note-body></text:note>"
            )
        else:
            parts.append(escape(with_soft_hyphens(piece, text), False))
    return re.sub(r"\s+", " ", "".join(parts))
