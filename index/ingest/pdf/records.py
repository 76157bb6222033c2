"""The records that pass between the steps of reading a PDF: pages, segments and lines.

Coordinates are in points in the direction of reading: x runs along the line, y downwards from line
to line. On a page whose text isn't turned they count from the page's top left.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from index.records import Span

__all__ = ["Box", "PageLayout", "PrintedLine", "Role", "Segment", "Word"]

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(slots=True)
class Word:
    """Characters without white space, in one style, from one place of the content stream."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    baseline: float
    size: float
    bold: bool
    spaced: bool
    """Whether white space stands before it."""
    quarter: int
    """In which direction it reads: 0 to the right, 1 downwards, 2 to the left, 3 upwards; -1 for
    a slanted direction."""
    artifact: bool
    """Whether the file says that it is no content of the document."""
    pale: bool
    """Whether its colour is light, as that of a watermark is."""
    style: int
    """Which text object it is from: words of one object look alike."""
    hidden: bool = False


class Role:
    """What a segment or line is, apart from the body of the text."""

    BODY = "body"
    ASIDE = "aside"
    NOTE = "note"
    APART = "apart"
    """A paragraph by itself, such as what was filled in a field."""


@dataclass(slots=True)
class Segment:
    """Words that stand side by side on one line, without a wide gap between them."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    baseline: float
    size: float
    bold: bool = False
    first_width: float = 0.0
    """Width of its first word."""
    marks: list[Span] = field(default_factory=list)
    """Places in `text` that aren't read: raised marks of notes."""
    powers: list[Span] = field(default_factory=list)
    """Raised figures behind a ten: exponents, or marks of notes if there are such notes."""
    quarter: int = 0
    artifact: bool = False
    pale: bool = False
    role: str = Role.BODY
    starts_raised: bool = False
    """Whether it begins with a raised mark, as a footnote does."""
    order: int = 0
    """Position in the page's content stream."""


@dataclass(slots=True)
class PrintedLine:
    """One printed line of one column."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    baseline: float
    size: float
    bold: bool
    first_width: float
    page: int
    region: int
    """Number of the column it is in, counted over the document."""
    quarter: int = 0
    marks: list[Span] = field(default_factory=list)
    powers: list[Span] = field(default_factory=list)
    cells: list[tuple[float, float]] = field(default_factory=list)
    """Left and right edges of what stands behind a wide gap, such as the cells of a table."""
    role: str = Role.BODY
    starts_raised: bool = False
    limit: float = 0.0
    """Where a line of its paragraph ends at the latest."""
    initial: str = ""
    """A large initial that stands in front of it and isn't yet in its text."""
    initial_apart: bool = False
    """Whether a wider gap separates the initial from the line."""


@dataclass(slots=True)
class PageLayout:
    """What is read from one page."""

    number: int
    width: float
    height: float
    segments: list[Segment] = field(default_factory=list)
