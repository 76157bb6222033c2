"""The fitted confidence: the probability that a cited sentence holds the answer.

It is the product of two logistic regressions:

- the answerable probability: do the documents answer the question at all?
- the cited-rightly probability: if they do, is a cited sentence one that holds the answer?

Both are fitted by `tests/bench/fit/fit_answers.py` on the questions of test sets, each asked of
many documents and of few, some without the answer.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.answer_kind import expected_answer_kind
from assistant.answering.candidates import Candidate
from assistant.answering.close_reading import asks_for_verdict, close_score, verdict_odds
from assistant.answering.question_target import classify_question
from assistant.answering.sentence_scoring import (
    SIGNAL_WEIGHTS,
    UNREAD_SCORE,
    SignalMatrix,
)
from index.retrieval.question import Question
from index.retrieval.retriever import Retrieval
from index.retrieval.who_said import read_who_said

ANSWERABLE_WEIGHTS: Mapping[str, float] = {
    "max_cosine": 2.942,
    "asks_number_or_time": -0.862,
    "asks_speaker": -0.751,
    "asks_words": -0.072,
    "reader_fact": 0.407,
    "reader_speaker": 0.313,
    "reader_words": 0.613,
}
"""Weight of each feature in the answerable probability.

- `max_cosine`, -1 to 1: the highest cosine of a candidate's embedding with the question's.
- `asks_number_or_time`, 0 or 1: documents answer such questions less often.
- `asks_speaker`, 0 or 1: a speaker is asked for; `asks_words`, 0 or 1: somebody's words are.
- `reader_fact`, from -8: the reader's score (log odds) of the best answer in all that it read, if
  a fact is asked for; else 0. `reader_speaker` and `reader_words` are the same for questions that
  ask for a speaker or for somebody's words, which the reader sees less well. Where it is asked who
  said something, it is the best score of a speaker, read behind their name.
"""
ANSWERABLE_BIAS = -0.172
CITED_RIGHTLY_WEIGHTS: Mapping[str, float] = {
    "cited_probability": 5.461,
    "speaker_found": 0.273,
}
"""Weight of each feature in the cited-rightly probability.

- `cited_probability`, 0 to 1: the sum of the cited sentences' answer probabilities; where it is
  asked who said something and a transcript is cited, of all sentences that the first one's speaker
  says in it, which all give the same answer.
- `speaker_found`, 0 or 1: a speaker is asked for, and the first cited sentence has one.
"""
CITED_RIGHTLY_BIAS = -3.3
SCORE_WITHOUT_READER = 0.0
"""The reader's score where there is no reader: it speaks neither for an answer nor against one."""
MIN_ANSWERABLE_PROBABILITY = 0.61
"""An answer is refused if the answerable probability is below this."""
MIN_CONFIDENCE = 0.29
"""An answer is refused if the confidence is below this."""
CLOSE_ANSWERABLE_WEIGHTS: Mapping[str, float] = {
    "max_cosine": 3.82,
    "asks_number_or_time": -0.896,
    "asks_words": 0.172,
    "reader_fact": 0.094,
    "reader_words": 0.247,
    "close_fact": 0.294,
    "close_words": 0.443,
    "close_verdict": 0.602,
}
"""The same where the large reader has read what may be cited; a speaker isn't asked for there. With
its own best score, by what is asked for: `close_verdict`, where that is yes or no, is the log odds
of either against neither."""
CLOSE_ANSWERABLE_BIAS = -0.504
CLOSE_CITED_RIGHTLY_WEIGHTS: Mapping[str, float] = {
    "cited_probability": 4.593,
}
CLOSE_CITED_RIGHTLY_BIAS = -2.454
CLOSE_MIN_ANSWERABLE_PROBABILITY = 0.59
CLOSE_MIN_CONFIDENCE = 0.29
WHO_SAID_ANSWERABLE_WEIGHTS: Mapping[str, float] = {
    "cosine": 0.36,
    "shared_words": 1.058,
    "claim_verdict": 0.582,
    "question_verdict": 0.702,
}
"""Where it is asked who said something and the large reader has read what may be that: the signals
of the likeliest sentence, as `who_said_reading.WHO_SAID_WEIGHTS` explains them."""
WHO_SAID_ANSWERABLE_BIAS = 0.602
WHO_SAID_CITED_RIGHTLY_WEIGHTS: Mapping[str, float] = {
    "claim_verdict": 0.241,
    "speaker_probability": 5.381,
}
"""`speaker_probability`, 0 to 1: the sum of the probabilities of what its speaker says in the
document of the first cited sentence, which all gives the same answer."""
WHO_SAID_CITED_RIGHTLY_BIAS = -3.884
WHO_SAID_MIN_ANSWERABLE_PROBABILITY = 0.48
WHO_SAID_MIN_CONFIDENCE = 0.3
"""With both, in cross-validation, 79 % of what nobody said is refused and 19 % of what somebody
did; 77 % of the answered are right."""
FULLY_COVERED_CONFIDENCE = 0.6
"""Minimum confidence of an answer whose speaker says every word that the question is about."""


