"""Fit `assistant/confidence.py`: its weights, the right share and the threshold.

usage: python tests/bench/fit_confidence.py STORE QA.jsonl

A logistic regression over `features`: does the question have an answer in the documents? Printed
with the figures of five-fold cross-validation for a range of thresholds, from which the one is
chosen that refuses the most unanswerable questions while refusing at most 1 in 50 of the others.
"""

import json
import sys
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from assistant.confidence import features
from assistant.reader import choose_evidence
from index.embedding import SentenceEmbedder
from index.retriever import Retriever
from index.store import Store


def examples(folder, qa):
    """For each question its features, whether it has an answer, and whether that was chosen."""
    store = Store.open(Path(folder), SentenceEmbedder())
    retriever = Retriever(store)
    for line in Path(qa).read_text(encoding="utf-8").splitlines():
        question = json.loads(line)
        retrieval = retriever.retrieve(question["question"])
        evidence = choose_evidence(retrieval.passages, question["question"])
        if not evidence:
            continue
        text = store.catalogue.text(store.catalogue.find(question["document"])[0])
        spans = [(text.find(e), text.find(e) + len(e)) for e in question["evidence"]]
        right = any(
            item.document.label == question["document"] and item.start < end and start < item.end
            for item in evidence
            for start, end in spans
        )
        yield features(retrieval, evidence), question["type"] != "unanswerable", right


def main(folder, qa):
    found = list(examples(folder, qa))
    names = list(found[0][0])
    x = np.array([[row[name] for name in names] for row, _, _ in found])
    answerable = np.array([row[1] for row in found])
    right = np.array([row[2] for row in found])
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.3))
    folds = [StratifiedKFold(5, shuffle=True, random_state=seed) for seed in range(5)]
    held_out = np.mean(
        [
            cross_val_predict(model, x, answerable, cv=f, method="predict_proba")[:, 1]
            for f in folds
        ],
        axis=0,
    )
    for at in np.arange(0.6, 0.95, 0.03):
        no, yes = (held_out[~answerable] < at).mean(), (held_out[answerable] < at).mean()
        print(
            f"{at:.2f} refused unanswerable {no:.3f} answerable {yes:.3f} "
            f"balanced {(no + 1 - yes) / 2:.3f}"
        )
    model.fit(x, answerable)
    raw = model[1].coef_[0] / model[0].scale_
    print("WEIGHTS", {name: round(float(w), 2) for name, w in zip(names, raw, strict=True)})
    print("BIAS", round(float(model[1].intercept_[0] - (raw * model[0].mean_).sum()), 2))
    print("RIGHT_SHARE", round(right[answerable].mean(), 3))


if __name__ == "__main__":
    main(*sys.argv[1:])
