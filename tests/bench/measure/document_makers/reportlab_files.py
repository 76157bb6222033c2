"""Writes a text as a PDF file with reportlab: columns, heads, line numbers, divided words.

Footnotes stand at the bottom of the last column, as reportlab has none of its own.
"""

from __future__ import annotations

import io
from functools import cache
from html import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_JUSTIFY, TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    HRFlowable,
    ImageAndFlowables,
    ListFlowable,
    ListItem,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from document_makers.texts import Block, Text, hyphenator

MARGIN = 48.0
_FONT_FILES = "/usr/share/fonts/truetype"
_FAMILIES = {
    "DejaVu": ("dejavu/DejaVuSerif.ttf", "dejavu/DejaVuSerif-Bold.ttf"),
    "Liberation": (
        "liberation/LiberationSans-Regular.ttf",
        "liberation/LiberationSans-Bold.ttf",
    ),
}
_LIGATURES = (("ffi", "ﬃ"), ("ffl", "ﬄ"), ("ff", "ﬀ"), ("fi", "ﬁ"), ("fl", "ﬂ"))


def make_reportlab_file(text: Text) -> bytes:
    """The text as a PDF file."""
    file = io.BytesIO()
    writer = _PdfWriter(text)
    document = BaseDocTemplate(file, pagesize=text.layout.size, title=text.title)
    document.addPageTemplates(PageTemplate("page", writer.frames(), onPage=writer.draw_furniture))
    document.build(writer.story())
    return file.getvalue()


@cache
def _register_fonts() -> None:
    for family, files in _FAMILIES.items():
        for name, file in zip((family, f"{family}-Bold"), files, strict=True):
            pdfmetrics.registerFont(TTFont(name, f"{_FONT_FILES}/{file}"))
        pdfmetrics.registerFontFamily(family, family, f"{family}-Bold", family, f"{family}-Bold")
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))


class _Initial(Flowable):
    """A large initial that is drawn beside the first lines of its paragraph."""

    def __init__(self, letter: str, font: str, points: float) -> None:
        super().__init__()
        self.letter, self.font, self.points = letter, font, points * 2.9
        self.width = pdfmetrics.stringWidth(letter, font, self.points)
        self.height = points * 2.4

    def wrap(self, *_available: float) -> tuple[float, float]:
        return self.width, self.height

    _restrictSize = wrap  # noqa: N815 - ImageAndFlowables asks for it

    def draw(self) -> None:
        self.canv.setFont(self.font, self.points)
        self.canv.drawString(0, self.height - self.points * 0.72, self.letter)


