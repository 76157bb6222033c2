"""Is this quote real: where its words stand, and who says them there."""
