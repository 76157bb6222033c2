"""Capital letters beyond A to Z, as names have them: Özlem, Šefčovič, Захарова."""

from __future__ import annotations

CAPITALS = "A-Z" + "".join(letter for letter in map(chr, range(0xC0, 0x590)) if letter.isupper())
"""The capitals of the Latin, Greek, Cyrillic and Armenian scripts, for use in a character class.

The standard library's `re` has no class of its own for them.
"""
CAPITAL = f"[{CAPITALS}]"
