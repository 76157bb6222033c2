"""Rewrites numbers in figures to one form: `1 350`, `1.350,0` and `1,350` all become `1350`.

Every number is rewritten as a whole, so that no part of it can be taken for a number of its own.
"""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

_SPACES = " \u00a0\u2009\u202f"
_GROUP_SIGNS = f"'’{_SPACES}"
_START = rf"(?<!\w)(?:(?<!\d[.,{_GROUP_SIGNS}])|(?<=(?<!\d)(?:1[5-9]|20)\d\d[{_SPACES}]))"
"""A number begins here: not within another one, though perhaps behind a year."""
_END = rf"(?!\d|[.,]\d|[{_GROUP_SIGNS}]\d)"
_COMMA_GROUPS = re.compile(
    rf"{_START}(?:[1-9]\d{{0,2}}(?:,\d{{3}}){{1,5}}|[1-9]\d?(?:,\d\d){{1,4}},\d{{3}})(?:\.\d++)?{_END}"
)
"""1,240 or 1,240.5, and the Indian 1,20,000."""
_DOT_GROUPS = re.compile(
    rf"{_START}[1-9]\d{{0,2}}(?:(?:\.\d{{3}}){{2,5}}(?:,\d++)?|\.\d{{3}},\d++){_END}"
)
"""1.240.000 or 1.240,5."""
_ONE_DOT_GROUP = re.compile(rf"{_START}[1-9]\d{{0,2}}\.\d{{3}}{_END}")
_SPACE_GROUPS = re.compile(
    rf"{_START}[1-9]\d{{0,2}}(?P<sign>[{_GROUP_SIGNS}])\d{{3}}(?:(?P=sign)\d{{3}}){{0,4}}"
    rf"(?:[.,]\d++)?{_END}"
)
"""1 240, with any of the spaces in use, or with an apostrophe as in Switzerland."""
_DECIMAL_COMMA = re.compile(rf"{_START}(?:\d++,\d{{1,2}}|\d,\d{{4,12}}|0,\d++){_END}")
"""4,8 is never 4 and 8; 3 digits behind the comma are taken for a group."""
_THREE_DECIMALS = re.compile(rf"{_START}[1-9]\d{{0,2}},\d{{3}}{_END}")
_DECIMAL_POINT = re.compile(rf"{_START}\d++(?:,\d{{3}})*+\.(?:\d|\d\d)(?![\d.,]|\.\d)")
_NO_WHOLE = re.compile(r"(?<![\w.])\.(?=\d)")
"""The point of `.5`."""
_RAISED_POINT = re.compile(r"(?<=\d)[·∙⋅](?=\d)")
_CODE_BEFORE = re.compile(
    r"(?<![A-Za-z])(EUR|USD|GBP|SEK|NOK|DKK|CHF|CAD|AUD|NZD|JPY|CNY|INR|Rs|kr|Tk|R)\.?(?=\d)"
)
_POWER_OF_TEN = re.compile(
    r"(?<![\w.,])(?:(?P<factor>\d{1,9}(?:[.,]\d{1,9})?)[ \u00a0\u2009\u202f]?[×x·*]"
    r"[ \u00a0\u2009\u202f]?)?10(?P<minus>⁻?)(?P<power>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})"
)
"""10⁶, or 5 × 10⁶."""
_NOTE_MARK = re.compile(r"(?<=\d)(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]++|\[\d{1,3}\])")
_VULGAR = "".join(
    chr(code)
    for code in (*range(0xBC, 0xBF), *range(0x2150, 0x215F), 0x2189)
    if unicodedata.decomposition(chr(code)).startswith("<fraction>")
)
_VULGAR_FRACTION = re.compile(rf"(?:(?<![\d.,])(\d{{1,9}})[ \u2009\u202f-]?)?([{_VULGAR}])")
_SLASHED_FRACTION = re.compile(
    r"(?<![\w.,/⁄-])(?:(\d{1,6})[ -])?(\d{1,2})[/⁄∕](\d{1,3})(?![\w/⁄]|[.,]\d)"
)
_DENOMINATORS = frozenset((2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20, 25, 32, 50, 64, 100))
"""Of other pairs such as 9/11 and 24/7, each figure is a number of its own."""
_SEASON = re.compile(r"(?<!\w)((?:1[5-9]|20)(\d\d))([-–/])(\d\d)(?![\w/-]|[.,]\d)")
"""The years of 2019-20."""
_MINUS = re.compile(r"(?<![^\s(\[“\"'‘«])(?<!\d\s)[-−–](?=[$€£¥]?\d)")
_MINUS_BEHIND_CURRENCY = re.compile(r"([$€£¥])[-−–](?=\d)")
MINUS = "−"
"""The sign of a negative number in rewritten text; other dashes are none."""


