"""Reads the words of a PDF page with PDFium: their characters, places and looks."""

from __future__ import annotations

import ctypes
import math
import re
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from index.ingest.pdf.placement import Placement
from index.ingest.pdf.records import Box, Word
from index.text.surrogates import replace_unstorable_characters

__all__ = ["PageWords", "TextStyle", "read_page_words"]

_INVISIBLE_MODES = frozenset({3, 7})
"""Text rendering modes that paint nothing (ISO 32000-1, table 106)."""
_SMALLEST_SIZE = 1.0
"""Point size below which nobody can read a character."""
_LIGHT = 230
"""Red, green and blue above which a colour may vanish on white paper."""
_PALE = 150
"""Red, green and blue of a pale colour, at least."""
_TRANSPARENT = 128
"""Opacity (0 to 255) of what shines through, at most."""
_NARROW_GAP = 0.18
"""Gap, as a share of the point size, at which characters of different text objects are two words;
a space is 0.2 to 0.3 of the size in most fonts."""
_NARROWEST_GAP = 0.05
"""The same between a word and a figure, such as those of two cells of a table."""
_HYPHEN_CODES = frozenset({0x02, 0xFFFE})
"""What PDFium returns for a hyphen at the end of a line."""
_IN_LIGATURE = re.compile("(?<=f)\u00ad(?=[fil])")
_LINE_BREAKS = frozenset({0x0A, 0x0D})
_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_LETTERS = {
    0x02: "-",
    0xFFFE: "-",
    **dict.fromkeys([0x00, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xFFFF]),
    **dict(enumerate(["ff", "fi", "fl", "ffi", "ffl", "st", "st"], 0xFB00)),
}


@dataclass(slots=True)
class TextStyle:
    """What all characters of one text object have in common."""

    size: float
    quarter: int
    bold: bool
    baseline: float
    painted: bool
    """False for text that is drawn with no ink, such as the text layer of a scan."""
    doubtful: bool
    """Whether it may be invisible for another reason: nearly white, or in a switchable layer."""
    pale: bool
    """Whether it is drawn in a light colour, as a watermark is."""
    artifact: bool


@dataclass(slots=True)
class PageWords:
    """The words of a page in the order of its content stream."""

    placement: Placement
    words: list[Word]
    styles: dict[int, TextStyle]


