"""What the metrics say of a run: intervals, curves, breakdown, comparison with another run."""
