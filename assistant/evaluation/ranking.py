"""Measures of retrieval, by ir-measures (MacAvaney, Macdonald and Ounis 2022).

Each question has one thing to find: its document, or its evidence. Success@k says whether it is
among the first k passages, RR@10 and nDCG@10 how far up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import ir_measures
from ir_measures import RR, Success, nDCG

SIZES = (1, 5, 10, 20)
MEASURES = {
    **{f"recall@{k}": Success @ k for k in SIZES},
    "mrr@10": RR @ 10,
    "ndcg@10": nDCG @ 10,
}
"""By the names that the figures have, behind `doc_` or `evidence_`."""


def ranking_values(ranks: Mapping[str, int]) -> dict[str, dict[str, float]]:
    """For each measure, each question's value.

    Args:
        ranks: By question: at which rank from 1 what was to find was found; 0 for nowhere.
    """
    # By numbers: ids may have half characters, which end the library's C code and the program.
    questions = list(ranks)
    wanted = {str(number): {"wanted": 1} for number in range(len(questions))}
    runs = {str(number): _run(rank) for number, rank in enumerate(ranks.values())}
    values: dict[str, dict[str, float]] = {name: dict.fromkeys(ranks, 0.0) for name in MEASURES}
    if not ranks:
        return values
    names = {measure: name for name, measure in MEASURES.items()}
    for metric in ir_measures.iter_calc(list(MEASURES.values()), wanted, runs):
        values[names[metric.measure]][questions[int(metric.query_id)]] = metric.value
    return values


def _run(rank: int) -> dict[str, float]:
    """A ranking with what was wanted at `rank`, and anything before it."""
    others: Sequence[str] = [f"other {place}" for place in range(1, rank or 2)]
    run = {other: -float(place) for place, other in enumerate(others)}
    return {**run, "wanted": -float(rank)} if rank else run
