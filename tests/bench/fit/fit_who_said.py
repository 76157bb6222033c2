"""Fit the weights for questions that ask who said something: which statement, and is it one at all?

usage: python tests/bench/fit/fit_who_said.py STORE [STORE ...]

The questions are those of `tests/bench/train/questions` about documents of the stores:
`who_spoke.jsonl` over the statements, `who_said.jsonl` and those of `news.jsonl` over the news
articles, of which those that the readers were trained on are left out.

1. Two conditional logits over the nearest sentences of each question that somebody did say:
   `who_said_reading.CLAIM_WEIGHTS` and `WHO_SAID_WEIGHTS`.
2. Two logistic regressions, `confidence.WHO_SAID_…`: did anybody say it? If so, is the speaker of
   the likeliest sentence the one who did?
3. What is refused: the threshold on the first with the highest mean of what nobody said refused and
   what somebody said answered, and the highest threshold on the confidence at which at most
   `REFUSED` of what somebody said is refused.

All figures are of cross-validation, five folds by question, three times.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from fit_answers import FOLDS, SEEDS, calibration_error, fit_shares, folds, logistic

sys.path[:0] = [str(Path(__file__).parents[1] / "train" / "reader")]
from windows import is_kept_back, read_questions

from assistant.answering.candidates import Candidate
from assistant.answering.confidence import (
    WHO_SAID_ANSWERABLE_WEIGHTS,
    WHO_SAID_CITED_RIGHTLY_WEIGHTS,
)
from assistant.answering.sentence_scoring import answer_probabilities
from assistant.answering.who_said_candidates import find_who_said_candidates
from assistant.answering.who_said_reading import (
    CLAIM_WEIGHTS,
    MAX_ASKED,
    WHO_SAID_WEIGHTS,
    read_claims,
    read_with_question,
    who_said_signals,
)
from assistant.readers.large_reader import LargeReader
from index.embedding.embedder import SentenceEmbedder
from index.records import Filters
from index.retrieval.retriever import Retriever
from index.retrieval.who_said import read_who_said
from index.store.store import Store

WHO_SPOKE, WHO_SAID, NEWS = "who_spoke.jsonl", "who_said.jsonl", "news.jsonl"
REFUSED = 0.14


@dataclass(frozen=True)
class Case:
    """A question with the signals of the sentences found for it."""

    signals: np.ndarray
    """Of each sentence, shape (sentences, len(WHO_SAID_WEIGHTS))."""
    speakers: Sequence[object]
    """Of each sentence: the document and the name."""
    right: np.ndarray
    """Of each sentence: whether it is what was asked for."""
    was_said: bool

    def says(self, number: int) -> bool:
        """Whether the speaker of a sentence is the one who said it."""
        them = {one for one, right in zip(self.speakers, self.right, strict=True) if right}
        return self.speakers[number] in them


def read_cases(folder: str) -> Iterator[Case]:
    """Ask the store in a folder the questions about its documents."""
    store, reader = Store.open(Path(folder), SentenceEmbedder()), LargeReader()
    retriever, chance = Retriever(store), random.Random(0)
    catalogue = store.catalogue
    numbers = {info.label: info.number for info in catalogue.documents()}
    spoke = {one.id for one in read_questions((WHO_SPOKE,))}
    for one in read_questions((WHO_SPOKE, WHO_SAID, NEWS)):
        said = read_who_said(one.text)
        kept = one.id in spoke or is_kept_back(one.document)
        if said is None or one.document not in numbers or not kept:
            continue
        filters = Filters()
        if one.id.startswith("said"):  # all documents have several answers to these
            others = chance.sample(sorted(numbers.keys() - {one.document}), 10)
            filters = Filters(documents=(one.document, *others))
        retrieval = retriever.retrieve(one.text, filters)
        found, _ = find_who_said_candidates(retrieval, catalogue.statements_overlapping)
        read = read_with_question(read_claims(found, said, one.text, reader), one.text, reader)
        places = [catalogue.place_in_reading(numbers[one.document], *s) for s in one.evidence]

        def is_right(candidate: Candidate, one=one, places=places) -> bool:
            return candidate.ranked.passage.document.label == one.document and any(
                candidate.span.start < b and a < candidate.span.end for a, b in places
            )

        if read:
            yield Case(
                who_said_signals(read, retrieval.question),
                [(c.place[0], c.speaker) for c in read],
                np.array([bool(one.answers) and is_right(c) for c in read]),
                bool(one.answers),
            )
    store.close()


def fit_weights(cases: Sequence[Case]) -> tuple[np.ndarray, np.ndarray]:
    """The weights of both conditional logits."""
    told = [case for case in cases if case.right.any()]
    right = [case.right for case in told]
    count = len(CLAIM_WEIGHTS)
    first = [_turned(case.signals)[:, :count] for case in told]
    second = [_turned(case.signals) for case in told]
    return _turned_back(fit_shares(first, right)), _turned_back(fit_shares(second, right))


def _turned(signals: np.ndarray) -> np.ndarray:
    """The signals with the sign of `asks` turned, since no weight is fitted below 0."""
    turned = signals.copy()
    turned[:, list(WHO_SAID_WEIGHTS).index("asks")] *= -1
    return turned


def _turned_back(weights: np.ndarray) -> np.ndarray:
    return _turned(weights[None])[0]


def judged(case: Case, claim: np.ndarray, both: np.ndarray) -> tuple[dict[str, float], bool]:
    """The features of the confidence, and whether the likeliest sentence's speaker is right."""
    order = np.argsort(-(case.signals[:, : len(claim)] @ claim), kind="stable")[:MAX_ASKED]
    signals = case.signals[order]
    shares = answer_probabilities(signals, dict(zip(WHO_SAID_WEIGHTS, both, strict=True)))
    best = int(np.argmax(shares))
    who = case.speakers[order[best]]
    same = sum(p for n, p in zip(order, shares, strict=True) if case.speakers[n] == who)
    features = dict(zip(WHO_SAID_WEIGHTS, map(float, signals[best]), strict=True))
    return {**features, "speaker_probability": same}, case.says(int(order[best]))


