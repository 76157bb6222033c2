"""The source view: a whole document, with the cited characters marked, and what is known of it."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.markup import escape
from assistant.templates import web_address
from assistant.ui.places import Place
from assistant.ui.render.text import heading, meta, time

__all__ = ["PANEL", "source_view"]

PANEL = (
    '<aside id="or-source" aria-label="Source" tabindex="-1" hidden>'
    '<div class="or-source-bar"><h2 id="or-source-name">Source</h2>'
    '<button type="button" class="or-quiet" id="or-close">Close</button></div>'
    '<div id="or-source-body"></div></aside>'
)
"""Where the source view opens; page.js fills it."""

_BLOCK = 4000
"""Characters after which a long text is cut at the next line break. The browser lays out only
the blocks that are in sight, so that a long document opens as quickly as a short one."""

_KINDS = {
    "direct": "quoted directly",
    "indirect": "reported indirectly, in the writer's words",
    "mixed": "partly quoted, partly in the writer's words",
}


def source_view(place: Place) -> str:
    """The card and the document's whole text."""
    return f"{_card(place)}{_text(place)}"


def _card(place: Place) -> str:
    info = place.info
    page = info.page_of(place.start)
    head = heading(info.title, info.label)
    facts = meta(info.outlet, time(info.date), None if page is None else f"page {page}")
    rows = [
        ("Said by", ", ".join(filter(None, (place.speaker, place.role)))),
        ("How", ", ".join(filter(None, (_KINDS.get(place.kind or ""), _cue(place.cue))))),
        ("Author", info.author or ""),
    ]
    told = "".join(_row(name, escape(value)) for name, value in rows if value)
    address = web_address(info.url)
    if address:
        href = escape(address)
        link = f'<a href="{href}" target="_blank" rel="noopener noreferrer">{href}</a>'
        told += _row("Link", link)
    where = info.label
    if place.end > place.start:
        where += f", characters {place.start:,}–{place.end:,}"
    told += _row("File", escape(where))
    told += _row("SHA-256", f"<code>{escape(info.sha256)}</code>")
    return f'<div class="or-source-card">{head}{facts}{_mark(place)}<dl>{told}</dl></div>'


def _mark(place: Place) -> str:
    if place.end == place.start:
        return ""
    jump = '<button type="button" class="or-quiet" id="or-to-quote">Go to the words</button>'
    if place.intact is None:
        return f'<p class="or-check">{jump}</p>'
    if place.intact:
        word = '<span class="or-verbatim">✓ Verbatim</span>: the document’s own characters'
    else:
        word = '<span class="or-altered">Differs</span> from what was cited: the text has changed'
    return f'<p class="or-check"><span>{word}</span>{jump}</p>'


def _cue(cue: str | None) -> str:
    # A colon that stands in a verb's place is no word to quote.
    return f"“{cue}”" if cue and any(map(str.isalpha, cue)) else ""


def _row(name: str, value: str) -> str:
    return f'<div><dt>{name}</dt><dd dir="auto">{value}</dd></div>'


def _text(place: Place) -> str:
    """The text in blocks; the mark stands in one of them, so that it is one element."""
    text, start, end = place.text, place.start, place.end
    if start == end:
        parts = list(_blocks(text))
    else:
        first = text.rfind("\n", 0, start) + 1
        last = text.find("\n", end)
        last = len(text) if last < 0 else last + 1
        mark = f'<mark id="or-quote" tabindex="-1">{_marked(place)}</mark>'
        around = f"{escape(text[first:start])}{mark}{escape(text[end:last])}"
        around = f'<div class="or-around" dir="auto">{around}</div>'
        parts = [*_blocks(text[:first]), around, *_blocks(text[last:])]
    language = f' lang="{escape(place.info.language)}"' if place.info.language else ""
    label = 'role="region" aria-label="Text of the document" tabindex="0"'
    return f'<div class="or-document"{language} {label}>{"".join(parts)}</div>'


def _blocks(text: str) -> Iterator[str]:
    at = 0
    while at < len(text):
        end = text.find("\n", at + _BLOCK)
        end = len(text) if end < 0 else end + 1
        yield f'<div class="or-block" dir="auto">{escape(text[at:end])}</div>'
        at = end


def _marked(place: Place) -> str:
    """The cited words, with the short answer in bold where it stands in them."""
    text = place.text
    if place.strong is None:
        return escape(text[place.start : place.end])
    first, last = place.strong
    strong = f"<strong>{escape(text[first:last])}</strong>"
    return f"{escape(text[place.start : first])}{strong}{escape(text[last : place.end])}"
