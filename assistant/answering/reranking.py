"""The order of passages once their sentences have been read."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.candidates import Candidate
from assistant.answering.scoring import log_odds
from index.retrieval.ranking import RankedPassage

WEIGHT = 2.0
"""Weight of the logarithm of the sentences' share against the log odds of the ranking; fitted by
`tests/bench/fit/fit_answers.py`."""
LEAST = 1e-3
"""Share of a passage none of whose sentences was considered."""


def rerank(
    ranked: Sequence[RankedPassage],
    candidates: Sequence[Candidate],
    shares: Sequence[float],
    k: int,
) -> list[RankedPassage]:
    """The `k` best passages, best first, by their sentences' shares and the ranking before.

    Args:
        ranked: Passages, best first.
        candidates: The sentences of the best of them that were considered.
        shares: For each, how likely it is the one that answers.
        k: How many to give at most.
    """
    share_of = {one.place: share for one, share in zip(candidates, shares, strict=True)}
    considered = {number for number, _ in share_of}
    scored = []
    for one in ranked:
        passage, number, share = one.passage, one.passage.document.number, 0.0
        if number in considered:
            share = sum(share_of.get((number, span), 0.0) for span in passage.sentences)
        total = log_odds(one.score) + WEIGHT * math.log(max(share, LEAST))
        scored.append((total, one))
    scored.sort(key=lambda item: -item[0])
    return [replace(one, score=1 / (1 + math.exp(-total))) for total, one in scored[:k]]
