"""Answers where the right paragraph is given: SQuAD 2.0's F1 of what On Record answers.

usage: python tests/bench/measure/given_paragraph.py STORE QA.jsonl

STORE and QA.jsonl are made from a file in SQuAD's form by `squad_documents.py` and `onrecord index
OUT/text --store STORE`. Each question is asked of its own paragraph. Printed are F1 over the
questions that have an answer (the reader's, nothing refused), and F1 over all of them with what
On Record refuses, and with the threshold on its confidence, and on the reader's score, that suits
these questions best.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

BENCH = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(BENCH / "train" / "reader"), str(BENCH / "fit")]
from answer_cases import Case, read_cases
from sources import token_f1

from assistant.answering.confidence import assess_evidence


def best_f1(case: Case) -> tuple[float, float]:
    """F1 of the reader's best answer, and its score."""
    best = max((one for one in case.candidates if one.reading), key=lambda one: one.reading.score)
    passage = best.ranked.passage
    start, end = (offset - passage.start for offset in (best.reading.start, best.reading.end))
    answers = case.question["answers"]
    f1 = max((token_f1(passage.text[start:end], answer) for answer in answers), default=0.0)
    return f1, best.reading.score


def main(store: str, qa: str) -> None:
    """Ask, and print the figures."""
    cases = list(read_cases(store, qa, ("own",)))
    told = np.array([case.answerable for case in cases])
    f1, score = map(np.array, zip(*map(best_f1, cases), strict=True))
    judged = [assess_evidence(case.retrieval, case.candidates) for case in cases]
    answered = np.array([one.is_enough for one in judged])

    def overall(kept: np.ndarray) -> float:
        return float(np.where(told, f1 * kept, ~kept).mean())

    print(f"{len(cases)} questions, {told.sum()} with an answer")
    print(f"F1 of those with an answer, nothing refused: {f1[told].mean():.4f}")
    print(f"F1 of all, as On Record refuses: {overall(answered):.4f}")
    for name, values in (
        ("confidence", np.array([one.confidence for one in judged])),
        ("answerable", np.array([one.reasons["answerable"] for one in judged])),
        ("reader's score", score),
    ):
        at = max(np.unique(values), key=lambda least, values=values: overall(values >= least))
        print(f"F1 of all, {name} at least {at:.2f}: {overall(values >= at):.4f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
