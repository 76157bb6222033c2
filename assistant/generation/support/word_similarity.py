"""WordSimilarity: supports a sentence if its words mean what words of the evidence mean.

Each content word of a sentence is compared with the words of the evidence, by the cosine of their
embeddings in context (Zhang et al. 2020, BERTScore, arXiv:1904.09675, its precision). The mean of
the highest cosines, and whether other evidence is closer, make a probability: a logistic
regression, fitted by `tests/bench/fit/fit_support.py` on written replies.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Protocol

import numpy as np

from assistant.generation.comparison.cited_sentence import CitedSentence
from assistant.generation.comparison.content_words import content_stems, topic_stems
from assistant.generation.comparison.numbered_evidence import NumberedEvidence
from assistant.generation.comparison.quoted_words import find_quoted_words
from assistant.generation.comparison.reporting_words import is_proper_name
from index.embedding.vectors import Vectors
from index.text.quotations import find_quotations

SUPPORT_WEIGHTS: Mapping[str, float] = {"near": 14.37, "rival": -8.23}
"""The weight of each feature.

- `near`: mean over the sentence's words of the highest cosine with a word of the cited evidence.
- `rival`: by how much that mean is higher for evidence that the sentence does not cite.
"""
SUPPORT_BIAS = -6.01
MIN_SUPPORT = 0.75
"""Minimum probability at which a sentence counts as supported."""
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_NOT_COMPARED = frozenset(
    """some those these its his her their own such neither either other another any every each
    make made put according including among one ones way""".split()
)


class WordEmbedder(Protocol):
    """The part of `index.embedding.embedder.Embedder` that is used here."""

    def embed_documents(self, documents: Sequence[Sequence[str]]) -> list[Vectors]:
        """A vector for each text of each document, in context."""


class WordSimilarity:
    """A `SupportCheck` by word embeddings. It keeps the vectors of every text that it has seen."""

    def __init__(self, embedder: WordEmbedder) -> None:
        self._embedder = embedder
        self._vectors: dict[str, tuple[list[str], Vectors]] = {}

    def prepare(self, texts: Iterable[str]) -> None:
        """Embed several texts in one batch, which is faster than one by one."""
        new = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        words_of_texts = [_WORD.findall(text) for text in new]
        for text, words, vectors in zip(
            new, words_of_texts, self._embedder.embed_documents(words_of_texts), strict=True
        ):
            norms = np.linalg.norm(vectors, axis=1, keepdims=True)
            unit_vectors = np.divide(vectors, np.maximum(norms, 1e-9), dtype=np.float32)
            self._vectors[text] = words, unit_vectors

    def reason_unsupported(self, sentence: CitedSentence) -> str | None:
        """Why the evidence does not support the sentence; None if it does."""
        if self.probability(sentence) >= MIN_SUPPORT:
            return None
        return "the evidence that it names does not say that"

    def confirms(self, sentence: CitedSentence) -> bool:
        """Never: words that are alike may deny each other."""
        return False

    def probability(self, sentence: CitedSentence) -> float:
        """The probability that the evidence supports the sentence, 0 to 1."""
        features = self.features(sentence)
        total = SUPPORT_BIAS + sum(
            weight * features[name] for name, weight in SUPPORT_WEIGHTS.items()
        )
        return 1 / (1 + math.exp(-total))

    def features(self, sentence: CitedSentence) -> dict[str, float]:
        """The value of each feature of `SUPPORT_WEIGHTS`."""
        others = [one for one in sentence.all_evidence if one not in sentence.evidence]
        quotes = (evidence.quote for evidence in (*sentence.evidence, *others))
        self.prepare([sentence.text, *quotes])
        compared = self._positions_to_compare(sentence)
        near = self._nearness(sentence.text, compared, sentence.evidence)
        rival = max(
            (self._nearness(sentence.text, compared, [other]) for other in others), default=0.0
        )
        return {"near": near, "rival": max(rival - near, 0.0)}

    def _positions_to_compare(self, sentence: CitedSentence) -> list[int]:
        """The positions of the content words, without the names of speakers and outlets.

        Those are checked by the check "speakers", and are in no quote.
        """
        names = {
            stem
            for evidence in sentence.evidence
            for name in (
                *filter(is_proper_name, evidence.speakers),
                evidence.roles,
                evidence.citation.outlet or "",
            )
            for stem in content_stems(name)
        }
        words, _ = self._vectors[sentence.text]
        return [
            position
            for position, word in enumerate(words)
            if word.lower() not in _NOT_COMPARED and topic_stems(word) - names
        ]

    def _nearness(
        self, text: str, positions: Sequence[int], evidence: Sequence[NumberedEvidence]
    ) -> float:
        """The mean of the highest cosines of some words of a text; 1 for a word that is quoted."""
        evidence_vectors = np.concatenate([self._vectors[one.quote][1] for one in evidence])
        if not positions:
            return 1.0
        if not len(evidence_vectors):
            return 0.0
        highest = (self._vectors[text][1][list(positions)] @ evidence_vectors.T).max(axis=1)
        quotations = [_quotation_of_each_word(text)[position] for position in positions]
        in_evidence = {
            quotation: any(find_quoted_words(quotation, one) for one in evidence)
            for quotation in {*quotations} - {""}
        }
        verbatim = [in_evidence.get(quotation, False) for quotation in quotations]
        return float(np.where(verbatim, 1.0, highest).mean())


@lru_cache(maxsize=256)
def _quotation_of_each_word(text: str) -> tuple[str, ...]:
    """For each word of a text, the quotation that it is in; an empty text if it is in none."""
    quotations = find_quotations(text)
    return tuple(
        next(
            (
                text[quotation.inner.start : quotation.inner.end]
                for quotation in quotations
                if quotation.start <= word.start() < quotation.end
            ),
            "",
        )
        for word in _WORD.finditer(text)
    )
