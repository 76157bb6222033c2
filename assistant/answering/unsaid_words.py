"""Words that a document tells as not said ("did not say that …", "if X says …")."""

from __future__ import annotations

import re

from assistant.answering.candidates import Candidate
from index.lexicon.reporting_verbs import VERBS
from index.lexicon.stance_words import CONDITIONS, MODALS, NEGATIONS, REFUSALS
from index.records import Span
from index.retrieval.question import Question

__all__ = ["is_denial", "is_denied", "is_told_as_unsaid", "is_within_unsaid_words"]

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_DENIES = re.compile(r"(?:\w[nN]['’]t|\b[nN]ot|\b[nN]ever|\b[nN]o longer|\b[cC]annot)\b(?! only\b)")
_ENDS_CLAUSE = re.compile(
    r"[,;:.!?()–—“”\"]|\b(?:but|and|because|until|before|unless|if|that|who|when)\b"
)
_ASKS_FOR_THEM = NEGATIONS | REFUSALS | CONDITIONS | MODALS


def is_told_as_unsaid(candidate: Candidate, question: Question) -> bool:
    """Whether a sentence has what a question is about only as words that somebody did not say.

    Never for a question that asks for such words: "Who refused to say whether …?".
    """
    if _asks_for_unsaid_words(question.text):
        return False
    texts = [_text_of(candidate, span) for span in _unsaid_words(candidate)]
    return candidate.reports_what_is_unsaid or any(question.is_covered_by([one]) for one in texts)


def is_within_unsaid_words(candidate: Candidate, span: Span) -> bool:
    """Whether a part of a sentence stands within words that somebody did not say."""
    return any(one.start <= span.start and span.end <= one.end for one in _unsaid_words(candidate))


def is_denied(text: str, span: Span, question: str) -> bool:
    """Whether a sentence says of some words that it was not so: "it did not come from a guard".

    Never for a question that asks what is not so. Of 11,025 answers to the written questions
    (`tests/bench/train/questions`) 35 stand like that.

    Args:
        text: The sentence.
        span: The words in it.
        question: The user's question.
    """
    if _asks_for_unsaid_words(question) or _DENIES.search(question):
        return False
    negations = list(_DENIES.finditer(text, 0, span.start))
    return bool(negations) and not _ENDS_CLAUSE.search(text, negations[-1].end(), span.start)


def is_denial(candidate: Candidate, question: str) -> bool:
    """Whether a sentence reports words that its speaker denies, and the question is no such one."""
    statement = candidate.statement
    if statement is None or statement.stance != "denies" or statement.kind == "direct":
        return False
    asked = (VERBS.get(word) for word in _WORD.findall(question.lower()))
    return not any(verb is not None and verb.stance == "denies" for verb in asked)


def _unsaid_words(candidate: Candidate) -> list[Span]:
    first, last = candidate.span
    return [
        Span(max(one.start, first), min(one.end, last))
        for one in candidate.ranked.statements
        if not one.is_claim and one.start < last and first < one.end
    ]


def _text_of(candidate: Candidate, span: Span) -> str:
    passage = candidate.ranked.passage
    return passage.text[span.start - passage.start : span.end - passage.start]


def _asks_for_unsaid_words(question: str) -> bool:
    words = _WORD.findall(question.replace("’", "'").lower())
    first = next((at for at, word in enumerate(words) if word in VERBS), len(words))
    asked = words[: first + 1]
    return any(word in _ASKS_FOR_THEM or word.endswith("n't") for word in asked)
