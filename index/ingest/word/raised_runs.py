"""Reads raised and lowered characters: a note's mark, an exponent, a fraction, an ordinal.

Taken for ordinary characters, they change the figure that they stand behind: "12³ per cent", with
a mark of note 3, would read "123 per cent".
"""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["RaisedRun", "raise_characters", "read_lowered_run", "read_raised_run", "write_fraction"]


class RaisedRun(NamedTuple):
    """How raised characters are written in a document's text."""

    text: str
    is_mark: bool
    """Whether they are the mark of a note, which isn't read as part of the sentence."""


_ASCII = "0123456789+-=()abcdefghijklmnoprstuvwxyz"
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
_TO_RAISED = str.maketrans(_ASCII + "−–", _RAISED + "⁻⁻")
_TO_LOWERED = str.maketrans("0123456789+-=()−", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎₋")
_FRACTIONS = {
    "1/2": "½",
    "1/3": "⅓",
    "2/3": "⅔",
    "1/4": "¼",
    "3/4": "¾",
    "1/5": "⅕",
    "2/5": "⅖",
    "3/5": "⅗",
    "4/5": "⅘",
    "1/6": "⅙",
    "5/6": "⅚",
    "1/7": "⅐",
    "1/8": "⅛",
    "3/8": "⅜",
    "5/8": "⅝",
    "7/8": "⅞",
    "1/9": "⅑",
    "1/10": "⅒",
}
_SIGNS = {"tm": "™", "sm": "℠", "o": "º"}
_COUNTED = re.compile(r"[\dIVXLC]$")
"""Before the "e" of a French ordinal."""
_NUMBERS = re.compile(
    r"\d{1,3}[a-z]?(?:\s?[,;–-]\s?\d{1,3}[a-z]?){0,9}|[a-z](?:\s?[,;–-]\s?[a-z]){1,9}"
)
_SIGNED = re.compile(r"[-+−–]\d{0,3}|\d{1,3}[-+−–]")
_PERCENT = re.compile(r"\s{0,2}(?:%|‰|per\s?cent|pct?\b|p\.c\.)", re.IGNORECASE)
_UNIT = re.compile(
    r"(?:(?:^|(?<=[\s\d/·(×]))(?:[kcdmµnh]?m|[кдс]?м|мм|ft)"
    r"|\d\s?(?:in|yd|mi|miles?|s)|/\s?(?:s|sec|h))$"
)
_VARIABLE = re.compile(r"(?:(?:^|[\s(=+*/×·−-])[b-z]|=\s?[A-Za-z]{1,3}|\b[Rrσχ]|\d[a-z])$")
_POWER_OF_TEN = re.compile(r"(?:^|[^\d.,$£€¥])10$")
_CURRENCY = re.compile(r"[$£€¥₹]\s?[\d.,]*\w?$")
_CONTEXT = 12
"""Characters before a raised text that tell what it is: the longest unit, base or formula."""


def read_raised_run(raised: str, before: str, after: str = "") -> RaisedRun:
    """How a raised text reads.

    Args:
        raised: The raised characters.
        before: The text that stands directly before them.
        after: The text that follows.

    Returns:
        Exponents and the marks of notes in raised characters (³); ordinals and other words as
        ordinary letters ("1st").
    """
    core = raised.strip()
    before = before[-_CONTEXT:]
    if not core:
        return RaisedRun(raised, False)
    if not before.strip():
        # At the start of a note stands its own mark.
        is_mark = len(core) == 1 or _NUMBERS.fullmatch(core) is not None
        return RaisedRun(raise_characters(raised) if is_mark else raised, is_mark)
    if core.isalpha() and core.isascii():
        return _read_letters(raised, core, before)
    if _SIGNED.fullmatch(core):
        return RaisedRun(raise_characters(raised), False)
    if _NUMBERS.fullmatch(core):
        return RaisedRun(raise_characters(raised), not _is_exponent(core, before, after))
    is_sign = not any(character.isalnum() for character in core) and core not in ("°", "®", "™")
    is_bracketed = core[:1] in "[(" and _NUMBERS.fullmatch(core[1:-1]) is not None
    return RaisedRun(raised, is_sign or is_bracketed)


def read_lowered_run(lowered: str, before: str) -> str:
    """How a lowered text is written: as ordinary characters (CO2), but apart from a figure."""
    is_behind_figure = before[-1:].isdigit() and lowered[:1].isdigit()
    return lowered.translate(_TO_LOWERED) if is_behind_figure else lowered


def write_fraction(numerator: str, denominator: str, before: str) -> str:
    """How a fraction with a raised numerator is written: "½", or " 11/16" behind a figure."""
    plain = f"{numerator}/{denominator}"
    if plain in _FRACTIONS:
        return _FRACTIONS[plain]
    return f" {plain}" if before[-1:].isdigit() else plain


def raise_characters(text: str) -> str:
    """The text in raised characters, as far as there are such."""
    return text.translate(_TO_RAISED)


def _read_letters(raised: str, core: str, before: str) -> RaisedRun:
    lower = core.lower()
    if len(core) > 1 or lower == "o" or (lower == "e" and _COUNTED.search(before)):
        return RaisedRun(raised.replace(core, _SIGNS.get(lower, core)), False)
    is_exponent = lower in "nxtki" and _VARIABLE.search(before) is not None
    return RaisedRun(raise_characters(raised), not is_exponent)


def _is_exponent(core: str, before: str, after: str) -> bool:
    if _CURRENCY.search(before):
        return False
    if _UNIT.search(before):
        return core in ("2", "3")
    if _POWER_OF_TEN.search(before):
        return _PERCENT.match(after) is None
    return _VARIABLE.search(before) is not None
