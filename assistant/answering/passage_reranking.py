"""Rerank the retrieved passages by the scores of the sentences in them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.candidates import Candidate
from assistant.answering.sentence_scoring import log_odds
from index.retrieval.ranking import RankedPassage

SENTENCE_WEIGHT = 2.0
"""Weight of the logarithm of the sentences' probability against the log odds of the passage's
score in the ranking; fitted by `tests/bench/fit/fit_answers.py`."""
MIN_PASSAGE_PROBABILITY = 1e-3
"""Probability that is assumed for a passage none of whose sentences was a candidate."""


def rerank(
    ranked: Sequence[RankedPassage],
    candidates: Sequence[Candidate],
    probabilities: Sequence[float],
    k: int,
    sentence_weight: float = SENTENCE_WEIGHT,
) -> list[RankedPassage]:
    """The `k` best passages, best first, by their sentences' probabilities and the ranking before.

    Args:
        ranked: Passages, best first.
        candidates: The sentences of the best of them that were considered.
        probabilities: For each candidate, how likely it is the sentence that answers.
        k: Maximum number of passages to return.
        sentence_weight: As `SENTENCE_WEIGHT` says.
    """
    probability_of = {
        candidate.place: probability
        for candidate, probability in zip(candidates, probabilities, strict=True)
    }
    documents = {number for number, _ in probability_of}
    scored = []
    for ranked_passage in ranked:
        passage, number = ranked_passage.passage, ranked_passage.passage.document.number
        probability = 0.0
        if number in documents:
            probability = sum(probability_of.get((number, span), 0.0) for span in passage.sentences)
        evidence = math.log(max(probability, MIN_PASSAGE_PROBABILITY))
        scored.append((log_odds(ranked_passage.score) + sentence_weight * evidence, ranked_passage))
    scored.sort(key=lambda item: -item[0])
    return [replace(passage, score=1 / (1 + math.exp(-total))) for total, passage in scored[:k]]
