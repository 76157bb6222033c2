"""The marks between words, by what they do in a sentence."""

from __future__ import annotations

DASHES = frozenset(("—", "–", "--", "-"))
STOPS = frozenset(',;:—–-()[]?!.…/“”"--...')
"""Marks that part a sentence, quotation marks and brackets among them."""
