"""Leaves out the words of a page that nobody sees.

These are drawn without ink, in the colour of the paper, off the page, too small, or are covered by
something. The text layer of a scanned page is kept: it is drawn without ink over the picture.
"""

from __future__ import annotations

import ctypes
from typing import Any

from index.ingest.pdf.glyphs import PageWords
from index.ingest.pdf.placement import box_on_page
from index.ingest.pdf.records import Box, Word

__all__ = ["keep_visible_words"]

_SCAN_SHARE = 0.5
"""Share of the page that pictures cover on a scanned page."""
_MAX_OBJECTS = 20_000
"""Objects of a page that are looked at; maps and drawings have many more, and no hidden words."""
_MAX_PIXELS = 2_000
"""Pixels of the longer side of a page that is drawn to look for words."""
_SMALLEST_COVER = 3.0
"""Points: lines and dots that are drawn as narrow boxes cover nothing."""
_CONTRAST = 16
"""Difference of a colour's red, green or blue (0 to 255) that can be seen."""


def keep_visible_words(page: Any, page_words: PageWords) -> list[Word]:
    """The words of a page that are seen, in their order.

    A page on which words may be invisible is drawn, and the words are looked for in the picture.

    Args:
        page: A page of pypdfium2.
        page_words: All words of the page.
    """
    words = [word for word in page_words.words if not word.hidden]
    styles = page_words.styles
    unpainted = any(not styles[word.style].painted for word in words)
    covers, pictures, order = _find_covers(page, page_words)
    if unpainted and _share_of_page(pictures, page_words) < _SCAN_SHARE:
        words = [word for word in words if styles[word.style].painted]
    suspects = [
        word
        for word in words
        if styles[word.style].painted
        and (
            styles[word.style].doubtful or (covers and _is_covered(word, covers, order, page_words))
        )
    ]
    if not suspects:
        return words
    invisible = _find_invisible(page, suspects, page_words)
    return [word for word in words if id(word) not in invisible]


def _find_covers(
    page: Any, page_words: PageWords
) -> tuple[list[tuple[int, Box]], list[Box], dict[int, int]]:
    """Boxes that are drawn over earlier words, the pictures, and the position of each object."""
    import pypdfium2.raw as pdfium

    covers: list[tuple[int, Box]] = []
    pictures: list[Box] = []
    order: dict[int, int] = {}
    count = pdfium.FPDFPage_CountObjects(page.raw)
    if count > _MAX_OBJECTS:
        return covers, pictures, order
    for position in range(count):
        item = pdfium.FPDFPage_GetObject(page.raw, position)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            order[ctypes.addressof(item.contents)] = position
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictures.append(_bounds_of(item, page_words, pdfium))
            covers.append((position, pictures[-1]))
        elif kind == pdfium.FPDF_PAGEOBJ_PATH and order and _is_filled(item, pdfium):
            box = _bounds_of(item, page_words, pdfium)
            if min(box[2] - box[0], box[3] - box[1]) > _SMALLEST_COVER:
                covers.append((position, box))
    if _share_of_page(pictures, page_words) >= _SCAN_SHARE:
        covers = [(position, box) for position, box in covers if box not in pictures]
    return covers, pictures, order


def _is_filled(path: Any, pdfium: Any) -> bool:
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(path, mode, stroke) or not mode.value:
        return False
    colour = [ctypes.c_uint() for _ in range(4)]
    return bool(pdfium.FPDFPageObj_GetFillColor(path, *colour)) and colour[3].value > 250


def _bounds_of(item: Any, page_words: PageWords, pdfium: Any) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return (0.0, 0.0, 0.0, 0.0)
    rect = pdfium.FS_RECTF(left.value, top.value, right.value, bottom.value)
    return page_words.placement.box(0, rect)


def _share_of_page(boxes: list[Box], page_words: PageWords) -> float:
    """Share of the page that boxes cover together; boxes over each other count twice."""
    width, height = page_words.placement.width, page_words.placement.height
    covered = sum(
        max(0.0, min(right, width) - max(left, 0)) * max(0.0, min(bottom, height) - max(top, 0))
        for left, top, right, bottom in boxes
    )
    return covered / max(1.0, width * height)


def _is_covered(
    word: Word, covers: list[tuple[int, Box]], order: dict[int, int], page_words: PageWords
) -> bool:
    """Whether something is drawn later over the middle of a word."""
    left, top, right, bottom = _middle_of(word, page_words)
    x, y = (left + right) / 2, (top + bottom) / 2
    drawn = order.get(word.style, -1)
    return any(
        drawn < position and box[0] <= x <= box[2] and box[1] <= y <= box[3]
        for position, box in covers
    )


def _middle_of(word: Word, page_words: PageWords) -> Box:
    """The part of a word's box that is inked in any case, on the page as shown."""
    inset = min(0.1 * (word.right - word.left), 0.2 * word.size)
    box = (
        word.left + inset,
        word.baseline - 0.5 * word.size,
        word.right - inset,
        word.baseline - 0.02 * word.size,
    )
    placement = page_words.placement
    return box_on_page(max(word.quarter, 0), box, placement.width, placement.height)


def _find_invisible(page: Any, suspects: list[Word], page_words: PageWords) -> set[int]:
    """The `id` of each word whose place is of one colour when the page is drawn."""
    width, height = page_words.placement.width, page_words.placement.height
    scale = min(2.0, _MAX_PIXELS / max(width, height, 1.0))
    picture = page.render(scale=scale, draw_annots=False, may_draw_forms=False).to_numpy()
    invisible = set()
    for word in suspects:
        left, top, right, bottom = (round(edge * scale) for edge in _middle_of(word, page_words))
        part = picture[max(0, top) : bottom + 1, max(0, left) : right + 1]
        if not part.size:
            continue
        pixels = part.reshape(-1, part.shape[-1] if part.ndim == 3 else 1)
        if int((pixels.max(axis=0).astype(int) - pixels.min(axis=0)).max()) < _CONTRAST:
            invisible.add(id(word))
    return invisible
