"""Hearsay in the documents: "she had heard the roof was unsafe" makes way for the reply to it."""

from __future__ import annotations

import re

from assistant.answering.candidates import Candidate
from assistant.answering.document_order import DocumentOrder, is_same_paragraph
from assistant.answering.questions_in_text import asks
from index.lexicon.reporting_verbs import VERBS
from index.retrieval.question import Question

__all__ = ["find_reply_to_hearsay", "is_hearsay"]

_HEARSAY = re.compile(
    r"(?:\b(?:had|has|have)|['’]ve|['’]d) (?:also )?heard\b|\brumou?r(?:s|ed)?\b|\bhearsay\b"
    r"|\btold (?:me|us) (?:that|of)\b|\b(?:is|are|was|were) (?:said|rumou?red|alleged) to\b",
    re.IGNORECASE,
)
_ASKS_FOR_HEARSAY = re.compile(r"\b(?:hear|heard|rumou?r\w*|hearsay|alleged)\b", re.IGNORECASE)
_POINTS_BACK = re.compile(r"\b(?:it|that|this|they|there|these|those|he|she)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")


def is_hearsay(candidate: Candidate) -> bool:
    """Whether a sentence passes on what somebody else said, without saying that it is so."""
    return _HEARSAY.search(candidate.text) is not None


def find_reply_to_hearsay(
    candidate: Candidate, order: DocumentOrder, question: Question
) -> Candidate | None:
    """The sentence behind a hearsay in which somebody else says how it is; None if none does.

    Args:
        candidate: Any sentence.
        order: All candidates.
        question: The user's question; one for the hearsay itself has no other answer.
    """
    if not is_hearsay(candidate) or _ASKS_FOR_HEARSAY.search(question.text):
        return None
    if candidate.is_by_asked_speaker(question):
        return None
    behind = next(iter(order.after(candidate)), None)
    if behind is None or asks(behind) or not is_same_paragraph(candidate, behind):
        return None
    first, second = candidate.speaker, behind.speaker
    if first and first == second:
        return None
    reports = (VERBS.get(word) for word in _WORD.findall(behind.text.lower()))
    is_said = any(verb is not None and verb.form in ("third", "past") for verb in reports)
    return behind if is_said and _POINTS_BACK.search(behind.text) else None
