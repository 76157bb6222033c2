"""Where characters stand: from the coordinates of a PDF page to those of its reader."""

from __future__ import annotations

from typing import Any

from index.ingest.pdf.records import Box

__all__ = ["Placement", "box_on_page"]


class Placement:
    """Converts a page's coordinates to those of the direction of reading.

    PDF counts from the bottom left of a page that isn't turned; the result counts from the top
    left of the page as shown, in the direction in which a text runs.
    """

    def __init__(self, crop: Box, turns: int) -> None:
        self._left, self._bottom, self._right, self._top = crop
        self.turns = turns
        width, height = self._right - self._left, self._top - self._bottom
        self.width, self.height = (height, width) if turns % 2 else (width, height)
        self._maps = [self._map_for(quarter) for quarter in range(4)]

    def quarter_of(self, angle: float) -> int:
        """The direction of a text at an angle in degrees, counted anticlockwise; -1: slanted."""
        quarter, rest = divmod(angle + 45, 90)
        if abs(rest - 45) > 8:  # scanned pages lie askew by a few degrees
            return -1
        return (int(-quarter) + self.turns) % 4

    def _map_for(self, quarter: int) -> tuple[bool, float, float, float, float]:
        """Whether x and y change places, then factor and shift of x and of y."""
        left, bottom, right, top = self._left, self._bottom, self._right, self._top
        return (
            (False, 1.0, -left, -1.0, top),
            (True, -1.0, top, -1.0, right),
            (False, -1.0, right, 1.0, -bottom),
            (True, 1.0, -bottom, 1.0, -left),
        )[(quarter - self.turns) % 4]

    def box(self, quarter: int, rect: Any) -> Box:
        """Convert PDFium's left, bottom, right and top to a box in a direction of reading."""
        swap, by_x, plus_x, by_y, plus_y = self._maps[quarter]
        if swap:
            x0, x1, y0, y1 = rect.bottom, rect.top, rect.left, rect.right
        else:
            x0, x1, y0, y1 = rect.left, rect.right, rect.bottom, rect.top
        x0, x1 = x0 * by_x + plus_x, x1 * by_x + plus_x
        y0, y1 = y0 * by_y + plus_y, y1 * by_y + plus_y
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def baseline(self, quarter: int, x: float, y: float) -> float:
        """Convert the place of a character to that of its baseline in a direction of reading."""
        swap, _, _, by_y, plus_y = self._maps[quarter]
        return (x if swap else y) * by_y + plus_y


def box_on_page(quarter: int, box: Box, width: float, height: float) -> Box:
    """A box in the direction of reading, as it lies on the page that is shown.

    Args:
        quarter: The direction: 0 to the right, 1 downwards, 2 to the left, 3 upwards.
        box: Left, top, right and bottom in this direction.
        width: Width of the page as shown.
        height: Its height.
    """
    left, top, right, bottom = box
    if quarter == 1:
        return width - bottom, left, width - top, right
    if quarter == 2:
        return width - right, height - bottom, width - left, height - top
    if quarter == 3:
        return top, height - right, bottom, height - left
    return box
