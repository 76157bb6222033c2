"""How likely the chosen sentences answer the question.

A logistic regression over what retrieval saw, fitted by `tests/bench/confidence.py` on the
questions of two test sets, a part of which have no answer in the documents.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from assistant.reader import Evidence
from index.ranking import RankedPassage
from index.retriever import Retrieval

WEIGHTS: Mapping[str, float] = {"closest": 3.0}
BIAS = -3.5
THRESHOLD = 0.5


def features(retrieval: Retrieval, evidence: Sequence[Evidence]) -> dict[str, float]:
    """What the confidence is made from, each on its own scale."""
    question, best = retrieval.question, retrieval.passages[0]
    others = [p for p in retrieval.passages if p.passage.document != best.passage.document]
    chosen = " ".join(item.text for item in evidence)
    title = best.passage.document.title or ""
    return {
        "closest": evidence[0].score,
        "meaning": max(p.signals["meaning"] for p in retrieval.passages[:8]),
        "passage_score": best.score,
        "lead": best.score - (others[0].score if others else 0.0),
        "words_in_sentences": question.coverage(chosen),
        "words_in_passage": question.coverage(f"{title} {best.passage.text}"),
        "rarest_missing": _rarest_missing(retrieval, best),
    }


def _rarest_missing(retrieval: Retrieval, best: RankedPassage) -> float:
    """Rarity of the rarest asked word that the best passage lacks, as a share of the rarest."""
    rarity = retrieval.question.rarity
    if not rarity:
        return 1.0
    has = set(stems_of(best))
    missing = [weight for stem, weight in rarity.items() if stem not in has]
    return max(missing, default=0.0) / (max(rarity.values()) or 1.0)


def stems_of(ranked: RankedPassage) -> list[str]:
    """The stems of a passage and its title."""
    from index.words import stems

    return stems(f"{ranked.passage.document.title or ''} {ranked.passage.text}")


def estimate(found: Mapping[str, float]) -> float:
    """Probability, 0 to 1, for the features that `features` gives."""
    total = BIAS + sum(WEIGHTS[name] * found[name] for name in WEIGHTS)
    return 1 / (1 + math.exp(-total))
