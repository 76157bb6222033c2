"""Is a sentence, as a whole, what its evidence says? Words compared by what they mean there.

Each word of a sentence that carries meaning is looked up among the evidence's words, by the
cosine of their states in context (Zhang et al. 2020, BERTScore, arXiv:1904.09675, its precision).
How near they are on average, and whether other evidence comes nearer, makes a probability: a
logistic regression, fitted by `tests/bench/fit/fit_support.py` on written replies.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Protocol

import numpy as np

from assistant.generation.checks.claim import Backing, Claim
from assistant.generation.checks.quotations import places_of
from assistant.generation.checks.speech import is_name
from assistant.generation.checks.words import content
from index.embedding.embedder import Vectors
from index.text.quotations import find_quotations

WEIGHTS: Mapping[str, float] = {"near": 14.37, "rival": -8.23}
"""Weight of each measure.

- `near`: mean over the sentence's words of the highest cosine with a word of the evidence.
- `rival`: by how much that is higher with a piece of evidence that the sentence doesn't name.
"""
BIAS = -6.01
LEAST = 0.75
"""Probability from which a sentence counts as supported."""
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_NONE = frozenset(
    """some those these its his her their own such neither either other another any every each
    make made put according including among one ones way""".split()
)


class Embedder(Protocol):
    """What an `index.embedding.embedder.Embedder` does for documents."""

    def embed_documents(self, documents: Sequence[Sequence[str]]) -> list[Vectors]:
        """A vector for each of the texts of each document, in their context."""


class Support:
    """Measures support; keeps the vectors of what it has seen."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._seen: dict[str, tuple[list[str], Vectors]] = {}

    def prepare(self, texts: Iterable[str]) -> None:
        """Take the vectors of several texts at once, which is faster than one by one."""
        new = [text for text in dict.fromkeys(texts) if text not in self._seen]
        words = [_WORD.findall(text) for text in new]
        for text, found, states in zip(
            new, words, self._embedder.embed_documents(words), strict=True
        ):
            norms = np.linalg.norm(states, axis=1, keepdims=True)
            self._seen[text] = found, np.divide(states, np.maximum(norms, 1e-9), dtype=np.float32)

    def unsupported(self, claim: Claim) -> str | None:
        """Why the evidence does not say what a sentence says, or None where it does."""
        if self.probability(claim) >= LEAST:
            return None
        return "the evidence that it names does not say that"

    def probability(self, claim: Claim) -> float:
        """That the evidence says it, 0 to 1."""
        found = self.measures(claim)
        total = BIAS + sum(weight * found[name] for name, weight in WEIGHTS.items())
        return 1 / (1 + math.exp(-total))

    def measures(self, claim: Claim) -> dict[str, float]:
        """What `WEIGHTS` weighs."""
        others = [one for one in claim.offered if one not in claim.backing]
        self.prepare([claim.text, *(one.quote for one in (*claim.backing, *others))])
        kept = self._compared(claim)
        near = self._nearness(claim.text, kept, claim.backing)
        rival = max((self._nearness(claim.text, kept, [one]) for one in others), default=0.0)
        return {"near": near, "rival": max(rival - near, 0.0)}

    def _compared(self, claim: Claim) -> list[int]:
        """Which words are compared: those that carry meaning, but for who says it where.

        That is checked by itself, and stands in no quote.
        """
        frame = {
            stem
            for one in claim.backing
            for name in (*filter(is_name, one.speakers), one.roles, one.citation.outlet or "")
            for stem in content(name, keep=True)
        }
        words, _ = self._seen[claim.text]
        return [
            number
            for number, word in enumerate(words)
            if word.lower() not in _NONE and content(word) - frame
        ]

    def _nearness(self, text: str, kept: Sequence[int], backing: Sequence[Backing]) -> float:
        told = np.concatenate([self._seen[one.quote][1] for one in backing])
        if not kept:
            return 1.0
        if not len(told):
            return 0.0
        nearest = (self._seen[text][1][list(kept)] @ told.T).max(axis=1)
        quoted = [_quoted(text)[number] for number in kept]
        held = {words: any(places_of(words, one) for one in backing) for words in {*quoted} - {""}}
        verbatim = [held.get(words, False) for words in quoted]
        return float(np.where(verbatim, 1.0, nearest).mean())


@lru_cache(maxsize=256)
def _quoted(text: str) -> tuple[str, ...]:
    """For each word the quotation that it stands in, if any."""
    found = find_quotations(text)
    return tuple(
        next(
            (
                text[one.inner.start : one.inner.end]
                for one in found
                if one.start <= word.start() < one.end
            ),
            "",
        )
        for word in _WORD.finditer(text)
    )
