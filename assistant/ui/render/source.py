"""The source view: a whole document with the cited characters marked, and its metadata."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from assistant.citations.time_codes import ShownTime
from assistant.templates import render
from assistant.ui.render.records import SourcePlace
from assistant.ui.render.text import document_title

__all__ = ["source_panel", "source_view"]

_BLOCK = 4000
"""Characters after which a long text is divided, at the next line break. Browsers lay out only the
blocks that are in sight, so a long document opens as quickly as a short one."""

_KINDS = {
    "direct": "quoted directly",
    "indirect": "reported indirectly, in the writer's words",
    "mixed": "partly quoted, partly in the writer's words",
}


class _Piece(NamedTuple):
    text: str
    is_aside: bool
    time: str | None = None
    """The time code that is shown before it."""


def source_panel() -> Markup:
    """The empty panel in which the source view opens; page.js fills it."""
    return render("ui/render/templates/source_panel.html.j2")


def source_view(place: SourcePlace) -> Markup:
    """What is known about a document, and its whole text with the place marked."""
    text, start, end = place.text, place.start, place.end
    has_mark = end > start
    # The marked lines are one block, so that the mark is one element.
    first = text.rfind("\n", 0, start) + 1 if has_mark else len(text)
    last = _after_line_break(text, end) if has_mark else len(text)
    strong_start, strong_end = place.strong or (start, start)
    return render(
        "ui/render/templates/source.html.j2",
        info=place.info,
        place=place,
        title=document_title(place.info.title, place.info.label),
        page=place.info.page_of(start),
        spoken_at=place.info.time_of(start) if has_mark else None,
        said_by=", ".join(filter(None, (place.speaker, place.role))),
        how=_how_it_is_said(place),
        characters=f", characters {start:,}–{end:,}" if has_mark else "",
        has_mark=has_mark,
        blocks_before=_blocks(place, 0, first),
        line_start=_pieces(place, first, start),
        mark_start=_pieces(place, start, strong_start),
        short_answer=_pieces(place, strong_start, strong_end),
        mark_end=_pieces(place, strong_end, end),
        line_end=_pieces(place, end, last),
        blocks_after=_blocks(place, last, len(text)),
    )


def _how_it_is_said(place: SourcePlace) -> str:
    if place.kind == "indirect" and place.speaker and not place.cue:
        return "in the words of the body that issued the document"
    return ", ".join(filter(None, (_KINDS.get(place.kind or ""), _quoted_cue(place.cue))))


def _quoted_cue(cue: str | None) -> str:
    # Where a colon stands in the place of a verb, there is no word to quote.
    return f"“{cue}”" if cue and any(map(str.isalpha, cue)) else ""


def _blocks(place: SourcePlace, start: int, end: int) -> Iterator[list[_Piece]]:
    """A part of the document's text in blocks of whole lines."""
    while start < end:
        stop = min(end, _after_line_break(place.text, start + _BLOCK))
        yield _pieces(place, start, stop)
        start = stop


def _pieces(place: SourcePlace, start: int, end: int) -> list[_Piece]:
    """A part of the document's text, divided where it is shown in another way or has a time."""
    pieces: list[_Piece] = []
    for piece_start, piece_end, is_aside in _divided(place, start, end):
        times = _times_in(place.times, piece_start, piece_end)
        starts = [piece_start, *(offset for offset, _ in times), piece_end]
        shown = [None, *(time for _, time in times)]
        pieces += [
            _Piece(place.text[first:last], is_aside, time)
            for first, last, time in zip(starts, starts[1:], shown, strict=False)
        ]
    return [piece for piece in pieces if piece.text]


def _times_in(times: Sequence[ShownTime], start: int, end: int) -> Sequence[ShownTime]:
    first = bisect_left(times, start, key=lambda time: time.offset)
    return times[first : bisect_left(times, end, key=lambda time: time.offset)]


def _divided(place: SourcePlace, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Stretches of content and of what is none, with whether they are none."""
    first = bisect_right(place.asides, start, key=lambda aside: aside.end)
    for aside in place.asides[first:]:
        if aside.start >= end:
            break
        stop = min(end, aside.end)
        yield start, max(start, aside.start), False
        yield max(start, aside.start), stop, True
        start = stop
    yield start, end, False


def _after_line_break(text: str, start: int) -> int:
    """The offset after the next line break, or after the whole text."""
    end = text.find("\n", start)
    return len(text) if end < 0 else end + 1
