"""What a metric is, and the arithmetic that metrics share."""
