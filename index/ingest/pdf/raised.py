"""Raised and lowered characters: marks of notes, exponents, fractions, ordinals, formulas.

A note's mark behind a figure must not become part of it (12³ per cent is 12 per cent), and neither
may an exponent (10⁶ is not 106). Both are written with the raised characters of Unicode, so that
they stay apart in what is shown; the mark of a note isn't read.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["is_bare_power", "join_fraction", "lower_text", "raise_text"]

_SUPERSCRIPTS = str.maketrans("0123456789+-−–=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿⁱ")
_SUBSCRIPTS = str.maketrans("0123456789+-−–=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎")
_NOTE_SIGNS = "*†‡§¶#"
_REFERENCE = re.compile(
    rf"[\[(]?(?:\d{{1,3}}|[{_NOTE_SIGNS}]{{1,3}}|[a-z])(?:[,;–-]\d{{1,3}})*[\])]?,?"
)
_UNIT = re.compile(r"(?:^|[\d\s/·(])(?:[kcdmµ]?m|ft|in|s|yd|mi)$")
_VARIABLE = re.compile(r"(?:^|[^\w’'])[A-Za-zα-ω]$")
_POWER_OF_TEN = re.compile(r"(?:[×x*·∙⋅]\s?\d+|(?:^|\D)10)$")
_BARE_TEN = re.compile(r"(?:^|[^\d×x*·∙⋅.,\s]|[^×x*·∙⋅]\s)10$")
_ORDINAL_LETTERS = frozenset("aeo")


def raise_text(before: str, raised: str, after: str) -> tuple[str, bool]:
    """How raised characters are written, and whether they are the mark of a note.

    Args:
        before: The text of the line up to them.
        raised: The raised characters.
        after: The text of the line behind them.
    """
    shown = raised.translate(_SUPERSCRIPTS)
    if after[:1] in ("/", "⁄") and after[1:2].isdigit() and raised.isdigit():
        return shown, False  # the numerator of a fraction
    if not _REFERENCE.fullmatch(raised):
        return (raised if raised.isalpha() and len(raised) > 1 else shown), False
    if raised.isalpha():
        return raised, not (raised in _ORDINAL_LETTERS and before[-1:].isdigit())
    is_exponent = raised.isdigit() and (
        bool(_POWER_OF_TEN.search(before))
        or (raised in "234" and bool(_UNIT.search(before)))
        or bool(_VARIABLE.search(before))
    )
    return shown, not is_exponent


def is_bare_power(before: str, raised: str) -> bool:
    """Whether raised figures stand behind a ten by itself: 10³ may have a note 3."""
    return raised.isdigit() and _BARE_TEN.search(before) is not None


def lower_text(before: str, lowered: str) -> str:
    """How lowered characters are written: as subscripts, so that they join no figure."""
    return lowered.translate(_SUBSCRIPTS) if lowered[:1].isdigit() else lowered


def join_fraction(numerator: str, denominator: str) -> str:
    """A fraction as one character where there is one (½), and else with a fraction slash."""
    for code in range(0xBC, 0xBF):
        if unicodedata.normalize("NFKC", chr(code)) == f"{numerator}⁄{denominator}":
            return chr(code)
    for code in range(0x2150, 0x215F):
        if unicodedata.normalize("NFKC", chr(code)) == f"{numerator}⁄{denominator}":
            return chr(code)
    return f"{numerator.translate(_SUPERSCRIPTS)}⁄{denominator.translate(_SUBSCRIPTS)}"
