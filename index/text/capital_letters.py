"""Capital letters of all alphabets for regular expressions, as in Özlem, Šefčovič, Захарова."""

from __future__ import annotations

CAPITALS = "A-Z" + "".join(letter for letter in map(chr, range(0xC0, 0x590)) if letter.isupper())
"""The Latin, Greek, Cyrillic and Armenian capitals, for use inside a regex class `[...]`.

The standard library's `re` has no class for capital letters.
"""
CAPITAL = f"[{CAPITALS}]"
"""Regular expression for one capital letter."""
