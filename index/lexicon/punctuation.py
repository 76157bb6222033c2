"""Punctuation marks that separate the parts of a sentence."""

from __future__ import annotations

DASHES = frozenset(("—", "–", "--", "-"))
STOPS = frozenset(',;:—–-()[]?!.…/“”"--...')
"""Marks that separate parts of a sentence, including quotation marks and brackets."""
