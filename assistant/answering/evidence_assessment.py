"""Choose the sentences to cite, and decide whether they are enough evidence for an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.answer_kind import expected_answer_kind
from assistant.answering.candidates import Candidate
from assistant.answering.confidence import (
    FULLY_COVERED_CONFIDENCE,
    MIN_ANSWERABLE_PROBABILITY,
    MIN_CONFIDENCE,
    answerable_probability,
    cited_rightly_probability,
    confidence_features,
)
from assistant.answering.evidence_choice import choose_evidence
from assistant.answering.sentence_scoring import answer_probabilities, sentence_signals
from index.retrieval.retriever import Retrieval


@dataclass(frozen=True, slots=True)
class EvidenceAssessment:
    """The sentences to cite, and how likely they answer the question."""

    chosen: tuple[Candidate, ...]
    """The sentences to cite, likeliest first; empty if there is no candidate."""
    probabilities: tuple[float, ...]
    """For each candidate, how likely it is the sentence that answers; they add up to 1."""
    confidence: float
    """Probability, 0 to 1, that a chosen sentence holds the answer."""
    is_enough: bool
    """Whether the evidence is enough for an answer."""
    reasons: Mapping[str, float]
    """The features and probabilities behind the confidence, by name."""


def assess_evidence(retrieval: Retrieval, candidates: Sequence[Candidate]) -> EvidenceAssessment:
    """Choose the sentences to cite, and estimate how likely they answer the question.

    Args:
        retrieval: The question and the passages found for it.
        candidates: The sentences that may answer, read.
    """
    if not candidates:
        return EvidenceAssessment((), (), 0.0, False, {})
    signals = sentence_signals(candidates, retrieval.question)
    probabilities = answer_probabilities(signals)
    covering = _sentences_that_cover_the_topic(retrieval, candidates)
    if covering:
        # Neither what others say of the topic was asked for, nor what this speaker says of others.
        chosen = choose_evidence(
            [candidates[number] for number in covering],
            [probabilities[number] for number in covering],
            all_of_them=True,
        )
    else:
        chosen = choose_evidence(candidates, probabilities)
    features = confidence_features(retrieval, candidates, signals, probabilities, chosen)
    answerable = answerable_probability(features)
    cited_rightly = cited_rightly_probability(features)
    confidence = answerable * cited_rightly
    is_enough = answerable >= MIN_ANSWERABLE_PROBABILITY and confidence >= MIN_CONFIDENCE
    if covering:
        confidence, is_enough = max(confidence, FULLY_COVERED_CONFIDENCE), True
    reasons = {
        **features,
        "topic_covered": float(bool(covering)),
        "answerable": answerable,
        "cited_rightly": cited_rightly,
    }
    return EvidenceAssessment(tuple(chosen), tuple(probabilities), confidence, is_enough, reasons)


def _sentences_that_cover_the_topic(
    retrieval: Retrieval, candidates: Sequence[Candidate]
) -> list[int]:
    """Numbers of the candidates in which the speaker asked about says every word of the topic.

    All of that speaker's candidates if the question has no topic: "What did Plokhov say?"
    """
    question = retrieval.question
    if expected_answer_kind(question.text) not in (None, "person"):
        return []
    return [
        number
        for number, candidate in enumerate(candidates)
        if candidate.is_by_asked_speaker(question) and question.is_covered_by([candidate.text])
    ]
