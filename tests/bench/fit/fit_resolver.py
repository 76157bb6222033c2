"""Fit the model of whom pronouns and descriptions mean, by cross-validation over documents.

usage: python tests/bench/fit/fit_resolver.py [SUITE] [--texts FOLDER] [--write]

SUITE (default: measure/suites/pronoun_sources_train.jsonl) marks whom mentions mean; FOLDER holds
the articles, which are not part of the repository. Prints for thresholds how many mentions are
right and wrong, each document judged by a fit on the others, and with --write stores weights and
threshold in `index/attribution/coreference/antecedent_weights.json`. The threshold is the lowest at
which the wrong ones, with the resolved mentions of nobody, are at most `MAX_WRONG` of those that
can be resolved.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, get_args

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "measure"))
from pronoun_sources import (
    SUITES,
    TEXTS,
    MarkedMention,
    is_name_of,
    read_mentions,
    read_text,
    resolve_all,
    speaker_spans,
)

from index.attribution.coreference.antecedent_model import (
    WEIGHTS_FILE,
    AntecedentModel,
    FittedModel,
)
from index.attribution.coreference.candidates import Choice
from index.attribution.coreference.mention_context import Context
from index.records import Span

FOLDS = 10
ROUNDS = 3
"""Times that the mentions before each mention are resolved anew, by the fit before."""
PENALTY, CONTEXT_PENALTY = 2.0, 16.0
"""Ridge penalties of a weight for all contexts, and of its difference in one context."""
MAX_WRONG = 0.02
"""Below the aim of 0.03, as the features were written with these articles in view: of unseen ones
more are wrong."""


class Document(NamedTuple):
    """An article with its mentions."""

    text: str
    spans: set[Span]
    mentions: dict[Span, MarkedMention]


class Example(NamedTuple):
    """A choice with the places of the candidates that are right; none if nobody is."""

    mention: MarkedMention
    choice: Choice
    right: frozenset[int]


class RecordingModel:
    """Keeps the choices of marked mentions and answers as another model, or as they are marked."""

    def __init__(self, document: Document, model: AntecedentModel | None) -> None:
        self.threshold = model.threshold if model else 0.5
        self.examples: list[Example] = []
        self._document = document
        self._model = model

    def probabilities(self, choice: Choice) -> list[float]:
        """The other model's; without one, 1 for the right candidate."""
        mention = self._document.mentions.get(choice.span)
        right: frozenset[int] = frozenset()
        if mention is not None:
            right = frozenset(
                place
                for place, one in enumerate(choice.candidates)
                if one.entity.kind != "description" and is_name_of(one.entity.name, mention)
            )
            self.examples.append(Example(mention, choice, right))
        if self._model is not None:
            return self._model.probabilities(choice)
        return [float(place in right) for place in range(len(choice.candidates))]


def read_documents(suite: Path, folder: Path) -> list[Document]:
    """The articles of a suite."""
    documents = []
    for name, mentions in read_mentions(suite).items():
        text = read_text(folder, name)
        spans = speaker_spans(text) | {one.span for one in mentions}
        documents.append(Document(text, spans, {one.span: one for one in mentions}))
    return documents


def record(document: Document, model: AntecedentModel | None) -> list[Example]:
    """The choices of a document's mentions, those before each resolved by a model."""
    recording = RecordingModel(document, model)
    resolve_all(document.text, document.spans, recording)
    return recording.examples


