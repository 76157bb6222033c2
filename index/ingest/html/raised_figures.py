"""Reads raised and lowered characters (`<sup>`, `<sub>`) so that none joins a figure before it.

A raised mark is a reference (12³ per cent: 12 per cent, see note 3), an exponent (10⁶), the end of
an ordinal (21st) or half of a fraction (3½).
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from typing import Any, NamedTuple

__all__ = ["Raised", "RaisedKind", "mark_formula", "read_fraction", "read_raised"]

_RAISED = str.maketrans("0123456789+-−–=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-−–=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎")
_EXPONENT = re.compile(r"[+−–-]?\d{1,4}|n")
_REFERENCE = re.compile(
    r"[\[(]?(?:\d{1,3}|[a-z]|[ivx]{1,5}|note \d{1,3}|nb \d{1,3})(?:[,–-] ?\d{1,3}){0,8}[\])]?"
    r"|[*†‡§¶#]{1,4}|\[[^\[\]]{1,40}\]",
    re.IGNORECASE,
)
_ORDINAL_END = re.compile(
    r"(?:st|nd|rd|th|er|re|e|è?re|ère|ème|de|d|o|a|os|as|ª|º)\.?", re.IGNORECASE
)
_POWER_BASE = re.compile(r"(?:^|[^\d.,])10\Z")
_UNIT = re.compile(r"(?:^|[^\w])(?:[kcdmµμn]?m|ft|in|mi|yd|[a-zA-Z]|km/h|sec|min)\Z")
_WHOLE_WORD = re.compile(r"[a-z]{3}\Z|[a-z][.,;:!?”\"]\Z")
_REFERENCE_NAMES = re.compile(r"(?:foot|end)?note|\bref|\bfn|cite|noteref", re.IGNORECASE)


class RaisedKind(Enum):
    """What a raised or lowered mark is."""

    REFERENCE = "reference"
    """A note's number or sign: no part of the sentence."""
    CHARACTERS = "characters"
    """Part of the word or figure before it, written so that it can't be taken for its digits."""


class Raised(NamedTuple):
    """The text of a raised or lowered mark, and what it is."""

    text: str
    kind: RaisedKind


def read_raised(element: Any, before: str) -> Raised:
    """Read a `<sup>` or `<sub>`.

    Args:
        element: The element.
        before: The characters of its line before it; the last 20 are enough.
    """
    text = " ".join("".join(element.itertext()).split())
    if element.tag == "sub":
        figure_before = before[-1:].isdigit()
        return Raised(text.translate(_LOWERED) if figure_before else text, RaisedKind.CHARACTERS)
    if _is_reference(element, text, before):
        return Raised(_write_reference(text), RaisedKind.REFERENCE)
    if _EXPONENT.fullmatch(text):
        return Raised(text.translate(_RAISED), RaisedKind.CHARACTERS)
    return Raised(text, RaisedKind.CHARACTERS)


def read_fraction(raised: Any) -> str | None:
    """The fraction that a `<sup>`, a slash behind it and a `<sub>` write, such as ½; else None."""
    lowered = raised.getnext()
    if lowered is None or lowered.tag != "sub" or (raised.tail or "").strip() not in ("/", "⁄"):
        return None
    upper, lower = ("".join(one.itertext()).strip() for one in (raised, lowered))
    if not (upper.isdecimal() and lower.isdecimal()):
        return None
    for code in (*range(0xBC, 0xBF), *range(0x2150, 0x215F)):
        if unicodedata.normalize("NFKC", chr(code)) == f"{upper}⁄{lower}":
            return chr(code)
    return f" {upper}/{lower}"


def mark_formula(element: Any) -> str:
    """Make the raised and lowered parts of a formula `<sup>` and `<sub>`, and a fraction `1/2`.

    Args:
        element: A part of MathML. It is changed.

    Returns:
        What stands between it and the figure before it.
    """
    parts = list(element)
    kinds = {"msup": ("sup",), "msub": ("sub",), "msubsup": ("sub", "sup")}
    for part, kind in zip(parts[1:], kinds.get(element.tag, ()), strict=False):
        part.tag = kind
    if element.tag == "mfrac" and len(parts) == 2:
        parts[0].tail = "/"
        return " "
    return ""


def _is_reference(element: Any, text: str, before: str) -> bool:
    if not text or _REFERENCE.fullmatch(text) is None:
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"
    if _REFERENCE_NAMES.search(names) or next(element.iter("a"), None) is not None:
        return True
    if element.getparent().tag == "a":
        return True
    if element.getparent().tag in ("msup", "msubsup"):
        return False
    if before[-1:].isdigit() and _ORDINAL_END.fullmatch(text):
        return False
    if _EXPONENT.fullmatch(text):
        is_unit = _UNIT.search(before) and text in ("2", "3", "n", "-1", "-2", "−1", "−2")
        return not (_POWER_BASE.search(before) or is_unit)
    # Single letters end abbreviations too, such as the e of "XIXe": not behind a whole word.
    return not text.isalpha() or (len(text) == 1 and _WHOLE_WORD.search(before) is not None)


def _write_reference(text: str) -> str:
    return text.translate(_RAISED) if text.isdecimal() else text
