"""Retrieval measures by the rank of the expected document or evidence."""

from __future__ import annotations

import math

import pytest

from assistant.evaluation.measuring.ranking_measures import RANKING_MEASURES, ranking_value


@pytest.mark.parametrize(
    ("measure", "values"),
    [
        # Ranks:     1  6      20  not found
        ("recall@1", [1, 0, 0, 0]),
        ("recall@5", [1, 0, 0, 0]),
        ("recall@10", [1, 1, 0, 0]),
        ("recall@20", [1, 1, 1, 0]),
        ("mrr@10", [1, 1 / 6, 0, 0]),
    ],
)
def test_value_at_each_rank(measure: str, values: list[float]):
    assert [ranking_value(measure, rank) for rank in (1, 6, 20, 0)] == values


def test_ndcg_falls_with_the_logarithm_of_the_rank():
    assert ranking_value("ndcg@10", 6) == pytest.approx(1 / math.log2(7), abs=1e-9)


def test_no_value_where_the_question_does_not_say_what_to_find():
    assert [ranking_value(measure, None) for measure in RANKING_MEASURES] == [None] * 6
