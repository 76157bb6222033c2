"""Check "quotations": words in quotation marks stand in the evidence, and are quoted there."""

from __future__ import annotations

import re

from assistant.generation.comparison.cited_sentence import CitedSentence
from assistant.generation.comparison.quoted_words import find_quoted_words
from assistant.generation.comparison.reported_quotations import find_reported_words
from assistant.generation.comparison.sentence_check import SentenceCheck
from index.text.quotations import find_quotations

_QUOTATION_MARK = re.compile(r"[“”„«»\"]")


def find_misquote(sentence: CitedSentence) -> str | None:
    """What is wrong if the evidence doesn't quote the same words, or a mark has no partner."""
    quotations = find_quotations(sentence.text)
    text_outside = sentence.text
    for quotation in reversed(quotations):
        text_outside = text_outside[: quotation.start] + " " + text_outside[quotation.end :]
    if _QUOTATION_MARK.search(text_outside) or any(
        quotation.end == quotation.inner.end for quotation in quotations
    ):
        return "a quotation mark without its partner"
    for quotation in quotations:
        quoted = sentence.text[quotation.inner.start : quotation.inner.end]
        if any(character.isalnum() for character in quoted) and not any(
            find_quoted_words(quoted, evidence) for evidence in sentence.evidence
        ):
            return f"the evidence does not have the words “{quoted}”"
    return find_reported_words(sentence)


CHECK = SentenceCheck(
    name="quotations",
    order=20,
    find_problem=find_misquote,
    ignores_missing_evidence_clause=False,
)
