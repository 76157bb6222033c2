"""From the values of single questions to one number: means, ratios, percentiles, areas.

`Values` holds a row for each quantity and a column for each question, NaN where a question doesn't
define the quantity. An `Aggregate` takes the rows, ignores NaN and works over the last axis, so
that scipy can compute it for many bootstrap samples at once.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = [
    "CALIBRATION_BINS",
    "DIGITS",
    "Aggregate",
    "Values",
    "calibration_error",
    "mean",
    "mean_of_refused_and_answered",
    "p50",
    "p95",
    "ratio",
    "risk_coverage_area",
]

CALIBRATION_BINS = 10
"""Bins of equal width for the calibration error (Guo et al. 2017)."""
DIGITS = 4
"""Decimal places of a share."""

Values = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A function from the rows of `Values` to one number."""

    function: Callable[..., Any]
    smooth: bool
    """Whether it is a mean or made of means, so that a BCa bootstrap interval is defined."""

    @property
    def quantities(self) -> int:
        """The number of rows that it takes."""
        return len(inspect.signature(self.function).parameters) - 1  # `axis` is no row

    def __call__(self, *rows: Any, axis: int = -1) -> Any:
        """The number for each index of the other axes; NaN where nothing defines it."""
        return self.function(*rows, axis=axis)


def _mean(values: Any, axis: int) -> Any:
    known = ~np.isnan(values)
    return np.where(known, values, 0.0).sum(axis) / known.sum(axis)


def _ratio(part: Any, whole: Any, axis: int) -> Any:
    return np.nansum(part, axis) / np.nansum(whole, axis)


def _mean_of_refused_and_answered(unanswerable: Any, answerable: Any, axis: int) -> Any:
    refused = np.round(_mean(unanswerable, axis), DIGITS)
    return (refused + 1 - np.round(_mean(answerable, axis), DIGITS)) / 2


def _p50(values: Any, axis: int) -> Any:
    return _value_at(values, axis, lambda count: count // 2)


def _p95(values: Any, axis: int) -> Any:
    return _value_at(values, axis, lambda count: (count * 0.95).astype(int))


def _value_at(values: Any, axis: int, index: Callable[[Any], Any]) -> Any:
    ordered = np.sort(values, axis)  # NaN last
    indices = index((~np.isnan(values)).sum(axis, keepdims=True))
    return np.take_along_axis(ordered, indices, axis).squeeze(axis)


def _risk_coverage_area(confidence: Any, right: Any, axis: int) -> Any:
    order = np.argsort(-confidence, axis, kind="stable")  # NaN last
    wrong = 1 - np.take_along_axis(right, order, axis)
    known = ~np.isnan(wrong)
    wrong_so_far = np.cumsum(np.where(known, wrong, 0.0), axis)
    risk = wrong_so_far / np.arange(1, wrong.shape[-1] + 1)
    return np.where(known, risk, 0.0).sum(axis) / known.sum(axis)


def _calibration_error(confidence: Any, right: Any, axis: int) -> Any:
    known = ~np.isnan(confidence)
    last = CALIBRATION_BINS - 1
    bins = np.minimum((np.where(known, confidence, 0.0) * CALIBRATION_BINS).astype(int), last)
    gap = np.where(known, confidence - right, 0.0)
    distance = sum(
        np.abs(np.where(bins == number, gap, 0.0).sum(axis)) for number in range(CALIBRATION_BINS)
    )
    return distance / known.sum(axis)


mean = Aggregate(_mean, smooth=True)
"""The mean of one quantity."""
ratio = Aggregate(_ratio, smooth=True)
"""The sum of one quantity divided by the sum of another."""
mean_of_refused_and_answered = Aggregate(_mean_of_refused_and_answered, smooth=True)
"""Mean of the share of unanswerable questions refused and of answerable ones not refused. Takes
whether each unanswerable, and whether each answerable question was refused."""
p50 = Aggregate(_p50, smooth=False)
"""The upper median of one quantity."""
p95 = Aggregate(_p95, smooth=False)
"""The 95th percentile of one quantity."""
risk_coverage_area = Aggregate(_risk_coverage_area, smooth=False)
"""Share of wrong answers among the k most confident ones, averaged over all k (Geifman et al.
2019). Takes each answer's confidence, and whether it is right."""
calibration_error = Aggregate(_calibration_error, smooth=False)
"""Distance between mean confidence and share of right answers in each bin of confidence, weighted
by the bin's size (Guo et al. 2017). Takes each answer's confidence, and whether it is right."""
