"""Fit the weights in `assistant/answering`: sentence_scoring, passage_reranking, confidence.

usage: python tests/bench/fit/fit_answers.py STORE NEWS BUNDLES [--close]

STORE holds the news articles, and NEWS is the folder of their texts; BUNDLES gets stores of the
bundles. The questions are those written for training (`tests/bench/train/questions` and
`tests/bench/train/bundles`) about documents that the reader was not trained on.

1. Sentence scoring: a conditional logit over the candidates of each answerable question: which of
   them hold the evidence?
2. Passage reranking: the weight of the sentences' probabilities with the highest mean reciprocal
   rank.
3. Confidence: two logistic regressions. Do the documents answer the question? Learnt from each
   question asked of all documents, of its own, of one other and of ten others. If they do, is a
   cited sentence one that holds the evidence?
4. What is refused: of the thresholds on the first at which at most `REFUSED_UNTOLD` of the
   answerable questions are refused, that with the highest mean of unanswerable questions refused
   and answerable ones answered; then the highest threshold on the confidence at which at most
   `REFUSED` are.

With `--close`, the same for what the large reader has read again (`close_reading`, and the
`CLOSE_` weights in `confidence`), the first reading's weights as they are in force. Questions for a
speaker are left out, as the first reading answers them.

All figures are of cross-validation, five folds by question, three times: nothing is measured on
what it was fitted on.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from answer_cases import BUNDLE, UNTOLD_PART, Case, read_bundle_cases, read_cases
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from assistant.answering.close_reading import CLOSE_WEIGHTS, close_signals
from assistant.answering.confidence import (
    ANSWERABLE_WEIGHTS,
    CITED_RIGHTLY_WEIGHTS,
    CLOSE_ANSWERABLE_WEIGHTS,
    CLOSE_CITED_RIGHTLY_WEIGHTS,
    close_features,
    confidence_features,
)
from assistant.answering.evidence_choice import choose_evidence
from assistant.answering.passage_reranking import rerank
from assistant.answering.question_target import classify_question
from assistant.answering.sentence_scoring import (
    SIGNAL_WEIGHTS,
    sentence_signals,
    weighted_sums,
)
from assistant.answering.settling import settle
from assistant.readers.large_reader import LargeReader

FOLDS = 5
SEEDS = 3
PENALTY = 3.0
"""Of the squared weights in the conditional logit, each signal in units of its deviation."""
SHARES = {
    "all": 1.0,
    "own": 0.5,
    "own with ten": 0.5,
    "ten others": 0.2,
    BUNDLE: 1.0,
    UNTOLD_PART: 0.2,
}
"""Weight of a question by the documents that it is asked of."""
UNTOLD_OF_ALL = 0.5
"""Weight of a question that its own document doesn't answer, asked of all: another may."""


@dataclass(frozen=True)
class Fitted:
    """The weights in force; their names are what is fitted."""

    signals: Mapping[str, float]
    signals_name: str
    answerable: Mapping[str, float]
    cited_rightly: Mapping[str, float]
    prefix: str = ""


FIRST = Fitted(
    SIGNAL_WEIGHTS, "sentence_scoring.SIGNAL_WEIGHTS", ANSWERABLE_WEIGHTS, CITED_RIGHTLY_WEIGHTS
)
CLOSE = Fitted(
    CLOSE_WEIGHTS,
    "close_reading.CLOSE_WEIGHTS",
    CLOSE_ANSWERABLE_WEIGHTS,
    CLOSE_CITED_RIGHTLY_WEIGHTS,
    "CLOSE_",
)
REFUSED_UNTOLD = 0.10
REFUSED = 0.14


def fit_shares(rows: Sequence[np.ndarray], right: Sequence[np.ndarray]) -> np.ndarray:
    """Weights that make the share of what is right as high as can be (conditional logit).

    None is below 0: more of a signal never speaks against a sentence, whatever a sample says.
    """
    kept = [(x, y) for x, y in zip(rows, right, strict=True) if y.any()]
    scale = np.concatenate([x for x, _ in kept]).std(0) + 1e-6

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        value, slope = PENALTY / 2 * weights @ weights, PENALTY * weights
        for x, y in kept:
            p = _softmax(x / scale @ weights)
            own = p[y].sum()
            value -= np.log(own + 1e-12)
            slope = slope + (x / scale).T @ (p - p * y / (own + 1e-12))
        return value, slope

    start = np.zeros(len(scale))
    bounds = [(0, None)] * len(scale)
    return minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x / scale


def held_out_shares(cases: Sequence[Case], rows: Sequence[np.ndarray]) -> list[np.ndarray]:
    """Shares by weights that have not seen the question."""
    found = [np.zeros(len(x)) for x in rows]
    right = [case.right() for case in cases]
    for train, test in folds(len(cases)):
        weights = fit_shares([rows[i] for i in train], [right[i] for i in train])
        for i in test:
            found[i] += _softmax(rows[i] @ weights) / SEEDS
    return found