def report(cases: Sequence[Case]) -> None:
    """Fit on the cases; print the figures and the weights."""
    said = np.array([case.was_said for case in cases])
    p_said, p_right, right = (np.zeros(len(cases)) for _ in range(3))
    for train, test in folds(len(cases)):
        some = [cases[n] for n in train]
        weights = fit_weights(some)
        models = _fit_confidence(some, weights)
        for n in test:
            features, is_right = judged(cases[n], *weights)
            answerable, rightly = (
                model.predict_proba([[features[name] for name in names]])[0, 1]
                for names, model in models
            )
            p_said[n] += answerable / SEEDS
            p_right[n] += answerable * rightly / SEEDS
            right[n] += is_right / SEEDS
    print(f"{len(cases)} questions, {said.mean():.2f} said; {FOLDS} folds")
    read = np.mean([case.right.any() for case in cases if case.was_said])
    print(f"the sentence is among those read: {read:.3f}")
    print(f"the likeliest sentence's speaker is right: {right[said].mean():.3f}")
    _report_thresholds(p_said, p_right, right, said)
    weights = fit_weights(cases)
    for names, found in zip((CLAIM_WEIGHTS, WHO_SAID_WEIGHTS), weights, strict=True):
        print(_named(names, found))
    for names, model in _fit_confidence(cases, weights):
        raw = model[1].coef_[0] / model[0].scale_
        bias = float(model[1].intercept_[0] - raw @ model[0].mean_)
        print(_named(names, raw), "bias", round(bias, 3))


def _fit_confidence(cases: Sequence[Case], weights: tuple[np.ndarray, np.ndarray]) -> list:
    """Both regressions, each with the names of its features."""
    found = [judged(case, *weights) for case in cases]
    said = np.array([case.was_said for case in cases])
    right = np.array([one for _, one in found])
    fitted = []
    for names, target, taught in (
        (WHO_SAID_ANSWERABLE_WEIGHTS, said, np.ones(len(cases), bool)),
        (WHO_SAID_CITED_RIGHTLY_WEIGHTS, right, said),
    ):
        x = np.array([[features[name] for name in names] for features, _ in found])
        fitted.append((tuple(names), logistic().fit(x[taught], target[taught])))
    return fitted


def _report_thresholds(
    p_said: np.ndarray, p_right: np.ndarray, right: np.ndarray, said: np.ndarray
) -> None:
    def refused(least_said: float, least: float, some: np.ndarray) -> float:
        return float(((p_said < least_said) | (p_right < least))[some].mean())

    def balanced(at: float) -> float:
        return (refused(at, 0, ~said) + 1 - refused(at, 0, said)) / 2

    steps = np.arange(0.99, -0.01, -0.01)
    at = max(steps, key=balanced)
    least = max(t for t in steps if refused(at, t, said) <= max(REFUSED, refused(at, 0, said)))
    print(f"MIN_ANSWERABLE_PROBABILITY {at:.2f} MIN_CONFIDENCE {least:.2f}")
    for t in (at, at - 0.1, at - 0.2):
        answered = said & (p_said >= t) & (p_right >= least)
        untold, told = refused(t, least, ~said), refused(t, least, said)
        print(f"at {t:.2f}: refused what nobody said {untold:.3f}, what somebody said {told:.3f}")
        print(f"  right of the answered {right[answered].mean():.3f}")
    print(f"calibration error: {calibration_error(p_right, right * said):.3f}")


def _named(names: object, values: Sequence[float]) -> dict[str, float]:
    return {name: round(float(value), 3) for name, value in zip(names, values, strict=True)}


if __name__ == "__main__":
    report([one for folder in sys.argv[1:] for one in read_cases(folder)])
