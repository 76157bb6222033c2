"""Prints all metrics, for contributors: `python -m assistant.evaluation.list_metrics`."""

from __future__ import annotations

import sys

from assistant.evaluation.analysis.metric_registry import all_metrics


def main() -> None:
    """One line a metric: its name, its direction, whether it is guarded, and its label."""
    metrics = all_metrics()
    width = max(len(metric.name) for metric in metrics)
    for metric in metrics:
        guarded = "guarded" if metric.guarded else ""
        line = f"{metric.name:{width}}  {metric.direction:16}  {guarded:7}  {metric.label}"
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
