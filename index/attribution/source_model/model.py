"""How unlikely it is that the tagger's source is somebody: a logistic regression.

The meaning of each slot's words is their embedding in the packaged embedding model.
`tests/bench/fit/fit_sources.py` fits the weights and writes `weights.json`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from math import exp
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.attribution.source_model.features import SLOTS, SourceWords, features_of
from index.embedding.embedder import load_packaged_model
from index.records import Span

FITTED_FILE = Path(__file__).with_name("weights.json")
MIN_CONFIDENCE = -4.0
"""A source's log-probability counts as this if it is less."""
_WORDS_KEPT = 50_000
"""Words whose scores are kept in memory."""


class SourceModel:
    """The regression with fitted weights."""

    def __init__(
        self,
        slots: npt.NDArray[np.float32],
        features: Mapping[str, float],
        confidence: float,
        bias: float,
        threshold: float,
    ) -> None:
        """Set up the model.

        Args:
            slots: The weights of each slot's embedding, shape (dimension, slots).
            features: The weight of each feature of the form.
            confidence: The weight of the tagger's log-probability of the source.
            bias: The score of nothing.
            threshold: Maximum probability of being nobody, for a source whose name is kept.
        """
        self._features = features
        self._confidence = confidence
        self._bias = bias
        self.threshold = threshold
        base = load_packaged_model()

        @lru_cache(_WORDS_KEPT)
        def scores(word: str) -> Sequence[float]:
            given: Sequence[float] = (base.word_vector(word) @ slots).tolist()
            return given

        self._scores = scores

    def can_speak(self, text: str, source: Span, confidence: float) -> bool:
        """Whether a source names or describes somebody who can have said something.

        Args:
            text: The document's text.
            source: Where the source stands in it.
            confidence: The tagger's log-probability of the source.
        """
        return self.probability_of_nobody(text, source, confidence) <= self.threshold

    def probability_of_nobody(self, text: str, source: Span, confidence: float) -> float:
        """The probability that a source is a fragment or something that can't speak."""
        words = SourceWords(text, source)
        score = self._bias + self._confidence * max(confidence, MIN_CONFIDENCE)
        score += sum(self._features.get(name, 0.0) for name in features_of(words))
        for place, slot in enumerate(SLOTS):
            found = [self._scores(word)[place] for word in words.in_slot(slot)]
            score += sum(found) / len(found)
        return 1 / (1 + exp(-max(-30.0, min(30.0, score))))


@cache
def packaged_source_model() -> SourceModel:
    """The model whose weights are part of this package."""
    data = json.loads(FITTED_FILE.read_text(encoding="utf-8"))
    return SourceModel(
        np.asarray([data["slots"][slot] for slot in SLOTS], np.float32).T,
        data["features"],
        data["confidence"],
        data["bias"],
        data["threshold"],
    )
