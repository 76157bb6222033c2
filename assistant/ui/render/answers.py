"""Answers as HTML: the text with its citations, the sources, and how the confidence came about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from assistant.citations.answer_wording import (
    answer_blocks,
    reported_speaker,
    shown_words,
    written_text,
)
from assistant.citations.wording import POSSIBLE_MATCHES, confidence_text, confidence_word
from assistant.records import Answer, Citation, Retrieved
from assistant.templates import render
from assistant.ui.render.links import citation_link, passage_link
from assistant.ui.render.text import counted, document_title, listed

__all__ = ["announcement", "answer_view", "unchecked_draft"]

_NEAREST_SHOWN = 3
"""Passages shown when no answer was found."""
_CONSIDERED_SHOWN = 8
"""Passages listed in the explanation of an answer."""

_MARKER = re.compile(r"\[(\d{1,3})\]")


@dataclass(frozen=True, slots=True)
class _TextPart:
    """A piece of an answer's text."""

    text: str
    link: str | None = None
    """The link to the source, if the piece is the marker of a citation."""
    is_short_answer: bool = False


@dataclass(frozen=True, slots=True)
class _TextBlock:
    """Lines of an answer that are shown together."""

    parts: list[_TextPart]
    is_set_apart: bool
    """Whether they are a document's text, and not the answer's own words."""


def announcement(answer: Answer) -> str:
    """A sentence that screen readers read out when an answer has arrived. Plain text."""
    if answer.small_talk:
        return answer.text
    if answer.status == "not_found":
        return "No answer was found in the sources."
    if answer.is_uncertain:
        return f"{POSSIBLE_MATCHES}: {counted(len(answer.citations), 'source')} cited."
    return (
        f"Answered, confidence {confidence_word(answer.confidence)},"
        f" {counted(len(answer.citations), 'source')} cited."
    )


def unchecked_draft(draft: str) -> Markup:
    """What a chat model has written so far, marked as not yet checked."""
    return render("ui/render/templates/unchecked_draft.html.j2", draft=draft)


def answer_view(answer: Answer) -> Markup:
    """An answer with its sources; or what was searched, and the nearest passages."""
    sources = [_source(citation) for citation in answer.citations]
    links = {citation.marker: link for citation, link, _, _ in sources}
    return render(
        "ui/render/templates/answer.html.j2",
        answer=answer,
        text_blocks=_text_blocks(answer, links),
        notes=_notes(answer),
        caution=f"{POSSIBLE_MATCHES}:" if answer.is_uncertain else None,
        level=confidence_word(answer.confidence),
        percent=round(100 * answer.confidence),
        searched=_searched(answer),
        sources=sources,
        nearest=[_passage(passage) for passage in answer.retrieved[:_NEAREST_SHOWN]],
        confidence=confidence_text(answer.confidence),
        reasons=_reasons(answer),
        considered=[
            (*_passage(passage), _ranking(passage))
            for passage in answer.retrieved[:_CONSIDERED_SHOWN]
        ],
        timings=", ".join(f"{name} {ms:.0f} ms" for name, ms in answer.timings_ms.items()),
    )


def _text_blocks(answer: Answer, links: dict[int, str]) -> list[_TextBlock]:
    """The text with its markers and, once, the short answer set off.

    In a document's words only the short answer is set off: a `[1]` in them belongs to the document.
    """
    short = answer.short_answer or ""
    blocks = [
        _TextBlock(_parts(lines, answer, links), is_set_apart)
        for is_set_apart, lines in answer_blocks(answer.text)
    ]
    if not short or answer.is_uncertain:
        return blocks
    for block in blocks:
        parts = _with_short_answer(block.parts, short)
        if parts is not block.parts:
            block.parts[:] = parts
            return blocks
    lead = [_TextPart(short, is_short_answer=True)]
    if blocks[0].is_set_apart:
        return [_TextBlock(lead, is_set_apart=False), *blocks]
    blocks[0].parts[:0] = [*lead, _TextPart("\n")]
    return blocks


def _parts(text: str, answer: Answer, links: dict[int, str]) -> list[_TextPart]:
    shown = {words for citation in answer.citations for words in shown_words(citation)}
    quotes = sorted(filter(None, shown), key=len, reverse=True)
    pieces = re.split("(" + "|".join(map(re.escape, quotes)) + ")", text) if quotes else [text]
    parts: list[_TextPart] = []
    for index, piece in enumerate(pieces):
        is_quote = index % 2 == 1
        parts += [_TextPart(piece)] if is_quote else _with_markers(piece, links)
    return parts


def _with_markers(text: str, links: dict[int, str]) -> Iterator[_TextPart]:
    """The text with the markers of known citations as parts of their own."""
    end = 0
    for match in _MARKER.finditer(text):
        marker = int(match[1])
        if marker in links:
            yield _TextPart(text[end : match.start()])
            yield _TextPart(f"[{marker}]", link=links[marker])
            end = match.end()
    yield _TextPart(text[end:])


def _with_short_answer(parts: list[_TextPart], short: str) -> list[_TextPart]:
    """The parts with the first occurrence of the short answer as a part of its own."""
    for index, part in enumerate(parts):
        before, found, after = part.text.partition(short)
        if found and part.link is None:
            split = [_TextPart(before), _TextPart(found, is_short_answer=True), _TextPart(after)]
            return [*parts[:index], *split, *parts[index + 1 :]]
    return parts


def _source(citation: Citation) -> tuple[Citation, str, str, str]:
    """A citation with its link, the document's title and whose words it has or tells of."""
    title = document_title(citation.title, citation.document)
    return citation, citation_link(citation), title, reported_speaker(citation)


def _passage(passage: Retrieved) -> tuple[Retrieved, str, str]:
    """A passage with its link and the document's title."""
    return passage, passage_link(passage), document_title(passage.title, passage.document)


def _notes(answer: Answer) -> list[str]:
    """A notice about the answer, and which chat model wrote it and what was left out."""
    notes = [answer.notice] if answer.notice else []
    if answer.model and any(sentence.status != "dropped" for sentence in answer.sentences):
        notes.append(f"Written by {answer.model}; {written_text(answer.sentences)}.")
    return notes


def _searched(answer: Answer) -> str:
    """How many documents were searched, and with which filters."""
    searched = f"Searched {counted(answer.searched.documents, 'document')}"
    filters = "; ".join(f"{name}: {listed(v)}" for name, v in answer.searched.filters.items())
    return f"{searched} with {filters}" if filters else searched


def _reasons(answer: Answer) -> dict[str, str]:
    """The figures behind the confidence, by name."""
    return {
        name.replace("_", " "): f"{value:.2f}" if isinstance(value, float) else str(value)
        for name, value in answer.reasons.items()
    }


def _ranking(passage: Retrieved) -> str:
    """How a passage was found and ranked."""
    facts = [f"score {passage.score:.2f}"]
    if passage.words_rank:
        facts.append(f"by words #{passage.words_rank}")
    if passage.vectors_rank:
        facts.append(f"by meaning #{passage.vectors_rank}")
    if passage.signals:
        facts.append(", ".join(f"{name} {value:.2f}" for name, value in passage.signals.items()))
    return " · ".join(facts)
