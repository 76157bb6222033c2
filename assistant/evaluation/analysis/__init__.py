"""Analyses the metrics of a run: intervals, curves, breakdown, comparison with another run."""
