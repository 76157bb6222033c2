"""Checks a quote: which documents contain its words, and who says them there."""