def folds(n: int) -> Iterator[tuple[list[int], list[int]]]:
    """Training and test indexes: `FOLDS` folds, `SEEDS` times."""
    for seed in range(SEEDS):
        order = np.random.default_rng(seed).permutation(n)
        for fold in range(FOLDS):
            test = [i for i in range(n) if order[i] % FOLDS == fold]
            yield [i for i in range(n) if order[i] % FOLDS != fold], test


def ranking_figures(
    cases: Sequence[Case], shares: Sequence[np.ndarray], sentence_weight: float
) -> tuple[float, float]:
    """Evidence in the best passage; mean reciprocal rank of the evidence among the best ten."""
    ranks = []
    for case, share in zip(cases, shares, strict=True):
        passages = case.retrieval.passages
        ranked = rerank(passages, case.candidates, list(share), len(passages), sentence_weight)
        held = (n for n, one in enumerate(ranked[:10], 1) if _holds_half(case, one.passage))
        ranks.append(next(held, np.inf))
    return float(np.mean(np.array(ranks) == 1)), float(np.mean(1 / np.array(ranks)))


def calibration_error(probability: np.ndarray, right: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error over bins of equal width (Naeini et al. 2015)."""
    bin_of = np.minimum((probability * bins).astype(int), bins - 1)
    return float(
        sum(
            np.mean(bin_of == b) * abs(probability[bin_of == b].mean() - right[bin_of == b].mean())
            for b in np.unique(bin_of)
        )
    )


def _holds_half(case: Case, passage: Any) -> bool:
    return any(
        passage.document.label == name
        and 2 * (min(passage.end, b) - max(passage.start, a)) >= b - a
        for name, (a, b) in case.places
    )


def _softmax(total: np.ndarray) -> np.ndarray:
    odds = np.exp(total - total.max())
    return odds / odds.sum()


def judged(
    cases: Sequence[Case],
    signals: Sequence[np.ndarray],
    shares: Sequence[np.ndarray],
) -> tuple[list[dict[str, float]], np.ndarray]:
    """The confidence features of each case, and whether what would be cited is right."""
    found, right = [], []
    for case, rows, share in zip(cases, signals, shares, strict=True):
        settled = settle(case.candidates, list(share), case.retrieval.question)
        shares_left = list(settled.probabilities if any(settled.probabilities) else share)
        left = [number for number, one in enumerate(shares_left) if one > 0]
        chosen = choose_evidence(
            [case.candidates[number] for number in left], [shares_left[number] for number in left]
        )
        features = confidence_features(case.retrieval, case.candidates, rows, shares_left, chosen)
        found.append(features | close_features(case.retrieval.question, case.candidates))
        right.append(case.answerable and any(case.is_right(one) for one in chosen))
    return found, np.array(right)


def logistic() -> Any:
    """The model of both factors."""
    return make_pipeline(StandardScaler(), LogisticRegression(C=0.3, max_iter=1000))


def held_out(
    x: np.ndarray, y: np.ndarray, taught: np.ndarray, weight: np.ndarray, question: np.ndarray
) -> np.ndarray:
    """Probabilities by models that have not seen the question.

    Args:
        x: Facts, shape (cases, facts).
        y: What is to be told.
        taught: Which cases are learnt from.
        weight: Of each case.
        question: Each case's question, by number; its cases are in one fold.
    """
    found = np.zeros(len(y))
    for train, test in folds(int(question.max()) + 1):
        some, rest = np.isin(question, train) & taught, np.isin(question, test)
        model = logistic().fit(x[some], y[some], logisticregression__sample_weight=weight[some])
        found[rest] += model.predict_proba(x[rest])[:, 1] / SEEDS
    return found


def report(cases: Sequence[Case], fitted: Fitted = FIRST) -> None:
    """Fit on the cases; print the figures and the weights."""
    numbers = {key: n for n, key in enumerate(dict.fromkeys(c.question["id"] for c in cases))}
    question = np.array([numbers[case.question["id"]] for case in cases])
    choice = np.array([case.choice for case in cases])
    told = np.array([case.answerable for case in cases])
    first = [sentence_signals(case.candidates, case.retrieval.question) for case in cases]
    signals = first
    if fitted is CLOSE:
        signals = [
            close_signals(case.candidates, weighted_sums(rows), case.retrieval.question)
            for case, rows in zip(cases, first, strict=True)
        ]
    main = np.array([case.is_main for case in cases])
    asked = [n for n in range(len(cases)) if told[n] and main[n]]

    plain = [cases[n] for n in asked]
    shares = held_out_shares(plain, [signals[n] for n in asked])
    best = [case.right()[share.argmax()] for case, share in zip(plain, shares, strict=True)]
    print(f"the likeliest sentence holds the evidence: {np.mean(best):.3f}")
    for weight in np.arange(0.0, 2.1, 0.25):
        best_first, mean = ranking_figures(plain, shares, weight)
        name = f"passage_reranking.SENTENCE_WEIGHT {weight:.2f}"
        print(f"{name}: recall@1 {best_first:.3f} mrr@10 {mean:.3f}")
    weights = fit_shares([signals[n] for n in asked], [case.right() for case in plain])
    every = [_softmax(rows @ weights) for rows in signals]
    for n, share in zip(asked, shares, strict=True):
        every[n] = share  # by weights that have not seen the question, as at work

    found, right = judged(cases, first, every)
    regressions = {"ANSWERABLE": fitted.answerable, "CITED_RIGHTLY": fitted.cited_rightly}
    x = {
        name: np.array([[one[fact] for fact in names] for one in found])
        for name, names in regressions.items()
    }
    case_weight = np.array([SHARES[one] for one in choice])
    case_weight[main] = 1.0
    case_weight[(choice == "all") & ~told] = UNTOLD_OF_ALL
    real = main
    everything, answerable = np.ones(len(cases), bool), real & told
    p_told = held_out(x["ANSWERABLE"], told, everything, case_weight, question)
    p_right = p_told * held_out(x["CITED_RIGHTLY"], right, answerable, case_weight, question)
    thresholds(p_told, p_right, right, told, choice, main)
    print(f"calibration error: {calibration_error(p_right[real], right[real]):.3f}")
    reliability(p_right[real], right[real])

    print(fitted.signals_name, _named(fitted.signals, weights))
    for name, y, taught in (("ANSWERABLE", told, everything), ("CITED_RIGHTLY", right, answerable)):
        model = logistic()
        model.fit(x[name][taught], y[taught], logisticregression__sample_weight=case_weight[taught])
        raw = model[1].coef_[0] / model[0].scale_
        print(f"confidence.{fitted.prefix}{name}_WEIGHTS", _named(regressions[name], raw))
        print(
            f"{fitted.prefix}{name}_BIAS",
            round(float(model[1].intercept_[0] - raw @ model[0].mean_), 3),
        )


def thresholds(
    p_told: np.ndarray,
    p_right: np.ndarray,
    right: np.ndarray,
    told: np.ndarray,
    choice: np.ndarray,
    real: np.ndarray,
) -> None:
    """Print the pair that the rule chooses, and what is refused at it."""

    def refused(least_told: float, least: float, some: np.ndarray) -> float:
        return float(((p_told < least_told) | (p_right < least))[some].mean())

    def balanced(at: float) -> float:
        return (refused(at, 0, real & ~told) + 1 - refused(at, 0, real & told)) / 2

    steps = np.arange(0.99, -0.01, -0.01)  # of equals the highest: no answer before a wrong one
    at = max((t for t in steps if refused(t, 0, real & told) <= REFUSED_UNTOLD), key=balanced)
    least = max(t for t in steps if refused(at, t, real & told) <= REFUSED)
    print(f"MIN_ANSWERABLE_PROBABILITY {at:.2f} MIN_CONFIDENCE {least:.2f}")
    no, yes = refused(at, least, real & ~told), refused(at, least, real & told)
    answered = real & told & (p_told >= at) & (p_right >= least)
    print(f"refused unanswerable {no:.3f} answerable {yes:.3f} balanced {(no + 1 - yes) / 2:.3f}")
    print(f"citations reach the evidence in {right[answered].mean():.3f} of those answered")
    for name in dict.fromkeys(choice):
        for kind, some in (("answerable", told), ("unanswerable", ~told)):
            if (some & (choice == name)).any():
                share = refused(at, least, some & (choice == name))
                print(f"  asked of {name}, {kind}: refused {share:.3f}")


def reliability(probability: np.ndarray, right: np.ndarray) -> None:
    """Print the reliability curve: how often what is given as likely is right."""
    for low in np.arange(0.0, 1.0, 0.1):
        some = (probability >= low) & (probability < low + 0.1)
        if some.any():
            print(
                f"  confidence {low:.1f} to {low + 0.1:.1f}: {some.sum()} answers, "
                f"mean {probability[some].mean():.2f}, right {right[some].mean():.2f}"
            )


def _named(names: Any, values: Sequence[float]) -> dict[str, float]:
    return {name: round(float(value), 3) for name, value in zip(names, values, strict=True)}


if __name__ == "__main__":
    is_close = "--close" in sys.argv
    large = LargeReader() if is_close else None
    read = [
        *read_cases(sys.argv[1], sys.argv[2], large),
        *read_bundle_cases(Path(sys.argv[3]), large),
    ]
    if is_close:
        told = [one for one in read if classify_question(one.retrieval.question) != "speaker"]
        report(told, CLOSE)
    else:
        report([*read])