def fit(examples: Sequence[Example]) -> FittedModel:
    """The conditional logit with the highest penalised likelihood."""
    index: dict[tuple[Context | None, str], int] = {}
    rows: list[int] = []
    columns: list[int] = []
    groups: list[int] = []
    targets: list[bool] = []
    for group, (_, choice, right) in enumerate(examples):
        alternatives = [one.features for one in choice.candidates] + [choice.open_features]
        for place, features in enumerate(alternatives):
            for feature in features:
                for key in ((None, feature), (choice.context, feature)):
                    rows.append(len(targets))
                    columns.append(index.setdefault(key, len(index)))
            groups.append(group)
            is_open = place == len(choice.candidates)
            targets.append(place in right or (is_open and not right))
    matrix = csr_matrix((np.ones(len(rows)), (rows, columns)), (len(targets), len(index)))
    penalties = np.array([PENALTY if key[0] is None else CONTEXT_PENALTY for key in index])
    group, target = np.array(groups), np.array(targets, float)
    starts = np.searchsorted(group, np.arange(len(examples)))

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        shares = np.exp(scores - np.maximum.reduceat(scores, starts)[group])
        shares /= np.add.reduceat(shares, starts)[group]
        likelihood = np.add.reduceat(shares * target, starts) + 1e-12
        posterior = shares * target / likelihood[group]
        penalty = 0.5 * float((penalties * weights**2).sum())
        gradient = matrix.T @ (shares - posterior) + penalties * weights
        return float(-np.log(likelihood).sum()) + penalty, gradient

    fitted = minimize(
        loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": 500}
    ).x
    value = {key: float(fitted[place]) for key, place in index.items()}
    features = sorted({feature for _, feature in index})
    weights = {
        context: {
            feature: round(value.get((None, feature), 0.0) + value.get((context, feature), 0.0), 3)
            for feature in features
        }
        for context in get_args(Context)
    }
    return FittedModel(weights, 0.5)


def cross_validate(
    documents: Sequence[Document],
) -> tuple[list[tuple[Example, list[float]]], FittedModel]:
    """Each mention with its candidates' probabilities by a fit on others; and a fit on all."""
    models: list[FittedModel | None] = [None] * (FOLDS + 1)
    for _ in range(ROUNDS):
        recorded = {model: [record(one, model) for one in documents] for model in {*models}}
        models = [
            fit(
                [
                    example
                    for place, examples in enumerate(recorded[models[fold]])
                    if place % FOLDS != fold
                    for example in examples
                ]
            )
            for fold in range(FOLDS + 1)
        ]
    judged = []
    for place, document in enumerate(documents):
        model = models[place % FOLDS]
        assert model is not None
        judged += [
            (example, model.probabilities(example.choice)) for example in record(document, model)
        ]
    final = models[FOLDS]
    assert final is not None
    return judged, final


def outcome(example: Example, probabilities: Sequence[float], threshold: float) -> str:
    """What becomes of a mention at a threshold."""
    best = max(range(len(probabilities)), key=probabilities.__getitem__, default=None)
    if best is None or probabilities[best] < threshold:
        return "open"
    if example.choice.candidates[best].entity.kind == "description":
        return "open"
    return "right" if best in example.right else "wrong"


def choose_threshold(judged: Sequence[tuple[Example, list[float]]], named: int) -> float:
    """The lowest threshold at which few enough are wrong; prints the figures of each."""
    chosen = 1.0
    for percent in range(95, 29, -1):
        threshold = percent / 100
        results = [
            (bool(one.mention.names), outcome(one, shares, threshold)) for one, shares in judged
        ]
        right, wrong = (
            results.count((True, "right")) / named,
            results.count((True, "wrong")) / named,
        )
        invented = results.count((False, "wrong"))
        if percent % 5 == 0:
            print(f"from {threshold:.2f}: right {right:.3f}, wrong {wrong:.3f}; nobody {invented}")
        if wrong + invented / named <= MAX_WRONG:
            chosen = threshold
    return chosen


def main() -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "suite", type=Path, nargs="?", default=SUITES / "pronoun_sources_train.jsonl"
    )
    parser.add_argument("--texts", type=Path, default=TEXTS)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    documents = read_documents(options.suite, options.texts)
    named = sum(bool(one.names) for document in documents for one in document.mentions.values())
    judged, model = cross_validate(documents)
    threshold = choose_threshold(judged, named)
    print(f"chosen: {threshold}")
    if options.write:
        write(model, threshold)


def write(model: FittedModel, threshold: float) -> None:
    """Store the model beside the code that reads it."""
    contexts = list(get_args(Context))
    features = sorted({feature for weights in model.weights.values() for feature in weights})
    rows = {
        feature: [model.weights[context].get(feature, 0.0) for context in contexts]
        for feature in features
    }
    lines = ",\n".join(
        f"  {json.dumps(name, ensure_ascii=False)}: {json.dumps(row)}"
        for name, row in rows.items()
        if any(row)
    )
    head = f'"contexts": {json.dumps(contexts)},\n"threshold": {threshold}'
    WEIGHTS_FILE.write_text(f'{{{head},\n"weights": {{\n{lines}\n}}}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
