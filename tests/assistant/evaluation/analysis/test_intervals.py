"""Bootstrap intervals: known cases, those without spread, and how often they cover the truth."""

from __future__ import annotations

import importlib.util
import math
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.evaluation.analysis.intervals import bootstrap_interval, difference_interval
from assistant.evaluation.measuring.aggregation import (
    mean,
    mean_of_refused_and_answered,
    p50,
    ratio,
)

NAN = float("nan")


def row(*values: float) -> np.ndarray:
    return np.array([values], float)


def test_the_interval_of_a_share_is_close_to_the_binomial_one():
    low, high = bootstrap_interval(row(*[1] * 80, *[0] * 20), mean)
    assert low == pytest.approx(0.711, abs=0.02)
    assert high == pytest.approx(0.868, abs=0.02)


def test_the_same_questions_give_the_same_interval():
    rows = row(*[1] * 7, *[0] * 5, 0.5)
    assert bootstrap_interval(rows, mean) == bootstrap_interval(rows, mean)


def test_questions_without_a_value_do_not_change_the_interval():
    rows = row(*[1] * 8, *[0] * 5)
    assert bootstrap_interval(np.c_[rows, row(*[NAN] * 5)], mean) == bootstrap_interval(rows, mean)


@pytest.mark.parametrize(("value", "expected"), [(1.0, (0.8389, 1.0)), (0.0, (0.0, 0.1611))])
def test_wilson_interval_where_all_questions_are_right_or_all_wrong(
    value: float, expected: tuple[float, float]
):
    assert bootstrap_interval(row(*[value] * 20), mean) == pytest.approx(expected, abs=1e-4)
    cited = np.stack([np.full(20, 3 * value), np.full(20, 3.0)])
    assert bootstrap_interval(cited, ratio) == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize("rows", [row(), row(NAN, NAN), row(1), row(NAN, 0.5)])
def test_no_interval_for_fewer_than_two_questions(rows: np.ndarray):
    assert bootstrap_interval(rows, mean) is None


def test_no_interval_where_all_values_are_equal():
    assert bootstrap_interval(row(0.5, 0.5, 0.5), mean) is None
    assert bootstrap_interval(row(7, 7, 7), p50) is None


def test_no_interval_where_both_quantities_do_not_vary():
    refused = np.array([[1, 1, 1, NAN, NAN, NAN], [NAN, NAN, NAN, 1, 1, 1]])
    assert bootstrap_interval(refused, mean_of_refused_and_answered) is None


def test_bca_and_percentile_intervals_agree():
    few = bootstrap_interval(row(*[1] * 800, *[0] * 200), mean)
    many = bootstrap_interval(row(*[1] * 8000, *[0] * 2000), mean)
    assert (many[1] - many[0]) == pytest.approx((few[1] - few[0]) / math.sqrt(10), rel=0.1)


def test_equal_runs_have_a_difference_of_exactly_0():
    rows = np.array([[1, 0, NAN, 0.3], [2, 3, NAN, 1]])
    assert difference_interval(rows, rows.copy(), ratio) == (0.0, 0.0)
    assert difference_interval(row(NAN, NAN), row(NAN, NAN), mean) is None
    assert difference_interval(row(), row(), mean) is None


def test_the_same_change_in_every_question_has_no_spread():
    assert difference_interval(row(1, 1, 1), row(0, 0, 0), mean) == (-1.0, -1.0)


def test_differences_are_resampled_in_pairs():
    chance = np.random.default_rng(1)
    before = chance.random((1, 60))
    low, high = difference_interval(before, before - 0.01 - chance.random((1, 60)) / 1000, mean)
    assert -0.012 < low < high < -0.01


def test_one_wrong_answer_more_is_not_significant():
    before, after = row(*[1] * 40, *[0] * 20), row(*[1] * 39, *[0] * 21)
    low, high = difference_interval(before, after, mean)
    assert low < 0 <= high


VALUES = st.sampled_from([0.0, 1.0, 0.5, NAN])


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 12).flatmap(
        lambda size: st.tuples(*[st.lists(VALUES, min_size=size, max_size=size)] * 4)
    ),
    st.sampled_from([(1, mean), (1, p50), (2, mean_of_refused_and_answered)]),
)
def test_intervals_are_always_finite(lines, of):
    size, statistic = of
    before, after = np.array(lines[:size]), np.array(lines[2 : 2 + size])
    for found in (
        bootstrap_interval(before, statistic),
        difference_interval(before, after, statistic),
    ):
        assert found is None or (all(map(math.isfinite, found)) and found[0] <= found[1])


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    """Under another name: `coverage` is also a package that runs tests."""
    path = Path(__file__).parents[3] / "bench" / "measure" / "interval_coverage.py"
    spec = importlib.util.spec_from_file_location("coverage_of_intervals", path)
    assert spec and spec.loader
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("kind", ["shares", "F1-like"])
def test_intervals_cover_the_truth_in_about_95_percent_of_sets(bench: ModuleType, kind: str):
    """One case of `tests/bench/measure/interval_coverage.py`, which prints all."""
    assert 0.92 <= bench.covered(kind, 0.7, 168).share <= 0.98
