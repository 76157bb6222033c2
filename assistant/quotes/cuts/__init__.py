"""What a quote with the right words hides: misleading cuts, and what stands around them."""
