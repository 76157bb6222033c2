"""The styles of a Word file: which text they hide, strike out, raise, or number."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from index.ingest.word.names import VAL, W, integer, is_on, value_of
from index.ingest.word.symbols import is_symbol_font

_MAX_ANCESTORS = 50
"""Styles that a style is based on, one behind the other; Word allows fewer, a circle has no end."""


class CharacterFormat(NamedTuple):
    """Properties of a run, or of a style; None where neither says anything."""

    hidden: bool | None = None
    struck: bool | None = None
    double_struck: bool | None = None
    bold: bool | None = None
    raised: str | None = None
    """The value of `w:vertAlign`: "superscript", "subscript" or "baseline"."""
    font: str | None = None
    style: str | None = None
    """Id of the character style."""


class RunFormat(NamedTuple):
    """How the text of a run is printed."""

    is_hidden: bool
    is_printed: bool
    """Whether it is neither hidden nor struck out."""
    raised: str | None
    """ "superscript", "subscript" or None."""
    font: str | None
    has_symbols: bool
    """Whether ordinary characters stand for others in its font."""
    is_bold: bool


PLAIN = CharacterFormat()
_TOGGLES = {
    W + "vanish": "hidden",
    W + "strike": "struck",
    W + "dstrike": "double_struck",
    W + "b": "bold",
}
_COUNT = len(_TOGGLES)


def read_character_format(properties: Any) -> CharacterFormat:
    """The format that an element `w:rPr` sets."""
    facts: dict[str, Any] = {}
    for node in properties:
        if name := _TOGGLES.get(node.tag):
            facts[name] = is_on(node)
        elif node.tag == W + "vertAlign":
            facts["raised"] = node.get(VAL)
        elif node.tag == W + "position":
            # Raised by hand, by half points; large initials and pictures are lowered so.
            if integer(node.get(VAL)) > 0:
                facts.setdefault("raised", "superscript")
        elif node.tag == W + "rFonts":
            font = node.get(W + "ascii") or node.get(W + "hAnsi")
            if font is not None:
                facts["font"] = font
        elif node.tag == W + "rStyle":
            facts["style"] = node.get(VAL)
    return CharacterFormat(**facts) if facts else PLAIN


class StyleSheet:
    """The styles of a file, looked up by their ids."""

    def __init__(self, root: Any = None) -> None:
        """Args: root: The element `w:styles`; None for a file without styles."""
        self._styles: dict[str, Any] = {}
        self._default: str | None = None
        self._everywhere = PLAIN
        if root is not None:
            self._read(root)
        self.resolve = cache(self._resolve)
        self._format_of_style = cache(self._read_format_of_style)
        self.name_of = cache(self._read_name)
        self.numbering_of = cache(self._read_numbering_of)

    def _read(self, root: Any) -> None:
        for style in root.iter(W + "style"):
            name = style.get(W + "styleId", "")
            self._styles.setdefault(name, style)
            if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true"):
                self._default = name
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        if defaults is not None:
            self._everywhere = read_character_format(defaults)

    def _resolve(self, paragraph_style: str | None, own: CharacterFormat) -> RunFormat:
        """How a run is printed, from its own format and those of its styles.

        What is on in both the paragraph's and the character style is off (ECMA-376, 17.7.3).
        """
        paragraph = self._format_of_style(paragraph_style or self._default)
        character = self._format_of_style(own.style)
        hidden, struck, double_struck, bold = (
            bool(one) != bool(two) or bool(default) if direct is None else direct
            for direct, one, two, default in zip(
                *(formats[:_COUNT] for formats in (own, paragraph, character, self._everywhere)),
                strict=True,
            )
        )
        raised = own.raised or character.raised or paragraph.raised
        font = own.font or character.font or paragraph.font
        return RunFormat(
            is_hidden=hidden,
            is_printed=not (hidden or struck or double_struck),
            raised=raised if raised in ("superscript", "subscript") else None,
            font=font,
            has_symbols=is_symbol_font(font),
            is_bold=bold,
        )

    def _read_format_of_style(self, style_id: str | None) -> CharacterFormat:
        facts: dict[str, Any] = {}
        for style in self._ancestry(style_id):
            properties = style.find(W + "rPr")
            if properties is not None:
                for name, value in read_character_format(properties)._asdict().items():
                    if value is not None:
                        facts.setdefault(name, value)
        facts.pop("style", None)
        if not is_symbol_font(facts.get("font")):
            facts.pop("font", None)
        return CharacterFormat(**facts)

    def _read_numbering_of(self, style_id: str | None) -> tuple[str | None, str | None]:
        """The ids of the list and of its level that a paragraph style sets."""
        number = level = None
        for style in self._ancestry(style_id or self._default):
            properties = style.find(f"{W}pPr/{W}numPr")
            if properties is not None:
                number = number or value_of(properties, W + "numId")
                level = level or value_of(properties, W + "ilvl")
        return number, level

    def list_special_styles(self) -> frozenset[str]:
        """Ids of the character styles on which it depends how a text is printed, or whether."""
        return frozenset(
            style_id
            for style_id, style in self._styles.items()
            if style.get(W + "type") == "character"
            and self._format_of_style(style_id)._replace(bold=None) != PLAIN
        )

    def _read_name(self, style_id: str | None) -> str:
        """A style's name in lower case: "toc 1"; empty if there is no such style."""
        style = self._styles.get(style_id or "")
        return "" if style is None else (value_of(style, W + "name") or "").lower()

    def _ancestry(self, style_id: str | None) -> list[Any]:
        """A style and the ones that it is based on, the nearest first."""
        found: list[Any] = []
        while style_id is not None and len(found) < _MAX_ANCESTORS:
            style = self._styles.get(style_id)
            if style is None:
                break
            found.append(style)
            style_id = value_of(style, W + "basedOn")
        return found
