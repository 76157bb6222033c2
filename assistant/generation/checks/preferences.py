"""Check "preferences": "A rather than B" does not become "B rather than A"."""

from __future__ import annotations

import re

from assistant.generation.comparison.cited_sentence import CitedSentence
from assistant.generation.comparison.content_words import topic_stems
from assistant.generation.comparison.negation_words import simplified_texts
from assistant.generation.comparison.sentence_check import SentenceCheck

_PREFERENCE = re.compile(
    r"\bprefer\w*\b((?: [\w’'-]+){1,8}?) (?:to|over|rather than)\b((?: [\w’'-]+){1,5})"
    r"|(?<![\w’'-])((?:[\w’'-]+ ){1,5})(?:rather than|instead of)\b((?: [\w’'-]+){1,5})",
    re.IGNORECASE,
)
_NOT_BECAUSE_BUT_BECAUSE = re.compile(
    r"\bnot\b[\w ’'-]{0,20}? because\b((?: [\w’'-]+){1,6}?),? but because\b((?: [\w’'-]+){1,6})"
)


def find_reversed_preference(sentence: CitedSentence) -> str | None:
    """What is wrong if the sentence prefers what the evidence puts second."""
    text, quotes = simplified_texts(sentence)
    in_sentence, in_evidence = _preference(text), _preference(quotes)
    if in_sentence is None or in_evidence is None:
        return None
    (first, second), (better, worse) = in_sentence, in_evidence
    if len(first & worse) > len(first & better) and len(second & worse) <= len(second & better):
        return "it turns a preference round"
    return None


def _preference(text: str) -> tuple[frozenset[str], frozenset[str]] | None:
    """The topic stems of what a text prefers, and of what it puts second or denies."""
    match = _PREFERENCE.search(text)
    if match is not None:
        return topic_stems(match[1] or match[3]), topic_stems(match[2] or match[4])
    match = _NOT_BECAUSE_BUT_BECAUSE.search(text)
    return None if match is None else (topic_stems(match[2]), topic_stems(match[1]))


CHECK = SentenceCheck(
    name="preferences", order=110, find_problem=find_reversed_preference, compares_meaning=True
)
