"""Fit the probability that evidence supports a sentence, on the suite of written replies.

usage: python tests/bench/fit/fit_support.py NEWS

Faithful sentences against fillers, injected text and right claims under the wrong marker. Prints
the weights for `assistant/generation/checks/support.py`, and for thresholds what they catch and
drop, each set scored by a fit on the other sets.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "measure"))
from written_replies import Reply, read_replies

from assistant.generation.checks.claim import Claim
from assistant.generation.checks.reply_sentences import parse_draft
from assistant.generation.checks.support import WEIGHTS, Support
from index.embedding.embedder import SentenceEmbedder

UNSUPPORTED = ("filler", "injected", "wrong_marker")


def rows(replies: list[Reply], support: Support) -> list[tuple[str, str, bool, list[float]]]:
    """For each sentence its set, its reply's kind, whether it is faithful, and its measures."""
    found = []
    for reply in replies:
        known = {one.citation.marker: one for one in reply.offered}
        drafts = parse_draft(" ".join(text for text, _ in reply.sentences))
        support.prepare(one.quote for one in reply.offered)
        for draft, (_, ok) in zip(drafts, reply.sentences, strict=False):
            backing = [known[number] for number in draft.markers if number in known]
            if backing and (ok or reply.kind in UNSUPPORTED):
                measures = support.measures(Claim(draft.text, backing, reply.offered))
                found.append((reply.id[0], reply.kind, ok, [measures[name] for name in WEIGHTS]))
    return found


def main() -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news", type=Path)
    found = rows(read_replies(parser.parse_args().news), Support(SentenceEmbedder()))
    sets = np.array([row[0] for row in found])
    kinds = np.array([row[1] for row in found])
    faithful = np.array([row[2] for row in found])
    measures = np.array([row[3] for row in found])
    fitted = LogisticRegression(C=100).fit(measures, faithful)
    weights = dict(zip(WEIGHTS, fitted.coef_[0].round(2).tolist(), strict=True))
    print(f"WEIGHTS = {weights}\nBIAS = {fitted.intercept_[0]:.2f}")
    probability = np.zeros(len(found))
    for one in sorted(set(sets)):
        other = LogisticRegression(C=100).fit(measures[sets != one], faithful[sets != one])
        probability[sets == one] = other.predict_proba(measures[sets == one])[:, 1]
    for least in (0.5, 0.6, 0.7, 0.75, 0.8, 0.9):
        caught = {
            kind: f"{(probability[(kinds == kind) & ~faithful] < least).mean():.2f}"
            for kind in UNSUPPORTED
        }
        dropped = (probability[faithful] < least).mean()
        print(f"from {least}: {caught}, faithful sentences dropped {dropped:.3f}")


if __name__ == "__main__":
    main()
