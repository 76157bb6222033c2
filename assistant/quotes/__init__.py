"""Checks a quote: where the documents have its words, and who says them there."""
