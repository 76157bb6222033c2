"""Choose the sentences to cite, and decide whether they are enough evidence for an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.answering.answer_kind import expected_answer_kind
from assistant.answering.asked_answer import read_asked_answer
from assistant.answering.candidates import Candidate
from assistant.answering.close_reading import CLOSE_WEIGHTS, close_signals, read_closely
from assistant.answering.confidence import (
    CLOSE_READING,
    FIRST_READING,
    FULLY_COVERED_CONFIDENCE,
    WHO_SAID_READING,
    ConfidenceModel,
    close_features,
    confidence_features,
)
from assistant.answering.evidence_choice import choose_evidence
from assistant.answering.question_target import classify_question
from assistant.answering.sentence_scoring import (
    answer_probabilities,
    sentence_signals,
    weighted_sums,
)
from assistant.answering.settling import Settlement, settle
from assistant.answering.several_answers import list_around
from assistant.answering.who_said_assessment import RatedStatements
from assistant.readers.large_reader import LargeReader
from index.retrieval.retriever import Retrieval


@dataclass(frozen=True, slots=True)
class EvidenceAssessment:
    """The sentences to cite, and how likely they answer the question."""

    chosen: tuple[Candidate, ...]
    """The sentences to cite, likeliest first, and behind them those that are shown with them; empty
    if there is no candidate."""
    answering_count: int
    """How many of them may hold the answer; the others are shown with these."""
    probabilities: tuple[float, ...]
    """For each candidate, how near it comes to being the sentence that answers, whether or not it
    may be one; they add up to 1."""
    confidence: float
    """Probability, 0 to 1, that a chosen sentence holds the answer."""
    is_enough: bool
    """Whether the evidence is enough for an answer."""
    reasons: Mapping[str, float]
    """The features and probabilities behind the confidence, by name."""
    settlement: Settlement = field(default_factory=Settlement, repr=False)
    """Which candidates may answer, and what is shown with them."""
    items: tuple[Candidate, ...] = ()
    """The items of a list in lines that answers as a whole; empty if none does."""

    @property
    def answering(self) -> tuple[Candidate, ...]:
        """Those of the chosen sentences that may hold the answer, likeliest first."""
        return self.chosen[: self.answering_count]


def assess_evidence(
    retrieval: Retrieval, candidates: Sequence[Candidate], close_reader: LargeReader | None = None
) -> EvidenceAssessment:
    """Choose the sentences to cite, and estimate how likely they answer the question.

    Args:
        retrieval: The question and the passages found for it.
        candidates: The sentences that may answer, read.
        close_reader: Reads the likeliest of them again; None to leave it at the first reading.

    Raises:
        ReaderError: The close reader can't be loaded.
    """
    if classify_question(retrieval.question) == "speaker":
        close_reader = None  # who said it stands in the statement's record, often not in the text
    model = FIRST_READING if close_reader is None else CLOSE_READING
    if not candidates:
        return EvidenceAssessment((), 0, (), 0.0, False, _limits(model))
    signals = sentence_signals(candidates, retrieval.question)
    probabilities = answer_probabilities(signals)
    if close_reader is not None:
        text = retrieval.question.text
        candidates = read_closely(candidates, probabilities, text, close_reader)
        again = close_signals(candidates, weighted_sums(signals), retrieval.question)
        probabilities = answer_probabilities(again, CLOSE_WEIGHTS)

    def features_of(settled: Sequence[float], cited: Sequence[Candidate]) -> dict[str, float]:
        features = confidence_features(retrieval, candidates, signals, settled, cited)
        if close_reader is not None:
            features |= close_features(retrieval.question, candidates)
        return features

    return _assess(retrieval, candidates, probabilities, model, features_of)


def assess_statements(retrieval: Retrieval, rated: RatedStatements) -> EvidenceAssessment:
    """Choose from the sentences that may be what a question asks who said.

    Args:
        retrieval: The question and the passages found for it.
        rated: The sentences, read and rated.
    """
    return _assess(
        retrieval, rated.candidates, rated.probabilities, WHO_SAID_READING, rated.features
    )


def _limits(model: ConfidenceModel) -> dict[str, float]:
    return {"min_answerable": model.min_answerable, "min_confidence": model.min_confidence}


def _assess(
    retrieval: Retrieval,
    candidates: Sequence[Candidate],
    probabilities: Sequence[float],
    model: ConfidenceModel,
    features_of: Callable[[Sequence[float], Sequence[Candidate]], dict[str, float]],
) -> EvidenceAssessment:
    """The sentences to cite of rated candidates, and the confidence in them.

    Args:
        retrieval: The question and the passages found for it.
        candidates: At least one.
        probabilities: For each, how likely it is the sentence that answers.
        model: Gives the confidence.
        features_of: The model's features, from the probabilities once the candidates are settled
            and from the candidates to cite.
    """
    settlement = settle(candidates, probabilities, retrieval.question)
    eligible = [n for n in range(len(candidates)) if settlement.may_answer(n)]
    if not eligible:
        return EvidenceAssessment((), 0, tuple(probabilities), 0.0, False, _limits(model))
    covering = _sentences_that_cover_the_topic(retrieval, candidates, eligible)
    chosen, items = _choose(retrieval, candidates, settlement, eligible, covering)
    features = features_of(settlement.probabilities, chosen)
    answerable, cited_rightly = model.answerable(features), model.cited_rightly(features)
    confidence = answerable * cited_rightly
    is_enough = answerable >= model.min_answerable and confidence >= model.min_confidence
    if covering:
        confidence, is_enough = max(confidence, FULLY_COVERED_CONFIDENCE), True
    reasons = {
        **features,
        "topic_covered": float(bool(covering)),
        "answerable": answerable,
        **_limits(model),
        "cited_rightly": cited_rightly,
    }
    return EvidenceAssessment(
        settlement.with_context(chosen),
        len(chosen),
        tuple(probabilities),
        confidence,
        is_enough,
        reasons,
        settlement,
        items,
    )


def _choose(
    retrieval: Retrieval,
    candidates: Sequence[Candidate],
    settlement: Settlement,
    eligible: Sequence[int],
    covering: Sequence[int],
) -> tuple[list[Candidate], tuple[Candidate, ...]]:
    """The candidates to cite, and which of them are the items of a list that answers as a whole."""
    asked = read_asked_answer(retrieval.question.text)
    # If some cover the topic, neither what others say of it was asked for, nor what this speaker
    # says of others.
    numbers = covering or eligible
    if asked.wants_all and not covering:
        telling = [n for n in numbers if retrieval.question.is_covered_by([candidates[n].text])]
        numbers = telling if len(telling) > 1 else numbers
    chosen = choose_evidence(
        [candidates[number] for number in numbers],
        [settlement.probabilities[number] for number in numbers],
        all_of_them=bool(covering) or numbers is not eligible,
    )
    if asked.kind == "names" and (items := list_around(chosen, candidates)):
        return list(items), items
    return chosen, ()


def _sentences_that_cover_the_topic(
    retrieval: Retrieval, candidates: Sequence[Candidate], eligible: Sequence[int]
) -> list[int]:
    """Numbers of the candidates in which the speaker asked about says every word of the topic.

    All of that speaker's candidates if the question has no topic: "What did Plokhov say?"
    """
    question = retrieval.question
    if expected_answer_kind(question.text) not in (None, "person"):
        return []
    return [
        number
        for number in eligible
        if candidates[number].is_by_asked_speaker(question)
        and question.is_covered_by([candidates[number].text])
    ]
