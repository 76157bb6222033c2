"""Fit the weights and the threshold in `assistant/confidence.py`.

usage: python tests/bench/fit_confidence.py STORE QA.jsonl [STORE QA.jsonl ...]

An example is a question with the sentences that the reader chose for it. It is right when the
question has an answer and a chosen sentence overlaps the gold evidence. A logistic regression,
each test set with the same weight. The threshold is the one with the best mean of refused
unanswerable and answered answerable questions, over the scores of five-fold cross-validation.
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
    store = Store.open(Path(folder), SentenceEmbedder())
    retriever = Retriever(store)
    for line in Path(qa).read_text(encoding="utf-8").splitlines():
        question = json.loads(line)
        answerable = question["type"] != "unanswerable"
        retrieval = retriever.retrieve(question["question"])
        evidence = choose_evidence(retrieval.passages)
        if not evidence:
            continue
        right = False
        if answerable:
            text = store.catalogue.text(store.catalogue.find(question["document"])[0])
            spans = [(text.find(e), text.find(e) + len(e)) for e in question["evidence"]]
            right = any(
                item.document.label == question["document"]
                and any(item.start < b and a < item.end for a, b in spans)
                for item in evidence
            )
        yield features(retrieval, evidence), answerable, right


def main(args):
    rows, answerable, right, sets = [], [], [], []
    for folder, qa in zip(args[::2], args[1::2], strict=True):
        for found, can, is_right in examples(folder, qa):
            rows.append(found)
            answerable.append(can)
            right.append(is_right)
            sets.append(qa)
    names = list(rows[0])
    x = np.array([[row[name] for name in names] for row in rows])
    answerable, right, sets = np.array(answerable), np.array(right), np.array(sets)
    weight = np.array([len(sets) / (sets == s).sum() for s in sets])
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.3, max_iter=1000))
    folds = StratifiedKFold(5, shuffle=True, random_state=0)
    params = {"logisticregression__sample_weight": weight}
    scores = cross_val_predict(model, x, right, cv=folds, method="predict_proba", params=params)[
        :, 1
    ]
    for name in dict.fromkeys(sets):
        mine = sets == name
        print(f"{name}: sentences right {right[mine & answerable].mean():.4f}")
        for at in np.arange(0.1, 0.9, 0.05):
            refused = scores < at
            no = refused[mine & ~answerable].mean()
            yes = refused[mine & answerable].mean()
            print(
                f"  {at:.2f} refused unanswerable {no:.3f} answerable {yes:.3f} "
                f"balanced {(no + 1 - yes) / 2:.3f}"
            )
    bins = np.minimum((scores * 10).astype(int), 9)
    ece = sum(
        abs(scores[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean()
        for b in range(10)
        if (bins == b).any()
    )
    print(f"expected calibration error {ece:.4f}")
    model.fit(x, right, **params)
    raw = model[1].coef_[0] / model[0].scale_
    print({name: round(float(w), 3) for name, w in zip(names, raw, strict=True)})
    print("BIAS", round(float(model[1].intercept_[0] - (raw * model[0].mean_).sum()), 3))


if __name__ == "__main__":
    main(sys.argv[1:])
