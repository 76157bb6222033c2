"""How likely the answer is right: a few facts about it, two fitted sums.

Two factors: that the statements tell it at all, and that the sentences cited are the right ones
if they do. Each is a logistic regression, fitted by `tests/bench/fit/fit_answers.py` on the
questions of test sets, asked of many documents and of few, some with no answer there. Right means
that a cited sentence is one of those that hold the answer.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.answer_kind import asked_kind, offers
from assistant.answering.candidates import Candidate
from assistant.answering.evidence_choice import choose_evidence
from assistant.answering.scoring import UNREAD, Scores, features, shares_of, totals
from assistant.answering.scoring import WEIGHTS as SIGNALS
from assistant.citations.speakers import asked_for
from index.retrieval.retriever import Retrieval

TOLD: Mapping[str, float] = {
    "meaning": 7.628,
    "closeness": 1.737,
    "kind_asked": -1.161,
    "kind_missing": -3.002,
    "who": 0.362,
    "words": -0.928,
    "found": 0.319,
    "found_who": 0.145,
    "found_words": 0.085,
}
"""Weight of each fact in whether the statements tell it.

- `meaning`: the highest cosine of a sentence with the question.
- `closeness`: the same with the share of shared words added.
- `kind_asked`: 1 where the question asks for a number or a time; these are told less often.
- `kind_missing`: 1 where it does, and no cited sentence has one.
- `who`: 1 where a speaker is asked for; `words`: 1 where somebody's words are.
- `found`: the reader's score of the best answer in all that was read; apart for questions for a
  speaker (`found_who`) and for somebody's words (`found_words`), which it sees less well.
"""
TOLD_BIAS = -3.31
RIGHT: Mapping[str, float] = {
    "share": 4.249,
    "read": 0.02,
    "total": -0.093,
    "named": 0.72,
}
"""Weight of each fact in whether what is cited is right if it is told.

- `share`: of the cited sentences, among all that were considered, that one of them answers.
- `read`: the reader's best score in a cited sentence.
- `total`: the best sentence's weighted sum of signals.
- `named`: 1 where a speaker was asked for and one was found.
"""
RIGHT_BIAS = -0.932
LEAST_TOLD = 0.59
"""The answer is refused where it is less likely than this that the statements tell it."""
LEAST = 0.35
"""It is refused too where it is less likely than this that the answer is right."""
COVERED = 0.6
"""Least confidence where somebody's words have every word of what was asked about."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What would be cited, and how likely it is right."""

    chosen: tuple[Candidate, ...]
    """Likeliest first; empty where nothing was found."""
    shares: tuple[float, ...]
    """For each candidate, how likely it is the one that answers."""
    confidence: float
    """Probability, 0 to 1, that a cited sentence is one that holds the answer."""
    enough: bool
    """Whether the evidence is enough for an answer."""
    facts: Mapping[str, float]
    """What the confidence is made from."""


def judge(retrieval: Retrieval, candidates: Sequence[Candidate]) -> Judgement:
    """Choose what to cite, and say how likely it answers.

    Args:
        retrieval: What was found.
        candidates: The sentences that may answer, read.
    """
    if not candidates:
        return Judgement((), (), 0.0, False, {})
    signals = features(candidates, retrieval.question)
    shares = shares_of(signals)
    covering = _covering(retrieval, candidates)
    if covering:
        # What others say beside it was not asked for, nor what they say of other things.
        own = [candidates[number] for number in covering]
        chosen = choose_evidence(own, [shares[number] for number in covering], all_of_them=True)
    else:
        chosen = choose_evidence(candidates, shares)
    found = facts(retrieval, candidates, signals, shares, chosen)
    told, right = told_probability(found), right_probability(found)
    confidence, enough = told * right, told >= LEAST_TOLD and told * right >= LEAST
    if covering:
        confidence, enough = max(confidence, COVERED), True
    reasons = {**found, "covered": float(bool(covering)), "told": told, "right if told": right}
    return Judgement(tuple(chosen), tuple(shares), confidence, enough, reasons)


def _covering(retrieval: Retrieval, candidates: Sequence[Candidate]) -> list[int]:
    """Where the sentences stand in which the one asked about says all that the question is about.

    All of theirs where it is about nothing: "What did Plokhov say?"
    """
    question = retrieval.question
    if asked_kind(question.text) not in (None, "person"):
        return []
    return [
        number
        for number, one in enumerate(candidates)
        if one.speaker in question.speakers and question.is_covered_by([one.text])
    ]


def facts(
    retrieval: Retrieval,
    candidates: Sequence[Candidate],
    signals: Scores,
    shares: Sequence[float],
    chosen: Sequence[Candidate],
) -> dict[str, float]:
    """What the confidence is made from.

    Args:
        retrieval: What was found.
        candidates: The sentences that were considered.
        signals: For each, what `assistant.answering.scoring.features` gives.
        shares: For each, how likely it is the one that answers.
        chosen: The candidates that are cited, likeliest first; not empty.
    """
    question, wanted = retrieval.question.text, asked_for(retrieval.question)
    kind = asked_kind(question)
    places = {one.place: number for number, one in enumerate(candidates)}
    cited = [places[one.place] for one in chosen]
    column = {name: signals[:, number] for number, name in enumerate(SIGNALS)}
    told = " ".join(one.text for one in chosen)
    best = max([UNREAD, *(one.reading.score for one in candidates if one.reading)])
    return {
        "meaning": float(column["meaning"].max()),
        "closeness": max(one.closeness for one in candidates),
        "kind_asked": float(kind in ("number", "time")),
        "kind_missing": float(kind != "person" and not offers(told, kind, question)),
        "who": float(wanted == "speaker"),
        "words": float(wanted == "words"),
        "found": best if wanted == "fact" else 0.0,
        "found_who": best if wanted == "speaker" else 0.0,
        "found_words": best if wanted == "words" else 0.0,
        "share": sum(shares[number] for number in cited),
        "read": max([UNREAD, *(one.reading.score for one in chosen if one.reading)]),
        "total": float(totals(signals)[cited[0]]),
        "named": float(column["names_who"][cited[0]]),
    }


def told_probability(found: Mapping[str, float]) -> float:
    """That the statements tell what was asked, 0 to 1, for what `facts` gives."""
    return _logistic(TOLD, TOLD_BIAS, found)


def right_probability(found: Mapping[str, float]) -> float:
    """That what is cited is right if they do, 0 to 1, for what `facts` gives."""
    return _logistic(RIGHT, RIGHT_BIAS, found)


def _logistic(weights: Mapping[str, float], bias: float, found: Mapping[str, float]) -> float:
    total = bias + sum(weight * found[name] for name, weight in weights.items())
    return 1 / (1 + math.exp(-total))