def read_page_words(page: Any, text_page: Any) -> PageWords:
    """Read all words of a page, those included that nobody sees.

    Words that are too small to be read or lie off the page have `hidden` set.

    Args:
        page: A page of pypdfium2.
        text_page: Its text page.
    """
    placement = Placement(_shown_part(page), int(page.get_rotation()) // 90)
    reader = _WordReader(text_page.raw, placement)
    return PageWords(placement, reader.read(), reader.styles)


def _shown_part(page: Any) -> Box:
    """Left, bottom, right and top of the part of a page that is shown."""
    import pypdfium2.raw as pdfium

    rect = pdfium.FS_RECTF()
    if not pdfium.FPDF_GetPageBoundingBox(page.raw, rect):
        return (0.0, 0.0, *page.get_size())
    return (rect.left, rect.bottom, rect.right, rect.top)


class _WordReader:
    def __init__(self, raw: Any, placement: Placement) -> None:
        import pypdfium2.raw as pdfium

        self._pdfium: Any = pdfium
        self._raw = raw
        self._placement = placement
        self.styles: dict[int, TextStyle] = {}
        self._words: list[Word] = []
        self._rect = pdfium.FS_RECTF()
        self._rect_place = ctypes.byref(self._rect)

    def read(self) -> list[Word]:
        """Go through the characters once; calls into PDFium take most of the time."""
        get_code = self._pdfium.FPDFText_GetUnicode
        raw = self._raw
        codes = [get_code(raw, at) for at in range(self._pdfium.FPDFText_CountChars(raw))]
        start = 0
        spaced = True
        for at, code in enumerate(codes):
            if (code > 0x20 and code != 0xA0) or code in _HYPHEN_CODES:
                continue
            if at > start:
                self._add_token(codes, start, at, spaced)
                spaced = False
            start = at + 1
            # A line break that PDFium makes may stand before a raised mark, inside a word.
            spaced = spaced or code not in _LINE_BREAKS
        if len(codes) > start:
            self._add_token(codes, start, len(codes), spaced)
        return self._words

    def _add_token(self, codes: list[int], start: int, end: int, spaced: bool) -> None:
        """Add characters between two spaces: a word for each text object that they are from."""
        first, last = self._address_at(start), self._address_at(end - 1)
        if first == last:
            self._add_word(codes, start, end, first, spaced)
            return
        before = len(self._words)
        addresses = [first, *(self._address_at(at) for at in range(start + 1, end - 1)), last]
        for address, places in groupby(range(start, end), key=lambda at: addresses[at - start]):
            members = list(places)
            self._add_word(codes, members[0], members[-1] + 1, address, spaced)
            spaced = False
        _put_in_logical_order(self._words, before)

    def _add_word(self, codes: list[int], start: int, end: int, address: int, spaced: bool) -> None:
        text = "".join(map(chr, codes[start:end]))
        if not text.isascii() or "\x02" in text:
            text = _as_letters(text)
        style = self.styles.get(address)
        if style is None:
            style = self.styles[address] = self._style_at(start)
        if not text:
            return
        left, top, right, bottom = self._box_at(start, style)
        if end - start > 1:
            last = self._box_at(end - 1, style)
            if _is_right_to_left(text):
                text = _in_logical_order(text, reverse=left < last[0])
            left, right = min(left, last[0]), max(right, last[2])
        size, baseline = style.size, style.baseline
        if not 0.4 * size < bottom - top < 2.5 * size:  # a font with a wrong height
            top, bottom = baseline - 0.8 * size, baseline + 0.2 * size
        if not spaced and self._words:
            previous = self._words[-1]
            gap = max(left - previous.right, previous.left - right) / max(size, 0.1)
            same_line = abs(previous.baseline - style.baseline) < 0.05 * size
            is_cell = previous.text[-1:].isalpha() and text[0].isdecimal() and same_line
            narrow = _NARROWEST_GAP if is_cell else _NARROW_GAP
            spaced = previous.quarter != style.quarter or gap > narrow
        word = Word(
            text=text,
            left=left,
            right=right,
            top=top,
            bottom=bottom,
            baseline=baseline,
            size=size,
            bold=style.bold,
            spaced=spaced,
            quarter=style.quarter,
            artifact=style.artifact,
            pale=style.pale,
            style=address,
        )
        word.hidden = self._is_outside(word)
        self._words.append(word)

    def _address_at(self, at: int) -> int:
        """The address of a character's text object; 0 for one that PDFium added."""
        pointer = self._pdfium.FPDFText_GetTextObject(self._raw, at)
        return ctypes.addressof(pointer.contents) if pointer else 0

    def _box_at(self, at: int, style: TextStyle) -> Box:
        self._pdfium.FPDFText_GetLooseCharBox(self._raw, at, self._rect_place)
        return self._placement.box(max(style.quarter, 0), self._rect)

    def _is_outside(self, word: Word) -> bool:
        """Whether a word is too small to be read or lies off the page."""
        width, height = self._placement.width, self._placement.height
        if word.quarter in (1, 3):
            width, height = height, width
        x, y = (word.left + word.right) / 2, word.baseline - 0.3 * word.size
        return word.size < _SMALLEST_SIZE or not (0 <= x <= width and 0 <= y <= height)

    def _style_at(self, index: int) -> TextStyle:
        """The style of the text object that a character is from."""
        raw, pdfium = self._raw, self._pdfium
        matrix = pdfium.FS_MATRIX()
        scale, angle = 1.0, 0.0
        if pdfium.FPDFText_GetMatrix(raw, index, matrix):
            scale = math.hypot(matrix.c, matrix.d)
            angle = math.degrees(math.atan2(matrix.b, matrix.a))
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(raw, index, x, y)
        quarter = self._placement.quarter_of(angle)
        size = pdfium.FPDFText_GetFontSize(raw, index) * scale
        style = TextStyle(
            size=size if math.isfinite(size) else 0.0,
            quarter=quarter,
            bold=pdfium.FPDFText_GetFontWeight(raw, index) >= 600,
            baseline=self._placement.baseline(max(quarter, 0), x.value, y.value),
            painted=True,
            doubtful=False,
            pale=False,
            artifact=False,
        )
        text_object = pdfium.FPDFText_GetTextObject(raw, index)
        if text_object:
            _add_looks(style, text_object, pdfium)
        return style


def _add_looks(style: TextStyle, text_object: Any, pdfium: Any) -> None:
    style.painted = pdfium.FPDFTextObj_GetTextRenderMode(text_object) not in _INVISIBLE_MODES
    colour = [ctypes.c_uint() for _ in range(4)]
    if pdfium.FPDFPageObj_GetFillColor(text_object, *colour):
        red, green, blue, alpha = (part.value for part in colour)
        style.painted = style.painted and alpha > 0
        style.doubtful = min(red, green, blue) >= _LIGHT
        style.pale = min(red, green, blue) >= _PALE or alpha <= _TRANSPARENT
    for name in _mark_names(text_object, pdfium):
        style.artifact = style.artifact or name == "Artifact"
        style.doubtful = style.doubtful or name == "OC"
    font = pdfium.FPDFTextObj_GetFont(text_object)
    if font and not style.bold:
        style.bold = _is_bold(font, pdfium)


def _is_bold(font: Any, pdfium: Any) -> bool:
    buffer = ctypes.create_string_buffer(128)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, 128)
    name = buffer.value.decode("utf-8", "replace").lower()
    return any(word in name for word in ("bold", "black", "heavy", "-bd", "cmbx", "sfbx"))


