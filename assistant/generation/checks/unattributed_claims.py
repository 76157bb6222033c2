"""Check "unattributed claims": what a speaker claims is not stated as a fact, but attributed."""

from __future__ import annotations

from assistant.generation.comparison.cited_sentence import CitedSentence
from assistant.generation.comparison.content_words import content_stems, topic_stems
from assistant.generation.comparison.numbered_evidence import NumberedEvidence
from assistant.generation.comparison.reported_claims import (
    outermost_claims,
    speaker_is_carried_over,
    speakers_of_repeated_claims,
    text_outside_statements,
)
from assistant.generation.comparison.reporting_words import is_proper_name, reports_speech
from assistant.generation.comparison.sentence_check import SentenceCheck
from assistant.generation.comparison.speaker_mentions import (
    lowercase_words,
    mentions_speaker,
    outlet_words,
)


def find_unattributed_claim(sentence: CitedSentence) -> str | None:
    """What is wrong if the sentence repeats a claim without its speaker, or as a fact."""
    sentence_stems = topic_stems(sentence.text)
    for evidence in sentence.evidence:
        # What other cited evidence states in its own voice is no claim.
        others = [other for other in sentence.evidence if other is not evidence]
        facts = frozenset[str]().union(
            *(topic_stems(text_outside_statements(other)) for other in others)
        )
        speakers = speakers_of_repeated_claims(sentence_stems - facts, evidence)
        if not speakers:
            continue
        attributed = _has_attribution(sentence, evidence)
        if speaker_is_carried_over(evidence) and attributed:
            continue
        named = [speaker for speaker in speakers if is_proper_name(speaker)]
        if not any(mentions_speaker(sentence, speaker, evidence) for speaker in named) and (
            named or not attributed
        ):
            return f"it does not say who says so ({speakers[0]})"
        if not reports_speech(sentence.text, _reported_stems(evidence), speakers):
            return f"it states as a fact what {speakers[0]} says"
    return None


def _has_attribution(sentence: CitedSentence, evidence: NumberedEvidence) -> bool:
    """Whether the sentence reports speech of any speaker or names the outlet."""
    return reports_speech(sentence.text, _reported_stems(evidence)) or bool(
        outlet_words(evidence) & lowercase_words(sentence.text)
    )


def _reported_stems(evidence: NumberedEvidence) -> frozenset[str]:
    """The stems of the claims in a quote, without those of their cues.

    A reporting word among them reports nothing by itself where a sentence repeats it.
    """
    claims = outermost_claims(evidence.statements)
    claimed = (content_stems(evidence.statement_text(claim)) for claim in claims)
    cues = (content_stems(claim.cue or "") for claim in claims)
    return frozenset[str]().union(*claimed).difference(*cues)


CHECK = SentenceCheck(name="unattributed claims", order=80, find_problem=find_unattributed_claim)
