"""Fit `assistant/confidence.py`: its weights, the right share and the threshold.

usage: python tests/bench/fit_confidence.py STORE QA.jsonl

A logistic regression over `features`: does the question have an answer in the documents? Each
question is asked of all documents, of its own, of one other, and of ten others: where nothing is
about the question at all, the nearest sentences are far, and how far depends on how many there
are. Printed with the figures of cross-validation (all variants of a question in one fold) for a
range of thresholds, from which the one is chosen that refuses the most unanswerable questions
while refusing at most one in ten of the others.
"""

import json
import random
import sys
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from assistant.confidence import features
from assistant.reader import choose_evidence
from index.embedding import SentenceEmbedder
from index.records import Filters
from index.retriever import Retriever
from index.store import Store


def examples(folder, qa):
    """For each question and choice of documents: (question's number, choice, features, answerable,
    whether what was chosen is right)."""
    store = Store.open(Path(folder), SentenceEmbedder())
    retriever = Retriever(store)
    labels = [info.label for info in store.catalogue.documents()]
    chance = random.Random(0)
    for number, line in enumerate(Path(qa).read_text(encoding="utf-8").splitlines()):
        question = json.loads(line)
        answerable = question["type"] != "unanswerable"
        text = store.catalogue.text(store.catalogue.find(question["document"])[0])
        spans = [(text.find(e), text.find(e) + len(e)) for e in question["evidence"]]
        others = [label for label in labels if label != question["document"]]
        choices = {
            "all": (),
            "own": (question["document"],),
            "one other": (chance.choice(others),),
            "ten others": tuple(chance.sample(others, 10)),
        }
        for choice, documents in choices.items():
            retrieval = retriever.retrieve(question["question"], Filters(documents=documents))
            speakers = retrieval.question.speakers
            evidence = choose_evidence(retrieval.passages, question["question"], speakers)
            if not evidence:
                continue
            right = any(
                item.document.label == question["document"]
                and item.start < end
                and start < item.end
                for item in evidence
                for start, end in spans
            )
            told = answerable and "other" not in choice
            yield number, choice, features(retrieval, evidence), told, right


def cross_validate(model, x, y, groups):
    """Probability for each example by models that have not seen its question."""
    held_out = np.zeros(len(y))
    for seed in range(5):
        order = np.random.default_rng(seed).permutation(groups.max() + 1)
        for train, test in GroupKFold(5).split(x, y, order[groups]):
            held_out[test] += model.fit(x[train], y[train]).predict_proba(x[test])[:, 1] / 5
    return held_out


def main(folder, qa):
    groups, choices, found, told, right = map(list, zip(*examples(folder, qa), strict=True))
    names = list(found[0])
    x = np.array([[row[name] for name in names] for row in found])
    y, groups, choices, right = map(np.array, (told, groups, choices, right))
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.3))
    held_out = cross_validate(model, x, y, groups)
    everywhere = choices == "all"
    for at in np.arange(0.1, 0.7, 0.03):
        no = (held_out[everywhere & ~y] < at).mean()
        yes = (held_out[everywhere & y] < at).mean()
        own = (held_out[(choices == "own") & y] < at).mean()
        far = {c: (held_out[choices == c] < at).mean() for c in ("one other", "ten others")}
        print(
            f"{at:.2f} refused unanswerable {no:.3f} answerable {yes:.3f} "
            f"balanced {(no + 1 - yes) / 2:.3f} own, answerable {own:.3f}",
            *(f"{choice} {share:.3f}" for choice, share in far.items()),
        )
    model.fit(x, y)
    raw = model[1].coef_[0] / model[0].scale_
    print("WEIGHTS", {name: round(float(w), 2) for name, w in zip(names, raw, strict=True)})
    print("BIAS", round(float(model[1].intercept_[0] - (raw * model[0].mean_).sum()), 2))
    print("RIGHT_SHARE", round(right[everywhere & y].mean(), 3))


if __name__ == "__main__":
    main(*sys.argv[1:])
