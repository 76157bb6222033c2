"""Ranks candidate passages by a weighted sum of a few signals.

The weights are those of a logistic regression, fitted by `tests/bench/fit/fit_ranking.py` on the
questions of a test set: does this passage hold the evidence?
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from index.embedding.vectors import sentence_cosines
from index.records import Span, Statement
from index.retrieval.question import Question, date_asked_about
from index.retrieval.word_coverage import sentence_coverages
from index.store.rows import StoredPassage

WEIGHTS: Mapping[str, float] = {
    "words": 3.31,
    "document": 3.53,
    "sentence": 2.39,
    "meaning": 10.42,
    "date": 1.30,
    "speaker": 0.90,
}
"""Weight of each signal.

- `words`, 0 to 1: BM25 of the passage, as a share of the best passage's.
- `document`, 0 to 1: BM25 of the whole document, as a share of the best document's.
- `sentence`, -1 to 2: highest sum of a sentence's cosine and its share of the question's words.
- `meaning`, -1 to 1: highest cosine of a sentence with the question.
- `date`, 0, 0.5 or 1: how well the document's date fits the date in the question.
- `speaker`, 0 or 1: the speaker whose words the question asks for speaks in the passage.
"""
BIAS = -11.64


@dataclass(frozen=True, slots=True)
class RankedPassage:
    """A candidate passage with its score, and the signals and ranks behind the score."""

    passage: StoredPassage
    score: float
    """0 to 1; grows with the weighted sum of the signals."""
    signals: Mapping[str, float]
    closeness: tuple[float, ...]
    """For each sentence, its cosine with the question plus the share of words in common."""
    words_rank: int | None
    vectors_rank: int | None
    statements: tuple[Statement, ...] = ()
    """The statements in it; filled in for the best passages only."""


def rank(
    question: Question,
    candidates: Mapping[str, StoredPassage],
    by_words: Sequence[tuple[str, float]],
    by_vectors: Sequence[tuple[str, float]],
    by_documents: Mapping[int, float],
    spoken: Mapping[int, Sequence[Span]] | None = None,
    weights: Mapping[str, float] = WEIGHTS,
) -> list[RankedPassage]:
    """Rank candidate passages, best first; equal scores by document name and offset.

    Args:
        question: The question, with its vector and the rarity of its words.
        candidates: Passages by id.
        by_words: Passage ids with BM25 scores, best first.
        by_vectors: Passage ids with cosines, best first.
        by_documents: BM25 scores of whole documents by number.
        spoken: By document number, the statements of the speaker whose words are asked for.
        weights: Weight of each signal that is used.
    """
    words = dict(by_words)
    places = {passage: place for place, (passage, _) in enumerate(by_words, 1)}
    near = {passage: place for place, (passage, _) in enumerate(by_vectors, 1)}
    best_words = max(words.values(), default=0.0) or 1.0
    best_document = max(by_documents.values(), default=0.0) or 1.0
    asked = date_asked_about(question.text)
    passages = list(candidates.values())
    if not passages:
        return []
    sizes = [len(passage.sentences) for passage in passages]
    ends = list(accumulate(sizes))
    cosines = sentence_cosines([one.vectors for one in passages], sizes, question.vector)
    closeness = cosines + sentence_coverages(question.rarity, passages).astype(np.float32)
    firsts = [end - size for end, size in zip(ends, sizes, strict=True)]
    nearest = np.maximum.reduceat(closeness, firsts).tolist()
    most_alike = np.maximum.reduceat(cosines, firsts).tolist()
    close = closeness.tolist()
    ranked = []
    for number, passage in enumerate(passages):
        signals = {
            "words": words.get(passage.id, 0.0) / best_words,
            "document": by_documents.get(passage.document.number, 0.0) / best_document,
            "sentence": nearest[number],
            "meaning": most_alike[number],
            "date": date_match(asked, passage.document.date),
            "speaker": _speaks(passage, spoken or {}),
        }
        total = BIAS + sum(weight * signals[name] for name, weight in weights.items())
        ranked.append(
            RankedPassage(
                passage=passage,
                score=1 / (1 + math.exp(-total)),
                signals=signals,
                closeness=tuple(close[firsts[number] : ends[number]]),
                words_rank=places.get(passage.id),
                vectors_rank=near.get(passage.id),
            )
        )
    ranked.sort(key=lambda r: (-r.score, r.passage.document.name, r.passage.start))
    return ranked


def _speaks(passage: StoredPassage, spoken: Mapping[int, Sequence[Span]]) -> float:
    """1 if the speaker whose words are asked for speaks in the passage, else 0."""
    spans = spoken.get(passage.document.number, ())
    return float(any(start < passage.end and passage.start < end for start, end in spans))


def date_match(asked: tuple[int | None, int | None], date: str | None) -> float:
    """How well a document's date fits the date in the question: 0, 0.5 or 1.

    1 if it fits, 0.5 for the month before or after a month asked about with its year, else 0. Also
    0 if the question or the document has no date.
    """
    year, month = asked
    if not date or (year is None and month is None):
        return 0.0
    found_year, found_month = int(date[:4]), int(date[5:7])
    if year in (None, found_year) and month in (None, found_month):
        return 1.0
    if year and month and abs((found_year - year) * 12 + found_month - month) == 1:
        return 0.5
    return 0.0
