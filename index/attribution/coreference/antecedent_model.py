"""How likely each candidate is whom a pronoun or a description means.

A conditional logit over the candidates and "nobody named": the probability of each is the softmax
of the sum of its features' weights in the mention's context. `tests/bench/fit/fit_resolver.py` fits
the weights and writes `antecedent_weights.json`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from math import exp
from pathlib import Path
from typing import Protocol

from index.attribution.coreference.candidates import Choice

WEIGHTS_FILE = Path(__file__).with_name("antecedent_weights.json")


class AntecedentModel(Protocol):
    """Weighs whom a mention may mean."""

    threshold: float
    """Minimum probability at which a mention is resolved."""

    def probabilities(self, choice: Choice) -> list[float]:
        """The probability of each candidate, in order."""


class FittedModel:
    """The conditional logit with fitted weights."""

    def __init__(self, weights: Mapping[str, Mapping[str, float]], threshold: float) -> None:
        """Set up the model.

        Args:
            weights: By context, then by feature.
            threshold: Minimum probability at which a mention is resolved.
        """
        self.threshold = threshold
        self.weights = weights

    def probabilities(self, choice: Choice) -> list[float]:
        """The probability of each candidate, in order; with "nobody named" they sum to 1."""
        weights = self.weights.get(choice.context, {})
        scores = [_sum(weights, one.features) for one in choice.candidates]
        scores.append(_sum(weights, choice.open_features))
        highest = max(scores)
        shares = [exp(score - highest) for score in scores]
        total = sum(shares)
        return [share / total for share in shares[:-1]]


def _sum(weights: Mapping[str, float], features: Sequence[str]) -> float:
    return sum(weights.get(feature, 0.0) for feature in features)


@cache
def packaged_model() -> FittedModel:
    """The model whose weights are part of this package."""
    data = json.loads(WEIGHTS_FILE.read_text(encoding="utf-8"))
    contexts = data["contexts"]
    weights: dict[str, dict[str, float]] = {context: {} for context in contexts}
    for feature, values in data["weights"].items():
        for context, value in zip(contexts, values, strict=True):
            if value:
                weights[context][feature] = value
    return FittedModel(weights, data["threshold"])
