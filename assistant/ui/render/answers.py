"""Answers as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.markup import escape
from assistant.records import Answer, Citation, Retrieved
from assistant.ui.render.links import of_citation, of_passage
from assistant.ui.render.text import DOTS, count, heading, listed, meta, time
from assistant.ui.render.why import why
from assistant.wording import confidence_word, written_text

NEAREST_SHOWN = 3

_MARKER = re.compile(r"\[(\d{1,3})\]")


def announce(answer: Answer) -> str:
    """One plain sentence for screen readers when an answer has arrived."""
    if answer.status == "not_found":
        return "No answer was found in the sources."
    return (
        f"Answered, confidence {confidence_word(answer.confidence)},"
        f" {count(len(answer.citations), 'source')} cited."
    )


def provisional(draft: str) -> str:
    """What a chat model has written so far, marked as not yet checked."""
    return (
        f'<p class="or-pending">{DOTS}Being written; not yet checked against the sources</p>'
        f'<p class="or-answer or-provisional" dir="auto">{escape(draft)}</p>'
    )


def answer_body(answer: Answer) -> str:
    """The answer with its sources, or what was searched and what came nearest."""
    if answer.status == "not_found":
        shown = f'<p class="or-answer or-none" dir="auto">{escape(answer.text)}</p>'
        return (
            f"{_asked_as(answer)}{shown}{_notes(answer)}{_facts(answer)}"
            f"{_nearest(answer)}{why(answer)}"
        )
    sources = "".join(map(_source, answer.citations))
    title = "Source" if len(answer.citations) == 1 else "Sources"
    return (
        f"{_asked_as(answer)}"
        f'<p class="or-answer" dir="auto">{_answer_text(answer)}</p>{_notes(answer)}'
        f'{_facts(answer)}<section class="or-sources" aria-label="Sources of this answer">'
        f"<h3>{title}</h3><ol>{sources}</ol></section>{why(answer)}"
    )


def _source(one: Citation) -> str:
    """A line for a cited source, which opens in the source view."""
    page = None if one.page is None else f"page {one.page}"
    name = escape((one.title or "").strip() or one.document)
    said = ", ".join(filter(None, (one.speaker, one.role)))
    return (
        f'<li><a class="or-link" href="#or-source" {of_citation(one)}>'
        f'<span class="or-number">[{one.marker}]</span> <span dir="auto">{name}</span></a>'
        f"{meta(said, one.outlet, time(one.date), page)}</li>"
    )


def _nearest(answer: Answer) -> str:
    near = "".join(map(_nearest_card, answer.retrieved[:NEAREST_SHOWN]))
    if not near:
        return ""
    return (
        '<section class="or-sources" aria-label="Nearest passages">'
        f"<h3>Nearest passages</h3>{near}</section>"
    )


def _nearest_card(passage: Retrieved) -> str:
    return (
        f'<section class="or-card or-near">{heading(passage.title, passage.document)}'
        f"{meta(passage.outlet, time(passage.date))}"
        f'<blockquote class="or-excerpt" dir="auto">{escape(passage.text.strip())}</blockquote>'
        f'<p class="or-note"><a class="or-link" href="#or-source" {of_passage(passage)}>'
        "Read it in its place</a></p></section>"
    )


def _answer_text(answer: Answer) -> str:
    """The text with its markers linked and the short answer in bold.

    Quotes are left alone but for the short answer: a `[1]` inside one belongs to the document.
    """
    known = {citation.marker: citation for citation in answer.citations}
    quotes = sorted({c.quote for c in answer.citations if c.quote}, key=len, reverse=True)
    parts = re.split("(" + "|".join(map(re.escape, quotes)) + ")", answer.text) if quotes else []
    short = answer.short_answer or ""
    bold_left = bool(short) and short in answer.text

    def bold(text: str) -> str:
        nonlocal bold_left
        before, found, after = text.partition(short) if bold_left else (text, "", "")
        bold_left = bold_left and not found
        strong = f"<strong>{escape(found)}</strong>" if found else ""
        return f"{escape(before)}{strong}{escape(after)}"

    def pieces(text: str) -> Iterator[str]:
        done = 0
        for match in _MARKER.finditer(text):
            citation = known.get(int(match[1]))
            if citation is not None:
                yield bold(text[done : match.start()])
                yield _marker(citation)
                done = match.end()
        yield bold(text[done:])

    shown = "".join(
        bold(part) if index % 2 else "".join(pieces(part))
        for index, part in enumerate(parts or [answer.text])
    )
    lead = f"<strong>{escape(short)}</strong>\n" if short and short not in answer.text else ""
    return lead + shown


def _marker(one: Citation) -> str:
    return (
        f'<a class="or-marker" href="#or-source" {of_citation(one)}'
        f' aria-label="Source [{one.marker}]">[{one.marker}]</a>'
    )


def _asked_as(answer: Answer) -> str:
    """What a follow-up question was taken to mean."""
    if not answer.standalone:
        return ""
    return f'<p class="or-asked" dir="auto">Asked as: {escape(answer.standalone)}</p>'


def _notes(answer: Answer) -> str:
    """Who wrote it and what was left out, and what there is to know about it."""
    notes = [answer.notice] if answer.notice else []
    left = [one for one in answer.sentences if one.status != "dropped"]
    if left and answer.model:
        notes.append(f"Written by {answer.model}; {written_text(answer.sentences)}.")
    return "".join(f'<p class="or-written" dir="auto">{escape(note)}</p>' for note in notes)


def _facts(answer: Answer) -> str:
    """Confidence in words and number, and what was searched."""
    level = confidence_word(answer.confidence)
    percent = round(100 * answer.confidence)
    if answer.status == "not_found":
        confidence = f"Confidence that the sources answer this: {level} ({percent}%)"
    else:
        confidence = f"Confidence: {level} ({percent}%)"
    limits = "; ".join(f"{name}: {listed(v)}" for name, v in answer.searched.filters.items())
    searched = f"Searched {count(answer.searched.documents, 'document')}"
    if limits:
        searched += f" with {limits}"
    return (
        f'<p class="or-facts"><span class="or-confidence or-{level}">'
        f'<span class="or-bars" aria-hidden="true"><i></i><i></i><i></i></span>{confidence}</span>'
        f' <span class="or-searched">{escape(searched)}</span></p>'
    )
