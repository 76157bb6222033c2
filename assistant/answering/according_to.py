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


def source_named(question: str) -> str | None:
    """The source behind "according to", in the question's words; None if it names none."""
    match = _ACCORDING_TO.search(question)
    return None if match is None or _OF_NOBODY.search(match["source"]) else match["source"].strip()


def keep_of_source(candidates: Sequence[Candidate], question: Question) -> list[Candidate]:
    """The sentences of the source that a question names; all if none is, or if it names none."""
    source = source_named(question.text)
    wanted = content_stems(source) if source else frozenset()
    kept = [one for one in candidates if _is_of(one, wanted, question)] if wanted else []
    return kept or list(candidates)


def is_near_source(candidate: Candidate, source: str, question: Question) -> bool:
    """Whether a sentence may be of a source: it, its passage or its document has a word of it."""
    wanted = content_stems(source)
    near = content_stems(candidate.ranked.passage.text)
    return not wanted or _is_of(candidate, wanted, question) or bool(wanted & near)


def _is_of(candidate: Candidate, wanted: frozenset[str] | set[str], question: Question) -> bool:
    """Whether the speaker, the sentence or who issued the document has a word of the source."""
    document = candidate.ranked.passage.document
    issuer = (document.outlet, document.author, document.speaker)
    said_by = (
        (candidate.speaker,) if candidate.speaker else (*issuer, *_lines_below_title(candidate))
    )
    of_source = content_stems(" ".join(filter(None, said_by)))
    return candidate.is_by_asked_speaker(question) or bool(wanted & of_source)


def _lines_below_title(candidate: Candidate) -> list[str]:
    """The short lines below a document's title, where it is told who issued it."""
    passage = candidate.ranked.passage
    if passage.start > _MAX_START:
        return []
    lines = [line.strip() for line in passage.text.splitlines() if line.strip()]
    return [line for line in lines[1:_LINES_OF_HEAD] if len(line) <= _MAX_LINE]
