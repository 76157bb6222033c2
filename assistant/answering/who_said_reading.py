"""The large reader over sentences that may be what a question asks who said.

Their speakers are known from the documents' records, so that nothing is to be found in the text:
what is read is whether the sentence says what the question says, first as a claim ("Ada Brandt
warned that prices would rise."), then, of the likeliest, as the question itself, to which the
speaker's name before the sentence is the answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from assistant.answering.candidate_reading import window_with_speaker
from assistant.answering.candidates import Candidate
from assistant.answering.questions_in_text import asks, asks_for_questions
from assistant.answering.sentence_scoring import UNREAD_SCORE, SignalMatrix, log_odds
from assistant.answering.who_said_candidates import cosine_with_question
from assistant.readers.large_reader import LargeReader
from index.retrieval.question import Question
from index.retrieval.who_said import WhoSaid
from index.text.stemming import stems

MAX_ASKED = 5
"""Number of likeliest sentences that are read with the question as well as with the claim."""

CLAIM_WEIGHTS: Mapping[str, float] = {
    "cosine": 15.0,
    "shared_words": 2.5,
    "claim_verdict": 1.2,
    "asks": -1.9,
}
"""Weight of each signal of a sentence that is read with the claim.

- `cosine`, -1 to 1: of the sentence's embedding with the question's.
- `shared_words`, 0 to 1: share of the question's words, weighted by rarity, in the sentence.
- `claim_verdict`, -9.2 to 9.2: log odds of the sentence supporting the claim.
- `asks`, 0 or 1: it is a question, and the question doesn't ask who asked something.
"""
WHO_SAID_WEIGHTS: Mapping[str, float] = {
    "cosine": 13.0,
    "shared_words": 3.3,
    "claim_verdict": 1.0,
    "asks": -1.9,
    "name_score": 0.37,
}
"""The same once the likeliest are read with the question as well.

- `name_score`, from -8: log odds of the speaker's name being the answer against none.
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
        (reading,) = reader.read_closely(claim, [window_with_speaker(candidate, question)])
        read.append(replace(candidate, claim_verdict=reading.verdict))
    return read


def read_names(
    candidates: Sequence[Candidate], question: str, reader: LargeReader
) -> list[Candidate]:
    """The same candidates with the reader's score of each speaker as the answer to the question."""
    windows = [window_with_speaker(candidate, question) for candidate in candidates]
    read = []
    for candidate, reading in zip(
        candidates, reader.read_closely(question, windows), strict=True
    ):
        _, *name = reading.answers
        score = name[0].score if name and name[0] else None
        read.append(replace(candidate, speaker_score=score))
    return read


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
        score = candidate.speaker_score
        row = {
            "cosine": cosine_with_question(candidate, shared_words),
            "shared_words": shared_words,
            "claim_verdict": log_odds(supported),
            "asks": float(asks(candidate) and not wants_questions),
            "name_score": UNREAD_SCORE if score is None else max(score, UNREAD_SCORE),
        }
        rows.append([row[name] for name in names])
    return np.array(rows, float).reshape(-1, len(names))
