"""Finds every metric of `assistant/evaluation/metrics/`, and measures them over a run."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from types import ModuleType

from assistant.errors import EvaluationError
from assistant.evaluation import metrics
from assistant.evaluation.judging.records import JudgedPrediction
from assistant.evaluation.measuring.metric import Measurement, Metric

__all__ = ["all_metrics", "measure_run", "values_by_name"]

FIELDS_OF_RUN = frozenset(
    "questions predictions missing intervals undefined made_from stages by curves run problems"
    " judged comparison".split()
)
"""Fields of `metrics.json` that no metric may be named like."""


def all_metrics(package: ModuleType = metrics) -> tuple[Metric, ...]:
    """Every metric, in the order of their `order`, then of file and place in the file.

    Those that depend on a run (`metrics_of_run`) are not among them.

    Args:
        package: The package whose files have the metrics.

    Raises:
        EvaluationError: A file has no metrics or an incomplete one, or two have one name; the
            message names the file.
    """
    by_name: dict[str, tuple[Metric, str]] = {}
    for module in _modules(package):
        file = _file_of(module.__name__)
        defined = getattr(module, "METRICS", ())
        if not defined or not all(isinstance(metric, Metric) for metric in defined):
            raise EvaluationError(
                f"{file} has no METRICS, a list of assistant.evaluation.measuring.metric.Metric"
            )
        for metric in defined:
            if metric.is_part or metric.name in FIELDS_OF_RUN:
                use = "part of another metric" if metric.is_part else "field of metrics.json"
                raise EvaluationError(f"{file}: the name {metric.name!r} is that of a {use}")
            if metric.name in by_name:
                other = by_name[metric.name][1]
                raise EvaluationError(
                    f"two metrics have the name {metric.name!r}: in {other} and in {file}"
                )
            by_name[metric.name] = metric, file
    return _ordered(metric for metric, _ in by_name.values())


def measure_run(
    judged: Sequence[JudgedPrediction], package: ModuleType = metrics
) -> dict[str, Measurement]:
    """The measurement of every metric over a run, by the metric's name.

    Args:
        judged: The judged predictions of a run.
        package: The package whose files have the metrics.

    Raises:
        EvaluationError: As for `all_metrics`.
    """
    found = list(all_metrics(package))
    for module in _modules(package):
        if hasattr(module, "metrics_of_run"):
            found += module.metrics_of_run(judged)
    measured = [metric.measure(judged) for metric in _ordered(found)]
    return {one.metric.name: one for one in measured if one.questions or not one.metric.optional}


def values_by_name(measurements: Mapping[str, Measurement]) -> dict[str, float | int | None]:
    """The values of measurements, whole numbers as such; None where one is undefined."""
    return {
        name: int(one.value) if one.metric.digits == 0 and one.value is not None else one.value
        for name, one in measurements.items()
    }


def _ordered(found: Iterable[Metric]) -> tuple[Metric, ...]:
    return tuple(sorted(found, key=lambda metric: metric.order))


@cache
def _modules(package: ModuleType) -> tuple[ModuleType, ...]:
    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
    return tuple(_imported(f"{package.__name__}.{name}") for name in names)


def _imported(name: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except (TypeError, ValueError) as error:
        raise EvaluationError(f"{_file_of(name)} can't be used: {error}") from error


def _file_of(module: str) -> str:
    return module.replace(".", "/") + ".py"
