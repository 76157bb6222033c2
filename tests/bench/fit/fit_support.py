"""Fit the probability that evidence supports a sentence, on the suite of written replies.

usage: python tests/bench/fit/fit_support.py NEWS

Faithful sentences against fillers, injected text and right claims under the wrong marker. Prints
the weights for `assistant/generation/support/word_similarity.py`, and for thresholds what they
catch and drop, each set scored by a fit on the other sets.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "measure"))
from written_replies import Reply, read_replies

from assistant.generation.comparison.cited_sentence import CitedSentence
from assistant.generation.reply_sentences import parse_draft
from assistant.generation.support.word_similarity import SUPPORT_WEIGHTS, WordSimilarity
from index.embedding.embedder import SentenceEmbedder

UNSUPPORTED = ("filler", "injected", "wrong_marker")


def rows(replies: list[Reply], support: WordSimilarity) -> list[tuple[str, str, bool, list[float]]]:
    """For each sentence its set, its reply's kind, whether it is faithful, and its measures."""
    found = []
    for reply in replies:
        known = {one.citation.marker: one for one in reply.all_evidence}
        drafts = parse_draft(" ".join(text for text, _ in reply.sentences))
        support.prepare(one.quote for one in reply.all_evidence)
        for draft, (_, ok) in zip(drafts, reply.sentences, strict=False):
            evidence = [known[number] for number in draft.markers if number in known]
            if evidence and (ok or reply.kind in UNSUPPORTED):
                features = support.features(CitedSentence(draft.text, evidence, reply.all_evidence))
                found.append(
                    (reply.id[0], reply.kind, ok, [features[name] for name in SUPPORT_WEIGHTS])
                )
    return found


def main() -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news", type=Path)
    found = rows(read_replies(parser.parse_args().news), WordSimilarity(SentenceEmbedder()))
    sets = np.array([row[0] for row in found])
    kinds = np.array([row[1] for row in found])
    faithful = np.array([row[2] for row in found])
    features = np.array([row[3] for row in found])
    fitted = LogisticRegression(C=100).fit(features, faithful)
    weights = dict(zip(SUPPORT_WEIGHTS, fitted.coef_[0].round(2).tolist(), strict=True))
    print(f"WEIGHTS = {weights}\nBIAS = {fitted.intercept_[0]:.2f}")
    probability = np.zeros(len(found))
    for one in sorted(set(sets)):
        other = LogisticRegression(C=100).fit(features[sets != one], faithful[sets != one])
        probability[sets == one] = other.predict_proba(features[sets == one])[:, 1]
    for least in (0.5, 0.6, 0.7, 0.75, 0.8, 0.9):
        caught = {
            kind: f"{(probability[(kinds == kind) & ~faithful] < least).mean():.2f}"
            for kind in UNSUPPORTED
        }
        dropped = (probability[faithful] < least).mean()
        print(f"from {least}: {caught}, faithful sentences dropped {dropped:.3f}")


if __name__ == "__main__":
    main()
