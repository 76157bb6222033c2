"""The order of passages once their sentences have been read."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from assistant.reading import Candidate
from assistant.scoring import log_odds
from index.ranking import RankedPassage

WEIGHT = 2.0
"""Weight of the logarithm of the sentences' share against the log odds of the ranking; fitted by
`tests/bench/fit_answers.py`."""
LEAST = 1e-3
"""Share of a passage none of whose sentences was considered."""


def rerank(
    ranked: Sequence[RankedPassage],
    candidates: Sequence[Candidate],
    shares: Sequence[float],
) -> list[RankedPassage]:
    """The passages, best first, by their sentences' shares and by the ranking they come from.

    Args:
        ranked: Passages, best first.
        candidates: The sentences of the best of them that were considered.
        shares: For each, how likely it is the one that answers.
    """
    share_of = {one.place: share for one, share in zip(candidates, shares, strict=True)}
    scored = []
    for one in ranked:
        passage = one.passage
        share = sum(
            share_of.get((passage.document.number, span), 0.0) for span in passage.sentences
        )
        total = log_odds(one.score) + WEIGHT * math.log(max(share, LEAST))
        scored.append((total, one))
    scored.sort(key=lambda item: -item[0])
    return [replace(one, score=1 / (1 + math.exp(-total))) for total, one in scored]
