"""Writes a number as a list's label does: 4, iv, D, 4th."""

from __future__ import annotations

from collections.abc import Callable

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_MAX_ROMAN = 4000
_MAX_LETTERS = 780
"""Word repeats the letter ("aaa"), up to thirty times; larger numbers are written in digits."""
_SIGNS = "*†‡§"


def format_number(number: int, style: str) -> str:
    """The number as printed.

    Args:
        number: From 0.
        style: A value of `w:numFmt` such as "lowerRoman"; one that isn't known gives digits.
    """
    return _WRITERS.get(style, str)(number)


def _roman(number: int) -> str:
    if not 0 < number < _MAX_ROMAN:
        return str(number)
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written


def _letters(number: int) -> str:
    if not 0 < number <= _MAX_LETTERS:
        return str(number)
    repeated, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (repeated + 1)


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else _ENDINGS.get(number % 10, "th")
    return f"{number}{ending}"


_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def _sign(number: int) -> str:
    if not 0 < number <= len(_SIGNS) * 10:
        return str(number)
    repeated, sign = divmod(number - 1, len(_SIGNS))
    return _SIGNS[sign] * (repeated + 1)


_WRITERS: dict[str, Callable[[int], str]] = {
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "ordinal": _ordinal,
    "decimalZero": lambda number: f"{number:02}",
    "chicago": _sign,
    "numberInDash": lambda number: f"- {number} -",
    "none": lambda number: "",
}
