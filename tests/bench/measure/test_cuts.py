"""The count of misleading and fair cuts that are warned of, and the suite that it is for."""

from __future__ import annotations

from pathlib import Path

import pytest
from cuts import count_warnings, read_suite

SUITE = Path(__file__).parent / "suites" / "cuts.jsonl"


def quote(number: int, label: str, kind: str) -> dict[str, str]:
    return {"id": str(number), "label": label, "kind": kind}


def test_a_misleading_cut_needs_a_warning_of_the_right_kind():
    suite = [quote(1, "misleading", "splice"), quote(2, "misleading", "splice")]
    figures = count_warnings(suite, {"1": ["cut_end", "splice"], "2": ["cut_end"]})
    assert figures.quotes == {"misleading splice": 2}
    assert figures.warned == {"misleading splice": 1}
    assert figures.warned_otherwise["misleading splice"] == 1
    assert figures.share("misleading") == 0.5
    assert figures.share("fair") == 0.0


def test_a_fair_quote_needs_no_warning_at_all():
    suite = [quote(1, "fair", "whole"), quote(2, "fair", "end"), quote(3, "fair", "end")]
    figures = count_warnings(suite, {"1": [], "2": ["cut_end"], "3": []})
    assert figures.share("fair") == pytest.approx(1 / 3)
    assert figures.warned["fair end"] == 1


def test_the_suite_is_half_misleading_and_its_articles_are_there(shared: Path):
    suite = read_suite(SUITE)
    labels = [one["label"] for one in suite]
    assert labels.count("misleading") >= 200
    assert labels.count("fair") >= 200
    articles = shared / "data" / "news" / "text"
    assert [one["id"] for one in suite if not (articles / one["document"]).is_file()] == []
