"""Measures of retrieval by the ranks at which something was found."""

from __future__ import annotations

import math

from assistant.evaluation.ranking import MEASURES, ranking_values


def test_each_rank_has_its_values():
    found = ranking_values({"first": 1, "sixth": 6, "twentieth": 20, "nowhere": 0})
    assert found["recall@1"] == {"first": 1, "sixth": 0, "twentieth": 0, "nowhere": 0}
    assert found["recall@10"] == {"first": 1, "sixth": 1, "twentieth": 0, "nowhere": 0}
    assert found["recall@20"] == {"first": 1, "sixth": 1, "twentieth": 1, "nowhere": 0}
    assert found["mrr@10"] == {"first": 1, "sixth": 1 / 6, "twentieth": 0, "nowhere": 0}
    assert abs(found["ndcg@10"]["sixth"] - 1 / math.log2(7)) < 1e-9


def test_no_questions_have_no_values():
    assert ranking_values({}) == {name: {} for name in MEASURES}


def test_ids_may_be_anything():
    ids = ["\ud800", "a b\n", "\x00", "é", ""]
    found = ranking_values(dict.fromkeys(ids, 1))
    assert found["recall@1"] == dict.fromkeys(ids, 1)
