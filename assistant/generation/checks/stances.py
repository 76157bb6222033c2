"""Check "stances": what the evidence tells as not said, or only possible, is not told as said."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.generation.comparison.cited_sentence import CitedSentence
from assistant.generation.comparison.content_words import topic_stems
from assistant.generation.comparison.negation_words import DENIAL
from assistant.generation.comparison.numbered_evidence import NumberedEvidence
from assistant.generation.comparison.sentence_check import SentenceCheck


def find_unsaid_claim(sentence: CitedSentence) -> str | None:
    """What is wrong if all evidence for a claim tells that somebody did not say it."""
    for claim in _claims(sentence):
        stated = topic_stems(claim)
        if not stated:
            continue
        unsaid = [_split_unsaid(one) for one in sentence.evidence]
        is_unsaid = any(stated <= topic_stems(words) for words, _ in unsaid)
        if is_unsaid and not any(stated <= topic_stems(others) for _, others in unsaid):
            return "the evidence does not say that anybody said so"
    return None


def _claims(sentence: CitedSentence) -> Iterator[str]:
    """The words that the sentence gives as said, or all of it if it reports nobody."""
    if not sentence.statements and not DENIAL.search(sentence.text):
        yield sentence.text
    for one in sentence.statements:
        if one.stance in ("says", "promises", "demands"):
            yield sentence.text[one.start : one.end]


def _split_unsaid(evidence: NumberedEvidence) -> tuple[str, str]:
    """The words of a quote that it tells as not said, and its other words."""
    offset = evidence.citation.start
    unsaid, others, place = "", "", 0
    for one in evidence.statements:
        start, end = max(one.start - offset, place), one.end - offset
        if not one.is_claim and start < end:
            unsaid += evidence.citation.quote[start:end] + " "
            others += evidence.citation.quote[place:start] + " "
            place = end
    return unsaid, others + evidence.citation.quote[place:]


CHECK = SentenceCheck(name="stances", order=120, find_problem=find_unsaid_claim)
