"""Finds quotations of what the evidence only reports, in its own words."""

from __future__ import annotations

from assistant.generation.comparison.cited_sentence import CitedSentence
from assistant.generation.comparison.numbered_evidence import NumberedEvidence
from assistant.generation.comparison.quoted_words import find_quoted_words
from index.records import Span
from index.text.quotations import Quotation, find_quotations

MIN_WORDS = 3
"""Fewer words in quotation marks are a title, or a word used with reserve."""
_TURN_CUES = (":", None)


def find_reported_words(sentence: CitedSentence) -> str | None:
    """What is wrong if a quotation gives a document's own words as those of a speaker."""
    for quotation in find_quotations(sentence.text):
        quoted = sentence.text[quotation.inner.start : quotation.inner.end]
        if len(quoted.split()) < MIN_WORDS or not _is_given_to_speaker(sentence, quotation):
            continue
        places = [
            (place, evidence)
            for evidence in sentence.evidence
            for place in find_quoted_words(quoted, evidence)
        ]
        if places and not any(_is_quoted(place, evidence) for place, evidence in places):
            return f"the evidence reports “{quoted}” in its own words, and quotes nobody with them"
    return None


def _is_given_to_speaker(sentence: CitedSentence, quotation: Quotation) -> bool:
    """Whether the sentence says that somebody else than the document's outlet says the words."""
    outlets = {(one.citation.outlet or "").casefold() for one in sentence.evidence}
    return any(
        one.start < quotation.end
        and quotation.start < one.end
        and one.speaker is not None
        and one.speaker.casefold() not in outlets
        for one in sentence.statements
    )


def _is_quoted(place: Span, evidence: NumberedEvidence) -> bool:
    """Whether words of the evidence stand in quotation marks, or in a turn of a transcript."""
    offset = len(evidence.text_before)
    text = f"{evidence.text_before}{evidence.quote}{evidence.text_after}"
    start, end = place.start + offset, place.end + offset
    if any(one.start <= start and end <= one.end for one in find_quotations(text)):
        return True
    first = evidence.citation.start + place.start
    return any(
        one.kind == "direct"
        and one.cue in _TURN_CUES
        and one.start <= first < one.end
        and not find_quotations(evidence.statement_text(one))
        for one in evidence.statements
    )
