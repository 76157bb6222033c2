"""The large reader over sentences that may be what a question asks who said.

Their speakers are known from the documents' records, so that nothing is to be found in the text:
what is read is whether the sentence says what the question says, first as a claim ("Ada Brandt
warned that prices would rise."), then, of the likeliest, as the question itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from assistant.answering.candidate_reading import window_with_speaker
from assistant.answering.candidates import Candidate
from assistant.answering.close_reading import verdict_odds
from assistant.answering.questions_in_text import asks, asks_for_questions
from assistant.answering.sentence_scoring import SignalMatrix, log_odds
from assistant.answering.who_said_candidates import cosine_with_question
from assistant.readers.large_reader import LargeReader
from index.retrieval.question import Question
from index.retrieval.who_said import WhoSaid
from index.text.stemming import stems

MAX_ASKED = 5
"""Number of likeliest sentences that are read with the question as well as with the claim."""

CLAIM_WEIGHTS: Mapping[str, float] = {
    "cosine": 13.956,
    "shared_words": 4.241,
    "claim_verdict": 1.112,
    "asks": -0.327,
}
"""Weight of each signal of a sentence that is read with the claim.

- `cosine`, -1 to 1: of the sentence's embedding with the question's.
- `shared_words`, 0 to 1: share of the question's words, weighted by rarity, in the sentence.
- `claim_verdict`, -9.2 to 9.2: log odds of the sentence supporting the claim.
- `asks`, 0 or 1: it is a question, and the question doesn't ask who asked something.
"""
WHO_SAID_WEIGHTS: Mapping[str, float] = {
    "cosine": 13.989,
    "shared_words": 2.534,
    "claim_verdict": 0.739,
    "asks": -1.306,
    "question_verdict": 1.048,
}
"""The same once the likeliest are read with the question as well.

- `question_verdict`, from -8: log odds of the sentence deciding the question against it saying
  nothing on it.
"""


def read_claims(
    candidates: Sequence[Candidate], said: WhoSaid, question: str, reader: LargeReader
) -> list[Candidate]:
    """The same candidates with what the reader says of each: does its speaker say it there?

    Args:
        candidates: Sentences by speakers who can be the answer.
        said: What the question asks somebody to have said.
        question: The user's question.
        reader: The large reader.
    """
    read = []
    for candidate in candidates:
        claim = f"{candidate.speaker} {said.cue} {said.claim}."
        window = window_with_speaker(candidate, question, behind_question=True)
        (reading,) = reader.read_closely(claim, [window])
        read.append(replace(candidate, claim_verdict=reading.verdict))
    return read


def read_with_question(
    candidates: Sequence[Candidate], question: str, reader: LargeReader
) -> list[Candidate]:
    """The same candidates with whether the reader finds that each decides the question."""
    windows = [
        window_with_speaker(candidate, question, behind_question=True) for candidate in candidates
    ]
    readings = reader.read_closely(question, windows)
    return [
        replace(candidate, verdict=reading.verdict)
        for candidate, reading in zip(candidates, readings, strict=True)
    ]


def claim_signals(candidates: Sequence[Candidate], question: Question) -> SignalMatrix:
    """The signals of each candidate, shape (candidates, len(CLAIM_WEIGHTS))."""
    return _signals(candidates, question, CLAIM_WEIGHTS)


def who_said_signals(candidates: Sequence[Candidate], question: Question) -> SignalMatrix:
    """The signals of each candidate, shape (candidates, len(WHO_SAID_WEIGHTS))."""
    return _signals(candidates, question, WHO_SAID_WEIGHTS)


def _signals(
    candidates: Sequence[Candidate], question: Question, names: Mapping[str, float]
) -> SignalMatrix:
    wants_questions = asks_for_questions(question.text)
    rows = []
    for candidate in candidates:
        shared_words = question.share(stems(candidate.text))
        supported = candidate.claim_verdict.yes if candidate.claim_verdict else 0.0
        row = {
            "cosine": cosine_with_question(candidate, shared_words),
            "shared_words": shared_words,
            "claim_verdict": log_odds(supported),
            "asks": float(asks(candidate) and not wants_questions),
            "question_verdict": verdict_odds(candidate.verdict),
        }
        rows.append([row[name] for name in names])
    return np.array(rows, float).reshape(-1, len(names))