@dataclass(frozen=True, slots=True)
class ConfidenceModel:
    """Both regressions, and what is refused."""

    answerable_weights: Mapping[str, float]
    answerable_bias: float
    cited_rightly_weights: Mapping[str, float]
    cited_rightly_bias: float
    min_answerable: float
    """An answer is refused if the answerable probability is below this."""
    min_confidence: float
    """An answer is refused if the confidence is below this."""

    def answerable(self, features: Mapping[str, float]) -> float:
        """The probability that the documents answer the question, from `confidence_features`."""
        return _logistic(self.answerable_weights, self.answerable_bias, features)

    def cited_rightly(self, features: Mapping[str, float]) -> float:
        """The probability that a cited sentence holds the answer if the documents do."""
        return _logistic(self.cited_rightly_weights, self.cited_rightly_bias, features)


FIRST_READING = ConfidenceModel(
    ANSWERABLE_WEIGHTS,
    ANSWERABLE_BIAS,
    CITED_RIGHTLY_WEIGHTS,
    CITED_RIGHTLY_BIAS,
    MIN_ANSWERABLE_PROBABILITY,
    MIN_CONFIDENCE,
)
"""Where the small reader alone has read, another one, or none."""
CLOSE_READING = ConfidenceModel(
    CLOSE_ANSWERABLE_WEIGHTS,
    CLOSE_ANSWERABLE_BIAS,
    CLOSE_CITED_RIGHTLY_WEIGHTS,
    CLOSE_CITED_RIGHTLY_BIAS,
    CLOSE_MIN_ANSWERABLE_PROBABILITY,
    CLOSE_MIN_CONFIDENCE,
)
"""Where the large reader has read what may be cited."""
WHO_SAID_READING = ConfidenceModel(
    WHO_SAID_ANSWERABLE_WEIGHTS,
    WHO_SAID_ANSWERABLE_BIAS,
    WHO_SAID_CITED_RIGHTLY_WEIGHTS,
    WHO_SAID_CITED_RIGHTLY_BIAS,
    WHO_SAID_MIN_ANSWERABLE_PROBABILITY,
    WHO_SAID_MIN_CONFIDENCE,
)
"""Where it has read what somebody is asked to have said."""


def confidence_features(
    retrieval: Retrieval,
    candidates: Sequence[Candidate],
    signals: SignalMatrix,
    probabilities: Sequence[float],
    cited: Sequence[Candidate],
) -> dict[str, float]:
    """The features of both regressions, by name.

    Args:
        retrieval: The question and the passages found for it.
        candidates: The sentences that were considered.
        signals: What `sentence_signals` returns for them.
        probabilities: For each candidate, how likely it is the sentence that answers.
        cited: The candidates that are cited, likeliest first; not empty.
    """
    question, wanted = retrieval.question.text, classify_question(retrieval.question)
    kind = expected_answer_kind(question)
    row_of = {candidate.place: row for row, candidate in enumerate(candidates)}
    rows = [row_of[candidate.place] for candidate in cited]
    column = {name: signals[:, number] for number, name in enumerate(SIGNAL_WEIGHTS)}
    best_reader_score = _best_reader_score(candidates, wanted == "speaker")
    return {
        "max_cosine": float(column["cosine"].max()),
        "asks_number_or_time": float(kind in ("number", "time")),
        "asks_speaker": float(wanted == "speaker"),
        "asks_words": float(wanted == "words"),
        "reader_fact": best_reader_score if wanted == "fact" else 0.0,
        "reader_speaker": best_reader_score if wanted == "speaker" else 0.0,
        "reader_words": best_reader_score if wanted == "words" else 0.0,
        "cited_probability": _cited_probability(question, candidates, probabilities, rows),
        "speaker_found": float(column["new_speaker"][rows[0]]),
    }


def close_features(question: Question, candidates: Sequence[Candidate]) -> dict[str, float]:
    """What the large reader's reading adds to the features.

    Args:
        question: The user's question.
        candidates: The sentences that were considered, as `read_closely` returns them.
    """
    best = max(map(close_score, candidates))
    verdict = max(verdict_odds(candidate.verdict) for candidate in candidates)
    asked = "verdict" if asks_for_verdict(question) else classify_question(question)
    scores = {"fact": best, "words": best, "verdict": verdict}
    return {f"close_{name}": scores[name] if name == asked else 0.0 for name in scores}


def _cited_probability(
    question: str,
    candidates: Sequence[Candidate],
    probabilities: Sequence[float],
    cited_rows: Sequence[int],
) -> float:
    first = candidates[cited_rows[0]]
    if not first.is_turn or first.speaker is None or read_who_said(question) is None:
        return sum(probabilities[row] for row in cited_rows)
    return sum(
        probability
        for candidate, probability in zip(candidates, probabilities, strict=True)
        if candidate.place[0] == first.place[0] and candidate.speaker == first.speaker
    )


def _best_reader_score(candidates: Sequence[Candidate], asks_speaker: bool) -> float:
    read = [candidate for candidate in candidates if candidate.reading]
    scores = [candidate.reading.score for candidate in read if candidate.reading]
    if asks_speaker:
        scores = [one.score_as_speaker for one in read if one.score_as_speaker is not None]
    return max([UNREAD_SCORE, *scores]) if read else SCORE_WITHOUT_READER


def _logistic(weights: Mapping[str, float], bias: float, features: Mapping[str, float]) -> float:
    total = bias + sum(weight * features[name] for name, weight in weights.items())
    return 1 / (1 + math.exp(-total))
