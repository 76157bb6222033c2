"""Two ways to measure whether evidence supports a sentence as a whole: see `support_check`."""
