"""Score each candidate sentence: how likely is it, among all of them, the one that answers?

A fitted model: a few signals for each sentence, one weighted sum, and a softmax over the
candidates. The weights are those of a conditional logit (McFadden 1974) over the questions of a
test set, fitted by `tests/bench/fit/fit_answers.py`: which of a question's candidates hold the
evidence?
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from assistant.answering.answer_kind import contains_answer_kind, expected_answer_kind
from assistant.answering.candidates import Candidate
from assistant.answering.question_target import can_answer_who, classify_question
from index.retrieval.question import Question
from index.retrieval.who_said import read_who_said
from index.text.person_names import split_name
from index.text.stemming import stems

SignalMatrix = npt.NDArray[np.float64]
"""A row for each candidate and a column for each signal, or a value for each candidate."""

SIGNAL_WEIGHTS: Mapping[str, float] = {
    "cosine": 10.855,
    "shared_words_nearby": 0.759,
    "said_words": 1.088,
    "shared_figures": 0.45,
    "passage": 0.43,
    "document": 0.485,
    "has_kind": 0.872,
    "asked_speaker": 0.721,
    "new_speaker": 1.579,
    "role": 0.753,
    "reader_score": 0.361,
    "reader_margin": 0.075,
    "reader_margin_words": 0.124,
    "reader_margin_speaker": 0.236,
}
"""Weight of each signal.

- `cosine`, -1 to 1: of the sentence's embedding with the question's.
- `shared_words_nearby`, 0 to 1: share of the question's words, weighted by rarity, in the sentence
  and its two neighbours.
- `said_words`, 0 to 1: share of the question's words in the sentence itself, where the question
  asks who said something; else 0. What was said counts more than the rest of the question.
- `shared_figures`, 0 to 1: share of the question's figures in the sentence and its neighbours.
- `passage`, -9.2 to 9.2: log odds of the passage's score in the ranking.
- `document`, 0 to 1: BM25 of the whole document, as a share of the best document's.
- `has_kind`, -1, 0 or 1: where a number or a time is asked for, 1 if the sentence has one and -1
  if it has none; else 0.
- `asked_speaker`, 0 or 1: the speaker whose words are asked for says the sentence.
- `new_speaker`, 0 or 1: the question asks for a speaker, and the sentence has one whom the
  question doesn't name.
- `role`, 0 or 1: the question asks for a speaker, and the role of the sentence's speaker has a
  word of the question.
- `reader_score`, from -8: log odds of the reader's best answer in the sentence; 0 where a speaker
  is asked for. Where it is asked who said something, the reader's score is that of the speaker.
- `reader_margin`, -∞ to 0: how far the reader's score is below that of the best candidate. It is
  0 unless a fact is asked for: `reader_margin_words` is the same where somebody's words are asked
  for, and `reader_margin_speaker` where a speaker is, which the reader sees less well.
"""
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
UNREAD_SCORE = -8.0
"""The reader's score of a sentence that was not read, and the lowest score that counts."""


def answer_probabilities(
    signals: SignalMatrix, weights: Mapping[str, float] = SIGNAL_WEIGHTS
) -> list[float]:
    """For each candidate the probability that it is the one that answers; they add up to 1.

    Args:
        signals: What `sentence_signals` returns, or another matrix with a column for each weight.
        weights: By signal.
    """
    sums = weighted_sums(signals, weights)
    odds = np.exp(sums - sums.max())
    return [float(probability) for probability in odds / odds.sum()]


def weighted_sums(
    signals: SignalMatrix, weights: Mapping[str, float] = SIGNAL_WEIGHTS
) -> SignalMatrix:
    """For each candidate the weighted sum of its signals, shape (candidates,)."""
    sums: SignalMatrix = signals @ np.array(list(weights.values()))
    return sums


def sentence_signals(candidates: Sequence[Candidate], question: Question) -> SignalMatrix:
    """The signals of each candidate, shape (candidates, len(SIGNAL_WEIGHTS)).

    Args:
        candidates: At least one.
        question: The user's question.
    """
    kind = expected_answer_kind(question.text)
    wanted = classify_question(question)
    asks_speaker = wanted == "speaker"
    asks_who_said = read_who_said(question.text) is not None
    question_words = _lower_words(question.text)
    reader_scores = {
        candidate.place: _reader_score(candidate, asks_speaker) for candidate in candidates
    }
    best_reader_score = max(reader_scores.values())
    stems_of = cache(stems)  # a sentence is its neighbours' neighbour too
    figures = set(_FIGURE.findall(question.text))
    rows = []
    for candidate in candidates:
        passage = candidate.ranked.passage
        own = passage.sentences.index(candidate.span)
        nearby = [
            passage.text[start - passage.start : end - passage.start]
            for start, end in passage.sentences[max(own - 1, 0) : own + 2]
        ]
        nearby_stems = [stem for text in nearby for stem in stems_of(text)]
        shared_words = question.share(stems_of(candidate.text))
        by_asked_speaker = candidate.is_by_asked_speaker(question)
        new_speaker = asks_speaker and can_answer_who(question.text, candidate.speaker)
        role = candidate.statement.role if candidate.statement else None
        role_fits = asks_speaker and bool(_lower_words(role) & question_words)
        has_kind = 0.0
        if kind in ("number", "time"):
            has_kind = 1.0 if contains_answer_kind(candidate.text, kind, question.text) else -1.0
        reader_score = reader_scores[candidate.place]
        margin = reader_score - best_reader_score
        rows.append(
            {
                "cosine": candidate.closeness - shared_words,
                "shared_words_nearby": question.share(nearby_stems),
                "said_words": shared_words if asks_who_said else 0.0,
                "shared_figures": _share_of_figures(figures, nearby),
                "passage": log_odds(candidate.ranked.score),
                "document": candidate.ranked.signals.get("document", 0.0),
                "has_kind": has_kind,
                "asked_speaker": float(by_asked_speaker),
                "new_speaker": float(new_speaker),
                "role": float(role_fits),
                "reader_score": 0.0 if asks_speaker else reader_score,
                "reader_margin": margin if wanted == "fact" else 0.0,
                "reader_margin_words": margin if wanted == "words" else 0.0,
                "reader_margin_speaker": margin if asks_speaker else 0.0,
            }
        )
    return np.array([[row[name] for name in SIGNAL_WEIGHTS] for row in rows])


def log_odds(probability: float) -> float:
    """The logarithm of the odds; a probability of 0 or 1 counts as 0.0001 or 0.9999."""
    inside = min(max(probability, 1e-4), 1 - 1e-4)
    return math.log(inside / (1 - inside))


def _reader_score(candidate: Candidate, asks_speaker: bool) -> float:
    score = candidate.reading.score if candidate.reading else None
    if asks_speaker:
        score = candidate.score_as_speaker
    return UNREAD_SCORE if score is None else max(score, UNREAD_SCORE)


def _share_of_figures(figures: set[str], texts: Sequence[str]) -> float:
    if not figures:
        return 0.0
    return len(figures & {one for text in texts for one in _FIGURE.findall(text)}) / len(figures)


def _lower_words(text: str | None) -> set[str]:
    return {word.lower() for word in split_name(text or "")}
