"""Whose words a question asks for with "according to": only what is of that source answers it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.candidates import Candidate
from assistant.generation.comparison.content_words import content_stems
from index.retrieval.question import Question

__all__ = ["is_near_source", "keep_of_source", "source_named"]

_ACCORDING_TO = re.compile(r"\baccording to (?P<source>[^,;:?]{2,80})", re.IGNORECASE)
_OF_NOBODY = re.compile(
    r"\b(?:him|her|them|you|it|this|that|these|those|reports?|documents?|articles?|sources?|sheet"
    r"|poll|survey|statements?|text|story|paper|file|record|law|rules?)\b",
    re.IGNORECASE,
)
"""Words for a source that a document need not have."""

_MAX_START = 20
"""Characters before a passage that begins a document: its marks."""
_LINES_OF_HEAD = 4
_MAX_LINE = 80
_STOPS = (".", "!", "?", "”", '"')
"""End sentences of the text, which tell of no issuer."""


def source_named(question: str) -> str | None:
    """The source behind "according to", in the question's words; None if it names none."""
    match = _ACCORDING_TO.search(question)
    return None if match is None or _OF_NOBODY.search(match["source"]) else match["source"].strip()


def keep_of_source(candidates: Sequence[Candidate], question: Question) -> list[Candidate]:
    """The sentences of the source that a question names; all if none is, or if it names none."""
    source = source_named(question.text)
    wanted = _words_of_source(source, question) if source else frozenset()
    kept = [one for one in candidates if _is_of(one, wanted, question)] if wanted else []
    return kept or list(candidates)


def is_near_source(candidate: Candidate, source: str, question: Question) -> bool:
    """Whether a sentence may be of a source: it, its passage or its document has a word of it."""
    wanted = _words_of_source(source, question)
    near = content_stems(candidate.ranked.passage.text)
    return not wanted or _is_of(candidate, wanted, question) or bool(wanted & near)


def _words_of_source(source: str, question: Question) -> frozenset[str]:
    """The stems of a source that the rest of the question hasn't: those tell it from others."""
    asked = content_stems(question.text.replace(source, " "))
    return frozenset(content_stems(source)) - asked


def _is_of(candidate: Candidate, wanted: frozenset[str], question: Question) -> bool:
    """Whether the speaker or who issued the document has a word of the source.

    A sentence without a known speaker is the source's, too, if it has the whole name.
    """
    if candidate.is_by_asked_speaker(question):
        return True
    if candidate.speaker:
        return bool(wanted & content_stems(candidate.speaker))
    if wanted and wanted <= content_stems(candidate.text):
        return True
    document = candidate.ranked.passage.document
    issuer = (document.outlet, document.author, document.speaker)
    told = filter(None, (*issuer, *_lines_below_title(candidate)))
    return bool(wanted & content_stems(" ".join(told)))


def _lines_below_title(candidate: Candidate) -> list[str]:
    """The short lines below a document's title, where it is told who issued it."""
    passage = candidate.ranked.passage
    if passage.start > _MAX_START:
        return []
    lines = [line.strip() for line in passage.text.splitlines() if line.strip()]
    head = lines[1:_LINES_OF_HEAD]
    return [line for line in head if len(line) <= _MAX_LINE and not line.endswith(_STOPS)]
