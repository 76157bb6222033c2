"""Retrieval measures by ir-measures (MacAvaney, Macdonald and Ounis 2022).

Each question has one thing to find: its document, or its evidence. recall@k says whether it is
among the first k passages (Success@k); mrr@10 and ndcg@10 say how far up.
"""

from __future__ import annotations

from functools import cache

import ir_measures
from ir_measures import RR, Success, nDCG

__all__ = ["CUT_OFFS", "RANKING_MEASURES", "ranking_value"]

CUT_OFFS = (1, 5, 10, 20)
RANKING_MEASURES = {
    **{f"recall@{k}": Success @ k for k in CUT_OFFS},
    "mrr@10": RR @ 10,
    "ndcg@10": nDCG @ 10,
}
"""By the name that a metric has after `doc_` or `evidence_`."""


def ranking_value(measure: str, rank: int | None) -> float | None:
    """The value of a measure, 0 to 1, for one question.

    Args:
        measure: A name in `RANKING_MEASURES`.
        rank: Rank of the first passage that has what is to be found, from 1; 0 if none has. None
            if the question doesn't say what is to be found, and then there is no value.
    """
    return None if rank is None else _values_at(rank)[measure]


@cache
def _values_at(rank: int) -> dict[str, float]:
    run = {f"other {number}": -float(number) for number in range(1, rank or 2)}
    if rank:
        run["relevant"] = -float(rank)
    names = {measure: name for name, measure in RANKING_MEASURES.items()}
    judgements = {"question": {"relevant": 1}}
    calculated = ir_measures.iter_calc(list(names), judgements, {"question": run})
    return {names[metric.measure]: metric.value for metric in calculated}
