"""Checks a whole draft: every quotation, to whom the draft gives it, and every figure."""
