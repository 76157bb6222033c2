"""How likely each sentence is what a question asks who said, and whether anybody said it.

The nearest sentences are read with the claim, the likeliest of them with the question too. Whether
one of them is what was asked for is told by the best: how near it is, and what the reader says of
it. The weights are fitted by `tests/bench/fit/fit_who_said.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.answering.candidates import Candidate
from assistant.answering.sentence_scoring import answer_probabilities, weighted_sums
from assistant.answering.who_said_reading import (
    CLAIM_WEIGHTS,
    MAX_ASKED,
    WHO_SAID_WEIGHTS,
    claim_signals,
    read_claims,
    read_with_question,
    who_said_signals,
)
from assistant.readers.large_reader import LargeReader
from index.retrieval.question import Question
from index.retrieval.who_said import WhoSaid


@dataclass(frozen=True, slots=True)
class RatedStatements:
    """The candidates of a question that asks who said something, read and rated."""

    candidates: tuple[Candidate, ...]
    """Those that were read, and behind them the sentences around."""
    probabilities: tuple[float, ...]
    """For each, how likely it is what was asked for; 0 for what was not read. They add up to 1."""
    best_signals: Mapping[str, float]
    """The signals of the likeliest."""

    @property
    def likeliest(self) -> Candidate:
        """The candidate that is likeliest what was asked for."""
        return self.candidates[int(np.argmax(self.probabilities))]

    def features(
        self, probabilities: Sequence[float], cited: Sequence[Candidate]
    ) -> dict[str, float]:
        """The features of the confidence, by name.

        Args:
            probabilities: For each candidate, once those that make way for others have done so.
            cited: The candidates that are cited, likeliest first; not empty.
        """
        first = cited[0]
        same = sum(
            probability
            for candidate, probability in zip(self.candidates, probabilities, strict=True)
            if candidate.place[0] == first.place[0] and candidate.speaker == first.speaker
        )
        return {**self.best_signals, "speaker_probability": same}


def rate_statements(
    candidates: Sequence[Candidate],
    around: Sequence[Candidate],
    said: WhoSaid,
    question: Question,
    reader: LargeReader,
) -> RatedStatements:
    """Read and rate the sentences that may be what was said.

    Args:
        candidates: At least one; by speakers who can be the answer.
        around: Other sentences of their passages.
        said: What the question asks somebody to have said.
        question: The user's question.
        reader: The large reader.

    Raises:
        ReaderError: The reader can't be loaded.
    """
    read = read_claims(candidates, said, question.text, reader)
    sums = weighted_sums(claim_signals(read, question), CLAIM_WEIGHTS)
    likeliest = [read[n] for n in np.argsort(-sums, kind="stable")[:MAX_ASKED]]
    asked = read_with_question(likeliest, question.text, reader)
    signals = who_said_signals(asked, question)
    rated = answer_probabilities(signals, WHO_SAID_WEIGHTS)
    best = signals[int(np.argmax(rated))]
    places = {candidate.place for candidate in asked}
    rest = [one for one in (*read, *around) if one.place not in places]
    return RatedStatements(
        (*asked, *rest),
        (*rated, *(0.0 for _ in rest)),
        dict(zip(WHO_SAID_WEIGHTS, map(float, best), strict=True)),
    )
