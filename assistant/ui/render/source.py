"""The source view: a whole document with the cited characters marked, and its metadata."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

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
        said_by=", ".join(filter(None, (place.speaker, place.role))),
        how=", ".join(filter(None, (_KINDS.get(place.kind or ""), _quoted_cue(place.cue)))),
        characters=f", characters {start:,}–{end:,}" if has_mark else "",
        has_mark=has_mark,
        blocks_before=_blocks(text[:first]),
        line_start=text[first:start],
        mark_start=text[start:strong_start],
        short_answer=text[strong_start:strong_end],
        mark_end=text[strong_end:end],
        line_end=text[end:last],
        blocks_after=_blocks(text[last:]),
    )


def _quoted_cue(cue: str | None) -> str:
    # Where a colon stands in the place of a verb, there is no word to quote.
    return f"“{cue}”" if cue and any(map(str.isalpha, cue)) else ""


def _blocks(text: str) -> Iterator[str]:
    """A long text in blocks of whole lines."""
    start = 0
    while start < len(text):
        end = _after_line_break(text, start + _BLOCK)
        yield text[start:end]
        start = end


def _after_line_break(text: str, start: int) -> int:
    """The offset after the next line break, or after the whole text."""
    end = text.find("\n", start)
    return len(text) if end < 0 else end + 1