def has_decimal_commas(text: str) -> bool:
    """Whether a text writes decimals with a comma, by the numbers of which that is certain."""
    clear = [
        match for match in _DECIMAL_COMMA.finditer(text) if not re.match(r"\d,\d{4}", match.group())
    ]
    return bool(clear or _DOT_GROUPS.search(text)) and not _DECIMAL_POINT.search(text)


def rewrite_numerals(text: str, decimal_commas: bool = False) -> str:
    """The text with each number in figures as plain decimal digits, with `−` if it is negative.

    Args:
        text: Any text.
        decimal_commas: Whether 1,240 is a little more than one, and 1.240 a thousand more.
    """
    text = _POWER_OF_TEN.sub(_power_value, text)
    text = _CODE_BEFORE.sub(r"\1 ", _NOTE_MARK.sub("", text))
    text = _RAISED_POINT.sub(".", _NO_WHOLE.sub("0.", text))
    if decimal_commas:
        text = _THREE_DECIMALS.sub(lambda match: match.group().replace(",", "."), text)
        text = _ONE_DOT_GROUP.sub(lambda match: match.group().replace(".", ""), text)
    text = _DOT_GROUPS.sub(lambda match: match.group().replace(".", "").replace(",", "."), text)
    text = _COMMA_GROUPS.sub(lambda match: match.group().replace(",", ""), text)
    text = _SPACE_GROUPS.sub(_without_spaces, text)
    text = _DECIMAL_COMMA.sub(lambda match: match.group().replace(",", "."), text)
    text = _VULGAR_FRACTION.sub(_vulgar_value, text)
    text = _SLASHED_FRACTION.sub(_slashed_value, text)
    text = _SEASON.sub(_both_years, text)
    return _MINUS.sub(MINUS, _MINUS_BEHIND_CURRENCY.sub(rf"{MINUS}\1", text))


def format_decimal(value: float | Fraction) -> str:
    """A number as plain decimal digits, with up to six decimals."""
    return f"{float(value):.6f}".rstrip("0").rstrip(".")


def _power_value(match: re.Match[str]) -> str:
    power = int("".join(str(unicodedata.digit(character)) for character in match["power"]))
    factor = Fraction((match["factor"] or "1").replace(",", "."))
    if match["minus"]:
        return format_decimal(factor / 10**power)
    value = factor * 10**power
    return str(value.numerator) if value.denominator == 1 else format_decimal(value)


def _without_spaces(match: re.Match[str]) -> str:
    return match.group().replace(match["sign"], "").replace(",", ".")


def _vulgar_value(match: re.Match[str]) -> str:
    whole = int(match[1] or 0)
    return format_decimal(whole + Fraction(unicodedata.numeric(match[2])).limit_denominator(100))


def _slashed_value(match: re.Match[str]) -> str:
    above, below = int(match[2]), int(match[3])
    if below not in _DENOMINATORS or not 0 < above < below:
        return match.group()
    return format_decimal(int(match[1] or 0) + Fraction(above, below))


def _both_years(match: re.Match[str]) -> str:
    first, short, sign, second = match.groups()
    return f"{first}{sign}{first[:2]}{second}" if second > short else match.group()
