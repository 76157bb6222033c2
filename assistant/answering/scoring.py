"""Which of the sentences that were read answers the question: a few signals, one weighted sum.

The weights are fitted by `tests/bench/fit/fit_answers.py`, a conditional logit over the questions
of a test set (McFadden 1974): which of a question's candidates hold the evidence?
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from assistant.answering.answer_kind import asked_kind, offers
from assistant.answering.candidates import Candidate
from assistant.citations.speakers import asked_for, names_speaker
from index.retrieval.question import Question
from index.text.person_names import words
from index.text.stemming import stems

Scores = npt.NDArray[np.float64]

WEIGHTS: Mapping[str, float] = {
    "shared": 0.583,
    "meaning": 8.972,
    "around": 2.958,
    "passage": 0.253,
    "document": 4.545,
    "kind": 0.787,
    "theirs": 0.32,
    "quoted": 2.119,
    "names_who": 1.682,
    "role": 1.177,
    "read": 0.167,
    "margin": 0.172,
    "margin_words": -0.058,
    "margin_who": 0.198,
}
"""Weight of each signal.

- `shared`: share of the question's words, by rarity, in the sentence.
- `meaning`: cosine of the sentence with the question.
- `around`: share of the question's words in the sentence and its two neighbours.
- `passage`: log odds of its passage's score in the ranking.
- `document`: BM25 of its whole document as a share of the best one's.
- `kind`: 1 where it has the number or the time that was asked for, -1 where it lacks it.
- `theirs`: whether the one whose words are asked for says it; `quoted`: in quotation marks.
- `names_who`: whether a question for a speaker gets one here whom it doesn't name itself;
  `role`: whose role has words of the question.
- `read`: the reader's score of the best answer in it; 0 where a speaker is asked for.
- `margin`: how far that is below the best one of all; apart where somebody's words
  (`margin_words`) or a speaker (`margin_who`) are asked for, which it sees less well.
"""
UNREAD = -8.0
"""The reader's score of what was not read, and the least that counts."""
_MARKS = ("“", "”", '"', "''", "«", "»")


def shares_of(signals: Scores) -> list[float]:
    """For each candidate the share, of 1 among all, that it is the one that answers.

    Args:
        signals: What `features` gives.
    """
    total = totals(signals)
    odds = np.exp(total - total.max())
    return [float(share) for share in odds / odds.sum()]


def totals(signals: Scores) -> Scores:
    """For each candidate the weighted sum of its signals."""
    total: Scores = signals @ np.array(list(WEIGHTS.values()))
    return total


def features(candidates: Sequence[Candidate], question: Question) -> Scores:
    """The signals, shape (candidates, len(WEIGHTS)).

    Args:
        candidates: At least one.
        question: What was asked.
    """
    kind = asked_kind(question.text)
    wanted = asked_for(question)
    who = wanted == "speaker"
    asked = _words(question.text)
    read = {one.place: _score(one) for one in candidates}
    best = max(read.values())
    stems_of = cache(stems)  # a sentence is its neighbours' neighbour too
    rows = []
    for one in candidates:
        passage = one.ranked.passage
        here = passage.sentences.index(one.span)
        around = [
            stem
            for start, end in passage.sentences[max(here - 1, 0) : here + 2]
            for stem in stems_of(passage.text[start - passage.start : end - passage.start])
        ]
        shared = question.share(stems_of(one.text))
        theirs = bool(question.speakers) and one.speaker in question.speakers
        names_who = who and names_speaker(question.text, one.speaker)
        role = who and one.said is not None and bool(_words(one.said.role) & asked)
        has_kind = 0.0
        if kind in ("number", "time"):
            has_kind = 1.0 if offers(one.text, kind, question.text) else -1.0
        margin = read[one.place] - best
        rows.append(
            {
                "shared": shared,
                "meaning": one.closeness - shared,
                "around": question.share(around),
                "passage": log_odds(one.ranked.score),
                "document": one.ranked.signals.get("document", 0.0),
                "kind": has_kind,
                "theirs": float(theirs),
                "quoted": float(theirs and any(mark in one.text for mark in _MARKS)),
                "names_who": float(names_who),
                "role": float(role),
                "read": 0.0 if who else read[one.place],
                "margin": margin if wanted == "fact" else 0.0,
                "margin_words": margin if wanted == "words" else 0.0,
                "margin_who": margin if who else 0.0,
            }
        )
    return np.array([[row[name] for name in WEIGHTS] for row in rows])


def log_odds(probability: float) -> float:
    """The logarithm of the odds, for a probability that may be 0 or 1."""
    inside = min(max(probability, 1e-4), 1 - 1e-4)
    return math.log(inside / (1 - inside))


def _score(candidate: Candidate) -> float:
    return max(candidate.reading.score, UNREAD) if candidate.reading else UNREAD


def _words(text: str | None) -> set[str]:
    return {word.lower() for word in words(text or "")}
