"""What became of a quote, as HTML: the verdict, what was changed, and each place."""

from __future__ import annotations

from assistant.markup import escape
from assistant.records import Citation, QuoteMatch, QuoteVerdict
from assistant.ui.render.links import of_citation, of_match
from assistant.ui.render.text import meta, time
from assistant.wording import searched_text, verdict_text

__all__ = ["LOOKING", "verdict_view"]

LOOKING = "Looking the words up in every document"

_NAMES = {
    "verbatim": "Verbatim",
    "elided": "Verbatim, with the marked gap",
    "altered": "Altered",
    "misattributed": "Misattributed",
    "not_found": "Not found",
}
_LEGEND = (
    '<p class="or-legend"><del>[-struck out-]</del> is in the source and not in the quote;'
    " <ins>{+underlined+}</ins> is in the quote and not in the source.</p>"
)
_LONG = 400
"""Characters of a run of the same words that are shown around what differs."""


def verdict_view(verdict: QuoteVerdict, unknown: str | None = None) -> str:
    """The whole result.

    Args:
        verdict: On the words, and on the speaker if the documents name the one who was given.
        unknown: That no document names the one who was given; None where one does.
    """
    name = _NAMES[verdict.verdict]
    note = _unknown_speaker(unknown, verdict.verdict != "not_found") if unknown else ""
    if verdict.verdict == "not_found":
        told = f"These words, or words near to them, are {searched_text(verdict.searched)}"
        near = "".join(map(_near, verdict.nearest))
        if near:
            near = f"<h3>Nearest in meaning, which is not the quote</h3><ol>{near}</ol>"
            near = f'<section class="or-sources" aria-label="Nearest in meaning">{near}</section>'
        return _result(name, told, near, note)
    first = min((match.date for match in verdict.matches if match.date), default=None)
    if verdict.verdict == "altered" or len(verdict.matches) < 2:
        first = None
    cards = []
    for match in verdict.matches:
        is_first = first is not None and match.date == first
        first = None if is_first else first
        cards.append(_match(match, is_first))
    differs = any(kind != "equal" for match in verdict.matches for kind, _ in match.diff)
    listed = len({match.document_id for match in verdict.matches})
    more = ""
    if verdict.verdict != "altered" and verdict.documents > listed:
        more = f'<p class="or-note">… and in {verdict.documents - listed:,} more documents</p>'
    legend = _LEGEND if differs else ""
    told = verdict_text(verdict)
    if verdict.verdict == "altered":
        told = "No document has these words; this is what comes nearest"
    return _result(name, told, f"{legend}{''.join(cards)}{more}", note)


def _result(name: str, told: str, below: str, note: str) -> str:
    told = told[:1].upper() + told[1:]
    end = "" if told.endswith(".") else "."
    announced = f"{name}. {note}" if note else name
    shown = f"<p>{escape(note)}</p>" if note else ""
    return (
        f'<section class="or-result" aria-label="Verdict" data-announce="{escape(announced)}">'
        f'<h2 class="or-verdict">{name}</h2><p>{escape(told)}{end}</p>{shown}{below}</section>'
    )


def _unknown_speaker(problem: str, found: bool) -> str:
    """What it means for a quote that no document names the one who is said to have said it."""
    told = problem[:1].upper() + problem[1:]
    told += "" if told.endswith("?") else "."
    return f"{told} That the words are from that speaker is not confirmed." if found else told


def _match(match: QuoteMatch, is_first: bool) -> str:
    said = ", ".join(filter(None, (match.speaker, match.role)))
    page = None if match.page is None else f"page {match.page}"
    title = escape((match.title or "").strip() or match.document)
    first = '<span class="or-first">First said</span> ' if is_first else ""
    diff = "".join(_piece(kind, text) for kind, text in match.diff)
    return (
        f'<section class="or-card"><h3 class="or-title">{first}'
        f'<a class="or-link" href="#or-source" {of_match(match)} dir="auto">{title}</a></h3>'
        f"{meta(said, match.outlet, time(match.date), page)}"
        f'<p class="or-diff" dir="auto">{diff}</p></section>'
    )


def _piece(kind: str, text: str) -> str:
    if kind == "equal":
        if len(text) > 2 * _LONG:
            text = f"{text[:_LONG].rstrip()} […] {text[-_LONG:].lstrip()}"
        return escape(text)
    bare = text.strip()
    before = text[: len(text) - len(text.lstrip())]
    after = text[len(text.rstrip()) :]
    if kind == "delete":
        return f"{escape(before)}<del>[-{escape(bare)}-]</del>{escape(after)}"
    return f"{escape(before)}<ins>{{+{escape(bare)}+}}</ins>{escape(after)}"


def _near(one: Citation) -> str:
    title = escape((one.title or "").strip() or one.document)
    return (
        f'<li><a class="or-link" href="#or-source" {of_citation(one)} dir="auto">{title}</a>'
        f"{meta(one.speaker, one.outlet, time(one.date))}"
        f'<blockquote class="or-excerpt" dir="auto">{escape(one.quote)}</blockquote></li>'
    )
