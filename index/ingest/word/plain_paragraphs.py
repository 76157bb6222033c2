"""Reads the paragraphs of plain text, most of a document, in a short way.

A paragraph in which every element is known to print nothing of its own is the texts of its runs,
one after the other. All other ones are read element by element.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple

from index.ingest.word.names import VAL, W
from index.ingest.word.symbols import has_private_characters, is_symbol_font

__all__ = ["PlainParagraph", "PlainParagraphReader"]

_TEXT, _TAB, _TAB_STOPS = W + "t", W + "tab", W + "tabs"
_STYLE, _CHARACTER_STYLE, _FONTS = W + "pStyle", W + "rStyle", W + "rFonts"
_ASCII, _OTHER = W + "ascii", W + "hAnsi"
_SILENT = frozenset(
    W + name
    for name in (
        # Runs and what stands around or between them.
        *("r", "rPr", "pPr", "hyperlink", "smartTag", "ins", "fldSimple", "dir", "bdo"),
        *("proofErr", "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd"),
        *("commentReference", "permStart", "permEnd", "lastRenderedPageBreak", "softHyphen"),
        # How characters look.
        *("b", "bCs", "i", "iCs", "u", "sz", "szCs", "color", "lang", "kern", "spacing", "shd"),
        *("highlight", "caps", "smallCaps", "noProof", "webHidden", "outline", "shadow", "emboss"),
        *("imprint", "w", "em", "effect", "bdr", "fitText", "rtl", "cs", "snapToGrid"),
        *("eastAsianLayout", "oMath"),
        # How paragraphs look.
        *("jc", "ind", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "pBdr", "top"),
        *("left", "bottom", "right", "between", "bar", "tabs", "suppressAutoHyphens", "kinsoku"),
        *("suppressLineNumbers", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE"),
        *("autoSpaceDN", "bidi", "adjustRightInd", "contextualSpacing", "mirrorIndents"),
        *("textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle"),
    )
)


class PlainParagraph(NamedTuple):
    """A paragraph that prints nothing but its text."""

    text: str
    style: str | None
    """Id of its style."""


class PlainParagraphReader:
    """Reads plain paragraphs of one part."""

    def __init__(self, special_styles: Collection[str], names_symbols: bool) -> None:
        """Prepare to read.

        Args:
            special_styles: Ids of the character styles that hide, strike out or raise text.
            names_symbols: Whether the part may name a font of symbols.
        """
        self._special_styles = special_styles
        self._silent = _SILENT if names_symbols else _SILENT | {_FONTS}

    def read(self, paragraph: Any) -> PlainParagraph | None:
        """Read an element `w:p`; None if it has to be read element by element."""
        silent = self._silent
        texts: list[str] = []
        style: str | None = None
        nodes = paragraph.iter()
        next(nodes)
        for node in nodes:
            tag = node.tag
            if tag in silent:
                continue
            if tag == _TEXT:
                texts.append(node.text or "")
            elif tag == _STYLE:
                style = node.get(VAL)
            elif not self._is_silent(node, tag):
                return None
        text = "".join(texts)
        # What a character of the private area prints depends on the run's font.
        return None if has_private_characters(text) else PlainParagraph(text, style)

    def _is_silent(self, node: Any, tag: str) -> bool:
        if tag == _FONTS:
            return not (is_symbol_font(node.get(_ASCII)) or is_symbol_font(node.get(_OTHER)))
        if tag == _TAB:
            return bool(node.getparent().tag == _TAB_STOPS)
        if tag == _CHARACTER_STYLE:
            return node.get(VAL) not in self._special_styles
        return False
