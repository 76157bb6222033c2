"""Answers as HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.records import Answer, Citation, Retrieved
from assistant.ui.render.text import DOTS, count, escape, heading, listed, meta, time
from assistant.wording import confidence_word, written_text

Surroundings = tuple[str, str, str]
"""The text before a quote, the quote as the document has it, and the text after it."""

MARGIN = 300
"""Characters that are shown on either side of a quote."""

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


def exchange(number: int, question: str, body: str, announcement: str) -> str:
    """One question with what came of it; `number` makes the ids in it unique on the page."""
    return (
        f'<article class="or-exchange" id="exchange-{number}" aria-labelledby="question-{number}"'
        f' data-announce="{escape(announcement)}">'
        f'<h2 class="or-question" id="question-{number}" dir="auto">{escape(question)}</h2>'
        f"{body}</article>"
    )


def provisional(draft: str) -> str:
    """What a chat model has written so far, marked as not yet checked."""
    return (
        f'<p class="or-pending">{DOTS}Being written; not yet checked against the sources</p>'
        f'<p class="or-answer or-provisional" dir="auto">{escape(draft)}</p>'
    )


def answer_body(answer: Answer, number: int, surroundings: Sequence[Surroundings] = ()) -> str:
    """The answer with its sources, or what was searched and what came nearest.

    Args:
        answer: What the assistant gave back.
        number: The exchange's number, part of the ids that the markers link to.
        surroundings: For each citation, in order, the text around its quote.
    """
    if answer.status == "not_found":
        return _asked_as(answer) + _not_found_body(answer) + _notes(answer)
    cards = "".join(
        source_card(citation, around, number)
        for citation, around in zip(answer.citations, surroundings, strict=True)
    )
    return (
        f"{_asked_as(answer)}"
        f'<p class="or-answer" dir="auto">{_answer_text(answer, number)}</p>{_notes(answer)}'
        f"{_facts(answer)}"
        f'<section class="or-sources" aria-label="Sources of this answer">'
        f"<h3>{'Source' if len(answer.citations) == 1 else 'Sources'}</h3>{cards}</section>"
    )


def source_card(citation: Citation, surroundings: Surroundings, number: int) -> str:
    """One cited source, with the quote marked in its surroundings.

    The note says `verbatim` only where the stored characters are the quote.
    """
    before, quote, after = surroundings
    if quote == citation.quote:
        note = '<span class="or-verbatim">verbatim</span>'
    else:
        note = '<span class="or-altered">differs from the stored text</span>'
    place = f"{citation.document} {citation.start}-{citation.end}"
    # The document goes on beyond what is shown where its text didn't end within the margin.
    lead = "…" if citation.start > len(before) else ""
    trail = "…" if len(after) >= MARGIN else ""
    title = heading(citation.title, citation.document, f"[{citation.marker}]")
    page = None if citation.page is None else f"page {citation.page}"
    return (
        f'<section class="or-card" id="{_card_id(number, citation.marker)}" tabindex="-1"'
        f' aria-label="Source {citation.marker}">{title}'
        f"{meta(citation.speaker, citation.outlet, time(citation.date), page)}"
        f'<blockquote class="or-excerpt" dir="auto">{lead}{escape(before.lstrip())}'
        f"<mark>{_marked(citation, quote)}</mark>{escape(after.rstrip())}{trail}</blockquote>"
        f'<p class="or-note">{note} <code><bdi>{escape(place)}</bdi></code></p></section>'
    )


def _marked(citation: Citation, quote: str) -> str:
    """The quote with the short answer in bold, where it stands in it."""
    start, end = citation.answer_start, citation.answer_end
    if start is None or end is None:
        return escape(quote)
    first, last = start - citation.start, end - citation.start
    strong = f"<strong>{escape(quote[first:last])}</strong>"
    return f"{escape(quote[:first])}{strong}{escape(quote[last:])}"


def _not_found_body(answer: Answer) -> str:
    nearest = "".join(_nearest_card(passage) for passage in answer.retrieved[:NEAREST_SHOWN])
    section = (
        '<section class="or-sources" aria-label="Nearest passages">'
        f"<h3>Nearest passages</h3>{nearest}</section>"
        if nearest
        else ""
    )
    return (
        f'<p class="or-answer or-none" dir="auto">{escape(answer.text)}</p>'
        f"{_facts(answer)}{section}"
    )


def _nearest_card(passage: Retrieved) -> str:
    title = heading(passage.title, passage.document)
    place = f"{passage.document} {passage.start}-{passage.end}"
    return (
        f'<section class="or-card or-near">{title}{meta(passage.outlet, time(passage.date))}'
        f'<blockquote class="or-excerpt" dir="auto">{escape(passage.text.strip())}</blockquote>'
        f'<p class="or-note"><code><bdi>{escape(place)}</bdi></code></p></section>'
    )


def _answer_text(answer: Answer, number: int) -> str:
    """The text with its markers linked and the short answer in bold.

    Quotes are left alone but for the short answer: a `[1]` inside one belongs to the document.
    """
    known = {citation.marker for citation in answer.citations}
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

    def link(text: str) -> str:
        pieces: list[str] = []
        done = 0
        for match in _MARKER.finditer(text):
            if int(match[1]) in known:
                pieces += [bold(text[done : match.start()]), _marker(number, int(match[1]))]
                done = match.end()
        return "".join([*pieces, bold(text[done:])])

    shown = "".join(
        bold(part) if index % 2 else link(part) for index, part in enumerate(parts or [answer.text])
    )
    lead = f"<strong>{escape(short)}</strong>\n" if short and short not in answer.text else ""
    return lead + shown


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


def _marker(number: int, marker: int) -> str:
    return (
        f'<a class="or-marker" href="#{_card_id(number, marker)}"'
        f' aria-label="Source [{marker}]">[{marker}]</a>'
    )


def _card_id(number: int, marker: int) -> str:
    return f"source-{number}-{marker}"


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
