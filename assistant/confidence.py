"""How likely the chosen sentences answer the question.

Two factors, both fitted by `tests/bench/fit_confidence.py` on the questions of a test set, asked
of many documents and of few, a part of them without an answer there: a logistic regression for
whether the statements say it at all, times the share of answered questions whose sentences are
the right ones.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from assistant.expectation import asked_kind, offers
from assistant.reader import Evidence
from index.retriever import Retrieval

WEIGHTS: Mapping[str, float] = {
    "meaning": 10.57,
    "closeness": 4.10,
    "kind_asked": -1.64,
    "kind_missing": -1.53,
}
"""Weight of each feature.

- `meaning`: the highest cosine of a sentence with the question.
- `closeness`: the same with the share of shared words added.
- `kind_asked`: 1 where the question asks for a number or a time; these are told less often.
- `kind_missing`: 1 where it does, and no chosen sentence has one.

Beside them, `their_words` is 1 where a question asks what somebody says, and the chosen sentences
that are theirs have every word of what it is about: "What did Plokhov say about extradition?",
or "What did Plokhov say?", which they answer whatever they say.
"""
BIAS = -8.89
RIGHT_SHARE = 0.57
"""Share of answerable questions for which a chosen sentence holds the answer."""
THRESHOLD = 0.58 * RIGHT_SHARE
"""The answer is refused below this."""


def features(retrieval: Retrieval, evidence: Sequence[Evidence]) -> dict[str, float]:
    """What the confidence is made from.

    Args:
        retrieval: What was found; not empty.
        evidence: The sentences chosen from it; not empty.
    """
    question = retrieval.question.text
    kind = asked_kind(question)
    if kind == "person":
        # Who speaks often stands in another sentence ("he said").
        kind = None
    chosen = " ".join(item.text for item in evidence)
    own = [item.text for item in evidence if item.speaker in retrieval.question.speakers]
    return {
        "meaning": max(ranked.signals["meaning"] for ranked in retrieval.passages[:8]),
        "closeness": max(max(ranked.closeness) for ranked in retrieval.passages[:8]),
        "kind_asked": float(kind is not None),
        "kind_missing": float(not offers(chosen, kind, question)),
        "their_words": float(kind is None and retrieval.question.is_covered_by(own)),
    }


def estimate(found: Mapping[str, float]) -> float:
    """Probability, 0 to 1, for what `features` gives."""
    if found["their_words"]:
        return RIGHT_SHARE
    total = BIAS + sum(weight * found[name] for name, weight in WEIGHTS.items())
    return RIGHT_SHARE / (1 + math.exp(-total))
