"""Finds the numbers of a text as whole values, whether they are in figures or in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.generation.comparison.number_phrases import UNIT_PARTS, write_numbers_plainly
from assistant.generation.comparison.plain_numerals import MINUS
from index.lexicon.number_words import NUMBER_WORDS

_CURRENCIES = (
    "dollar|euro|pound|cent|penny|pence|yen|yuan|crown|krona|kronor|krone|kroner|franc|rupee"
    "|rouble|ruble|peso|real|rand|lira|USD|EUR|GBP|SEK|NOK|DKK|CHF"
)
_NUMBER = re.compile(
    rf"(?:(?<!\w)|(?=[$€£¥]))(?<!\d\.)(?P<sign>{MINUS})?(?P<money>[$€£¥]\s?)?(?P<digits>\d+(?:\.\d+)?)"
    r"(?:(?P<decade>['’]?s\b)|(?P<ordinal>(?:st|nd|rd|th)\b))?"
    rf"(?:(?P<percent>[\u00a0\u202f ]?%|[ -]per ?cent| pct\b| percentage)"
    rf"|(?P<currency>[\u00a0\u202f ]?[€$£¥](?!\d)|[ -](?:{_CURRENCIES})s?\b)"
    rf"|[ -](?P<unit>{'|'.join(UNIT_PARTS)}|decades|centuries)s?\b"
    r"|[ -](?P<measure>degrees?|miles?|kilomet(?:re|er)s?|km|met(?:re|er)s?|points?|tonnes?|tons?"
    r"|seconds?|times)\b)?",
    re.IGNORECASE,
)
_PART_OF_NAME = re.compile(r"[A-Z][A-Za-z]*-$")
"""Before the 19 of COVID-19."""
_DIGITS_IN_WORD = re.compile(r"(?<=[^\W\d_])[.-]?(\d+)")
_ABOUT = {
    "less": re.compile(
        r"\b(?:nearly|almost|under|less than|fewer than|close to|not quite) (?:an? )?$",
        re.IGNORECASE,
    ),
    "more": re.compile(r"\b(?:more than|over|above|at least) (?:an? )?$", re.IGNORECASE),
    "about": re.compile(r"\b(?:about|around|roughly|some|approximately) (?:an? )?$", re.IGNORECASE),
}
_ONE = re.compile(r"(?<![\w.,])1(?![\w]|[.,]\d)")
_SHARE = re.compile(
    r"(?<![\w.])(?P<part>\d{1,9}) (?P<link>in|out of|of)(?: every| the)? (?P<whole>\d{1,9})\b"
    rf"(?!\.\d|,\d|[ -](?:full |whole )?(?:{'|'.join(UNIT_PARTS)}|week|month|second)s?\b)"
)
_ROUND_WHOLES = frozenset((*range(2, 11), 12, 20, 25, 50, 100, 1000, 10_000, 100_000, 1_000_000))
"""What a share "in" so many is given in."""
_WORD_VALUES = {"half": 0.5, "twice": 2.0, "double": 2.0, "triple": 3.0, "thrice": 3.0}
_WORD_VALUES |= {"doubled": 2.0, "tripled": 3.0, "both": 2.0, "pair": 2.0, "couple": 2.0}
_VAGUE_TWOS = frozenset(("both", "pair", "couple", "double", "doubled"))
"""Words for two that may be used of two things that the evidence does not count."""
_HOUR_WORD = rf"(?:\d{{1,2}}|{'|'.join(list(NUMBER_WORDS)[:12])})"
_TIME = re.compile(
    r"(?<![\w:.])(?P<hour>[01]?\d|2[0-3])(?::(?P<minute>[0-5]\d)(?![\d:])"
    r"|\.(?P<dotted>[0-5]\d)(?= ?(?:[ap]\.? ?m\b|hrs?\b|hours\b|o['’]clock)))",
    re.IGNORECASE,
)
_TIME_IN_WORDS = re.compile(
    rf"\b(?P<part>half|(?:a )?quarter)[ -](?P<side>past|to) (?P<hour>{_HOUR_WORD})\b", re.IGNORECASE
)
_IDENTIFIER = re.compile(
    r"(?<![\w.])(?![1-9]\d{0,2}(?:\.\d{3})+(?![\w.]|,\d))\d+(?:\.\d+){2,9}(?![\w]|\.\d)"
    r"|(?<![\w.,])\d{16,}+|(?<![\w.:])\d{1,2}:\d\d:\d\d(?![\d:])"
)
"""4.2.1, a date with full stops, or a time with seconds; not 1.000.000.
Nor does anybody compare a number of 16 digits as an amount."""


@dataclass(frozen=True, slots=True)
class NumberInText:
    """A number that stands in a text."""

    shown: str
    """The number in figures, as a message shows it."""
    value: float
    is_percent: bool = False
    is_amount: bool = False
    """Whether it is a share in per cent, or money."""
    is_decade: bool = False
    """Whether it stands for ten years: 1990s, 90s."""
    is_ordinal: bool = False
    is_name: bool = False
    """Whether it is part of a name, such as COVID-19."""
    unit: str | None = None
    """The unit of time that it counts, a key of `UNIT_PARTS`."""
    about: str | None = None
    """"more", "less" or "about" if a word such as "over" or "nearly" stands right before it."""
    has_measure: bool = False
    """Whether it counts a unit of any kind; nobody finds such a number by counting."""


@dataclass(frozen=True, slots=True)
class Share:
    """A number of things out of a number of things: "one in five"."""

    part: int
    whole: int
    is_idiom: bool
    """Whether neither of the two is a number of things by itself, as in "one in five"."""

    @property
    def ratio(self) -> float:
        """The share, 0 to 1."""
        return round(self.part / self.whole, 4)


@dataclass(frozen=True, slots=True)
class FoundNumbers:
    """All numbers of a text."""

    numbers: tuple[NumberInText, ...]
    shares: tuple[Share, ...]
    """Their numbers are not among `numbers`."""
    times: frozenset[tuple[int, int]]
    """Times of day with minutes: hour (0 to 11) and minute."""
    identifiers: frozenset[str]
    """Numbers of several parts, such as 4.2.1."""


def find_all_numbers(text: str, decimal_commas: bool = False) -> FoundNumbers:
    """Every number of a text.

    "One", and "two" in "the two", are left out, as they often count nothing.

    Args:
        text: Any text, without its dates if their numbers shall not count.
        decimal_commas: Whether 1,240 is a little more than one.
    """
    times = frozenset(_times_of_day(text))
    identifiers = frozenset(_IDENTIFIER.findall(text))
    text = _TIME_IN_WORDS.sub(" ", _IDENTIFIER.sub(" ", _TIME.sub(" ", text)))
    plain = write_numbers_plainly(text, decimal_commas)
    shares = tuple(_share(match) for match in _SHARE.finditer(plain) if _is_share(match))
    plain = _SHARE.sub(lambda match: "many" if _is_share(match) else match.group(), plain)
    has_one = _ONE.search(text) is not None
    numbers = [*_numbers(plain, has_one), *_words_with_values(plain)]
    return FoundNumbers(tuple(numbers), shares, times, identifiers)


def numbers_inside_words(text: str) -> Iterator[float]:
    """The numbers that stand in a word with letters, such as 20 in G20 and 19 in COVID-19."""
    for match in _DIGITS_IN_WORD.finditer(text):
        yield float(match[1])


def values_of_number_words(text: str) -> Iterator[float]:
    """The values of words such as "half" and "both" in a text."""
    words = set(re.findall(r"[a-z]+", write_numbers_plainly(text).lower()))
    yield from (value for word, value in _WORD_VALUES.items() if word in words)


def show_number(value: float) -> str:
    """A number for a message: 1,000,000, and 1990 without a comma, as it may be a year."""
    if abs(value) >= 1e15 or value % 1:
        return f"{value:g}".replace("-", MINUS)
    return (f"{int(value):,}" if abs(value) >= 10_000 else str(int(value))).replace("-", MINUS)


def _numbers(plain: str, has_one: bool) -> Iterator[NumberInText]:
    for match in _NUMBER.finditer(plain):
        value = float(match["digits"]) * (-1 if match["sign"] else 1)
        before = plain[max(0, match.start() - 30) : match.start()]
        is_amount = bool(match["percent"] or match["money"] or match["currency"])
        if value == 1 and not has_one and not is_amount:
            continue
        if value == 2 and not is_amount and before.lower().endswith(("the ", "these ", "those ")):
            continue
        is_decade = bool(match["decade"]) and _may_be_decade(value)
        yield NumberInText(
            show_number(value) + "s" * is_decade,
            value,
            is_percent=bool(match["percent"]),
            is_amount=is_amount,
            is_decade=is_decade,
            is_ordinal=bool(match["ordinal"]),
            is_name=bool(_PART_OF_NAME.search(before)),
            unit=_unit(match["unit"]),
            about=_about(before),
            has_measure=is_amount or bool(match["unit"] or match["measure"]),
        )


def _words_with_values(plain: str) -> Iterator[NumberInText]:
    for match in re.finditer(r"[a-z]+", plain.lower()):
        word, before = match.group(), plain[max(0, match.start() - 30) : match.start()]
        # "Three hours and a half" has been rewritten; what is left of "and a half" counts nothing.
        if word in _WORD_VALUES and word not in _VAGUE_TWOS and not before.endswith(" and a "):
            yield NumberInText(word, _WORD_VALUES[word], about=_about(before))


def _about(before: str) -> str | None:
    return next((way for way, words in _ABOUT.items() if words.search(before)), None)


def _may_be_decade(value: float) -> bool:
    return value % 10 == 0 and (value < 100 or 1000 <= value <= 2100)


def _unit(word: str | None) -> str | None:
    if not word:
        return None
    word = word.lower()
    return {"centuries": "century", "decades": "decade"}.get(word, word)


def _is_share(match: re.Match[str]) -> bool:
    part, whole = int(match["part"]), int(match["whole"])
    if not 0 < part < whole or 1500 <= whole <= 2100:  # "the 3 of 2019"
        return False
    return match["link"] != "in" or part == 1 or whole in _ROUND_WHOLES


def _share(match: re.Match[str]) -> Share:
    return Share(int(match["part"]), int(match["whole"]), match["link"] == "in")


def _times_of_day(text: str) -> Iterator[tuple[int, int]]:
    for match in _TIME.finditer(text):
        yield int(match["hour"]) % 12, int(match["minute"] or match["dotted"])
    for match in _TIME_IN_WORDS.finditer(text):
        hour_word = match["hour"].lower()
        hour = int(hour_word) if hour_word.isdecimal() else NUMBER_WORDS[hour_word]
        minutes = 30 if match["part"].lower() == "half" else 15
        if match["side"].lower() == "to":
            hour, minutes = hour - 1, 60 - minutes
        yield hour % 12, minutes