def _mark_names(text_object: Any, pdfium: Any) -> list[str]:
    """Names of the marked content that a text object is in."""
    names = []
    for number in range(min(8, max(0, pdfium.FPDFPageObj_CountMarks(text_object)))):
        mark = pdfium.FPDFPageObj_GetMark(text_object, number)
        buffer = (ctypes.c_ushort * 32)()
        length = ctypes.c_ulong()
        if mark and pdfium.FPDFPageObjMark_GetName(mark, buffer, 64, length):
            end = min(64, length.value)
            names.append(bytes(buffer)[:end].decode("utf-16-le", "replace").rstrip("\0"))
    return names


def _is_right_to_left(text: str) -> bool:
    """Whether a word is in the Hebrew or Arabic script."""
    return not text.isascii() and any(
        "\u0590" <= letter <= "\u08ff" or "\ufb1d" <= letter <= "\ufefc" for letter in text
    )


def _put_in_logical_order(words: list[Word], start: int) -> None:
    """Order the parts of a word that runs to the left, which may come from left to right."""
    parts = words[start:]
    letters = [letter for part in parts for letter in part.text if letter.isalpha()]
    if len(parts) < 2 or not letters or not all(map(_is_right_to_left, letters)):
        return
    spaced = parts[0].spaced
    parts.sort(key=lambda part: -part.left)
    for part in parts:
        part.spaced = False
    parts[0].spaced = spaced
    words[start:] = parts


def _in_logical_order(text: str, reverse: bool) -> str:
    """A word that runs to the left as it is spoken: brackets are drawn as their mirror images."""
    return (text[::-1] if reverse else text).translate(_MIRRORED)


def _as_letters(text: str) -> str:
    """A word with the letters of its ligatures, without characters that have no width.

    A soft hyphen inside a ligature isn't seen; elsewhere some fonts draw it as a hyphen.
    """
    text = _IN_LIGATURE.sub("", text)
    return replace_unstorable_characters(text.translate(_LETTERS))
