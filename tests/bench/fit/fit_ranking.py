"""Fit the weights in `index/retrieval/ranking.py`.

usage: python tests/bench/fit/fit_ranking.py STORE QA.jsonl WEIGHT [STORE QA.jsonl WEIGHT ...]

For every answerable question, every candidate passage is an example: does it hold the evidence,
that is, at least half of its characters? A logistic regression over the signals, each test set
with the WEIGHT given (20 for the news and 1 for the encyclopaedia were used: news is what On
Record is for); printed with the ranking figures of five-fold cross-validation, so that what is
printed was not fitted on the questions that it is measured on.
"""

import json
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from index.embedding.embedder import SentenceEmbedder
from index.retrieval.ranking import WEIGHTS
from index.retrieval.retriever import Retriever
from index.store.store import Store


def holds(ranked, question, spans):
    passage = ranked.passage
    return passage.document.label == question["document"] and any(
        2 * max(0, min(passage.end, b) - max(passage.start, a)) >= b - a for a, b in spans
    )


def examples(folder, qa):
    store = Store.open(Path(folder), SentenceEmbedder())
    retriever = Retriever(store)
    for line in Path(qa).read_text(encoding="utf-8").splitlines():
        question = json.loads(line)
        if question["type"] == "unanswerable":
            continue
        text = store.catalogue.text(store.catalogue.find_documents(question["document"])[0])
        spans = [(text.find(e), text.find(e) + len(e)) for e in question["evidence"]]
        found = retriever.retrieve(question["question"]).passages
        yield (
            [[passage.signals[name] for name in WEIGHTS] for passage in found],
            [holds(passage, question, spans) for passage in found],
        )


def figures(groups):
    ranks = defaultdict(list)
    for name, scores, labels in groups:
        order = np.argsort(-np.asarray(scores), kind="stable")
        hits = np.flatnonzero(np.asarray(labels)[order])
        ranks[name].append(hits[0] + 1 if len(hits) else np.inf)
    for name, found in ranks.items():
        found = np.array(found)
        recalls = " ".join(f"recall@{k} {np.mean(found <= k):.4f}" for k in (1, 5, 20))
        print(f"{name}: {recalls} mrr@10 {np.mean(np.where(found <= 10, 1 / found, 0)):.4f}")


def main(args):
    rows, labels, groups, weights, sets = [], [], [], [], []
    for folder, qa, share in zip(args[::3], args[1::3], args[2::3], strict=True):
        found = list(examples(folder, qa))
        size = sum(any(y) for _, y in found)
        for x, y in found:
            if not x:
                continue
            groups += [len(sets)] * len(x)
            sets.append(qa)
            rows += x
            labels += y
            positives = sum(y)
            # Each question counts the same, half for its positives and half for the rest.
            weights += [
                float(share) * (0.5 / positives if hit else 0.5 / max(len(y) - positives, 1)) / size
                if positives
                else 0.0
                for hit in y
            ]
    rows, labels, groups = np.array(rows), np.array(labels), np.array(groups)
    weights = np.array(weights) * len(rows)
    model = make_pipeline(StandardScaler(), LogisticRegression(C=1.0, max_iter=1000))
    scores = np.zeros(len(rows))
    for train, test in GroupKFold(5, shuffle=True, random_state=0).split(rows, labels, groups):
        model.fit(rows[train], labels[train], logisticregression__sample_weight=weights[train])
        scores[test] = model.decision_function(rows[test])
    print("five-fold cross-validation:")
    figures([(sets[g], scores[groups == g], labels[groups == g]) for g in range(len(sets))])
    model.fit(rows, labels, logisticregression__sample_weight=weights)
    scale, fit = model[0], model[1]
    raw = fit.coef_[0] / scale.scale_
    print({name: round(float(w), 2) for name, w in zip(WEIGHTS, raw, strict=True)})
    print("BIAS", round(float(fit.intercept_[0] - (raw * scale.mean_).sum()), 2))


if __name__ == "__main__":
    main(sys.argv[1:])