class _PdfWriter:
    def __init__(self, text: Text) -> None:
        _register_fonts()
        self.text, self.layout = text, text.layout
        self.flags = text.layout.flags
        self.font, self.bold = self._fonts()
        self.leading = round(self.layout.points * 1.28, 1)

    def _fonts(self) -> tuple[str, str]:
        if self.text.language == "zh":
            return "STSong-Light", "STSong-Light"
        if "ligatures" in self.flags:
            return "DejaVu", "DejaVu-Bold"
        if self.text.language in ("en", "de", "fr", "es"):
            # The built-in fonts, whose characters are told by an encoding alone.
            choices = (
                ("Times-Roman", "Times-Bold"),
                ("Helvetica", "Helvetica-Bold"),
                ("Liberation", "Liberation-Bold"),
            )
            is_plain = all(ord(c) < 256 or c in "“”‘’„–—…€ﬁﬂ•Œœ" for c in self.text.plain_text())
            return choices[len(self.text.id) % 3] if is_plain else choices[2]
        return "Liberation", "Liberation-Bold"

    def frames(self) -> list[Frame]:
        width, height = self.layout.size
        columns = self.layout.columns
        wide = (width - 2 * MARGIN - (columns - 1) * self.text.gutter) / columns
        return [
            Frame(
                MARGIN + n * (wide + self.text.gutter),
                MARGIN,
                wide,
                height - 2 * MARGIN,
                0,
                0,
                0,
                0,
            )
            for n in range(columns)
        ]

    def draw_furniture(self, canvas, document) -> None:
        width, height = self.layout.size
        canvas.saveState()
        canvas.setFont(self.font, 8)
        if self.text.head:
            canvas.drawString(MARGIN, height - 28, self.text.head)
        if "foot" in self.flags:
            foot = f"Page {canvas.getPageNumber()}" if len(self.text.id) % 2 else None
            canvas.drawCentredString(width / 2, 24, foot or f"– {canvas.getPageNumber()} –")
        if "line-numbers" in self.flags:
            lines = int((height - 2 * MARGIN) / self.leading)
            for number in range(1, lines + 1):
                at = height - MARGIN - number * self.leading + self.leading * 0.25
                canvas.drawRightString(MARGIN - 14, at, str(number))
        if "watermark" in self.flags:
            self._draw_watermark(canvas)
        canvas.restoreState()

    def _draw_watermark(self, canvas) -> None:
        width, height = self.layout.size
        canvas.setFillGray(0.9)
        canvas.setFont(self.bold, 70)
        canvas.translate(width / 2, height / 2)
        canvas.rotate(45)
        canvas.drawCentredString(0, 0, "DRAFT")

    def style(self, **changes) -> ParagraphStyle:
        has_indents = "indent" in self.flags or "line-numbers" in self.flags
        facts = {
            "fontName": self.font,
            "fontSize": self.layout.points,
            "leading": self.leading,
            "alignment": TA_JUSTIFY if "justify" in self.flags else TA_LEFT,
            "firstLineIndent": 16 if has_indents else 0,
            "spaceAfter": 0 if has_indents else self.layout.points * 0.6,
            "wordWrap": "CJK" if self.text.language == "zh" else None,
            "allowWidows": 1,
            "allowOrphans": 1,
        }
        if "hyphens" in self.flags and hyphenator(self.text.language):
            facts |= {"hyphenationLang": self._hyphenation(), "hyphenationMinWordLength": 6}
        return ParagraphStyle("style", **(facts | changes))

    def _hyphenation(self) -> str:
        return {"en": "en_GB"}.get(self.text.language, self.text.language)

    def story(self) -> list[Flowable]:
        story: list[Flowable] = []
        for kind, blocks in self.text.groups():
            if blocks[0] is self.text.with_initial:
                story.append(self._with_initial(blocks[0]))
            else:
                story += self._flowables(kind, blocks)
        if self.text.notes:
            story.append(HRFlowable("30%", hAlign="LEFT", spaceBefore=10, spaceAfter=4))
            small = self.layout.points * 0.8
            style = self.style(fontSize=small, leading=small * 1.25, firstLineIndent=0)
            story += [
                Paragraph(f"<super>{number}</super> {self._inline(note)}", style)
                for number, note in self.text.notes.items()
            ]
        return story

    def _flowables(self, kind: str, blocks: list[Block]) -> list[Flowable]:
        block = blocks[0]
        if kind == "heading":
            return [Paragraph(self._inline(block), self._heading_style(block))]
        if kind in ("bullet", "numbered"):
            return [self._list(kind, blocks)]
        if kind == "row":
            return [self._table(blocks), Spacer(0, self.leading / 2)]
        if kind == "quote":
            style = self.style(leftIndent=24, rightIndent=24, firstLineIndent=0)
            return [
                Paragraph(f"“{self._inline(block)}”", style),
                Paragraph(f"— {escape(block.label)}", style),
            ]
        if kind == "turn":
            label = f"<b>{escape(block.label)}:</b>"
            return [Paragraph(f"{label} {self._inline(block)}", self.style())]
        return [Paragraph(self._inline(block), self.style())]

    def _heading_style(self, block: Block) -> ParagraphStyle:
        if "line-numbers" in self.flags:
            return self.style(fontName=self.bold, firstLineIndent=0, alignment=TA_LEFT)
        points = self.layout.points * (1.4 if block is self.text.blocks[0] else 1.15)
        return self.style(
            fontName=self.bold,
            fontSize=points,
            leading=points * 1.2,
            spaceAfter=8,
            firstLineIndent=0,
            alignment=TA_LEFT,
            hyphenationLang=None,
        )

    def _list(self, kind: str, blocks: list[Block]) -> Flowable:
        style = self.style(firstLineIndent=0)
        items = [ListItem(Paragraph(self._inline(block), style)) for block in blocks]
        facts = {"bulletFontName": self.font, "bulletFontSize": self.layout.points}
        if kind == "bullet":
            return ListFlowable(items, bulletType="bullet", start="•", leftIndent=16, **facts)
        return ListFlowable(items, bulletType="1", bulletFormat="%s.", leftIndent=20, **facts)

    def _table(self, rows: list[Block]) -> Flowable:
        style = self.style(firstLineIndent=0, alignment=TA_LEFT, spaceAfter=0, hyphenationLang=None)
        cells = [[Paragraph(escape(cell), style) for cell in row.cells] for row in rows]
        lengths = [max(len(row.cells[n]) for row in rows) + 9 for n in range(len(cells[0]))]
        width = self.frames()[0].width
        wide = [width * length / sum(lengths) for length in lengths]
        grid = [("VALIGN", (0, 0), (-1, -1), "TOP")]
        if len(self.text.id) % 2:
            grid.append(("GRID", (0, 0), (-1, -1), 0.5, colors.black))
        return Table(cells, wide, style=grid)

    def _with_initial(self, block: Block) -> Flowable:
        initial = _Initial(block.text[0], self.font, self.layout.points)
        rest = Block(block.kind, block.text[1:])
        style = self.style(firstLineIndent=0)
        paragraph = Paragraph(self._inline(rest), style)
        return ImageAndFlowables(initial, [paragraph], imageSide="left", imageRightPadding=3)

    def _inline(self, block: Block) -> str:
        parts = []
        for piece, is_mark in block.pieces():
            piece = escape(self._with_ligatures(piece), False)
            parts.append(f"<super>{piece}</super>" if is_mark else piece)
        return "".join(parts)

    def _with_ligatures(self, words: str) -> str:
        if "ligatures" in self.flags:
            for letters, ligature in _LIGATURES:
                words = words.replace(letters, ligature)
        return words
