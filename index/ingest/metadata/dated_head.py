"""The lines at the head of a text, with the dates and the names of bodies that they hold."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from index.ingest.metadata.head_lines import (
    HeadLine,
    head_lines,
    is_apart,
    is_session,
    lines_above_prose,
    without_notices,
)
from index.ingest.metadata.issuing_bodies import issuing_lines
from index.ingest.metadata.publication_dates import DatePosition, header_dates

_TITLE_CHARACTERS = 4_000
_MAX_LINES = 24
"""Lines at the head of a text in which its title is looked for, labels and rules among them."""
_LABEL_LINE = re.compile(
    r"(?:by|from|to|cc|sent)\s*:.{0,80}|(?:source|author|date|published|updated)\b\s*[:\w].{0,80}"
    r"|(?:for\s+immediate|press|news|media)\s+(?:release|statement)\W*|https?://\S+",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class DatedHead:
    """The lines at the head of a text, and the position of the date that a line holds."""

    text: str
    lines: Sequence[HeadLine]
    places: Mapping[int, DatePosition | None]

    def is_apart(self, at: int) -> bool:
        """Whether a line is neither the title nor the text below it."""
        words = self.lines[at].text
        return (
            is_apart(words)
            or is_session(words)
            or _LABEL_LINE.fullmatch(words) is not None
            or at in self.issuers
        )

    @cached_property
    def issuers(self) -> frozenset[int]:
        """The lines above the running text that name the body which issues it."""
        dated = frozenset(at for at, place in self.places.items() if place == "line")
        return frozenset(issuing_lines(self.text, self.above_prose, dated))

    @cached_property
    def above_prose(self) -> Sequence[HeadLine]:
        """The lines above the first paragraph of running text."""
        return lines_above_prose(self.lines)


def read_dated_head(text: str, start: int = 0) -> DatedHead:
    """The head of a text whose content begins at `start`."""
    lines = without_notices(head_lines(text, start, _TITLE_CHARACTERS), text)[:_MAX_LINES]
    dates = [(header.mention.start, header.place) for header in header_dates(text, start)]
    places = {
        at: next((place for where, place in dates if line.start <= where <= line.end), None)
        for at, line in enumerate(lines)
    }
    return DatedHead(text, lines, places)
