"""Numbers: those of a sentence stand in the evidence that it names, in whatever form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from text_to_num import alpha2digit

from assistant.generation.checks.claim import Backing, Claim
from assistant.generation.checks.dates import days, without_dates
from index.lexicon.number_words import SCALE_WORDS

_SCALES = {word: float(value) for word, value in SCALE_WORDS.items()}
_SCALES |= {str(value): float(value) for value in SCALE_WORDS.values()}
_SCALES |= {"k": 1e3, "m": 1e6, "mn": 1e6, "b": 1e9, "bn": 1e9, "tn": 1e12}
_NUMBER = re.compile(
    r"(?<![\w.])(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"(?:[ -]?(?P<scale>{'|'.join(SCALE_WORDS)}|bn|mn|tn|[kmb]\b|10{{2,12}}\b))?"
    r"(?:st|nd|rd|th|s)?(?![\d])(?: decades?\b)?",
    re.IGNORECASE,
)
_HALF = re.compile(r"(?P<whole>\b\d+) and a half\b")
_ONE = re.compile(r"(?<![\w.])1(?![\w.]|,\d)")
_SPOKEN = {"half": 0.5, "dozen": 12.0, "twice": 2.0, "double": 2.0, "triple": 3.0}
_SPOKEN |= {"doubled": 2.0, "tripled": 3.0, "thrice": 3.0, "both": 2.0, "pair": 2.0, "couple": 2.0}
_LOOSE = frozenset(("both", "pair", "couple", "double", "doubled"))
"""Words that say two, but can be said of two things that nobody has counted."""
_MANY = re.compile(rf"\b(?:dozen|{'|'.join(SCALE_WORDS)})s\b", re.IGNORECASE)
"""Words that count nothing."""
_BOUND = re.compile(
    r"\b(?:(?P<over>(?:no|not) (?:less|fewer) than|at least|(?<!no )(?<!not )more than|over|above"
    r"|exceed(?:s|ed|ing)?|upwards of|topp(?:ed|ing))"
    r"|(?:no|not) more than|at most|a maximum of|(?<!no )(?<!not )(?:less|fewer) than|under|below)"
    r" [$£€]?(?P<digits>\d[\d,.]*\d|\d)",
    re.IGNORECASE,
)
_MONEY = re.compile(r"(?P<sign>[$£€¥])\s?(?P<digits>\d[\d,.]*\d|\d)")
_UNITS = {"second": "second", "minute": "minute", "hour": "hour", "day": r"\bda(?:y|ily)"}
_UNITS |= {"week": "week", "month": "month", "year": "year|annual", "decade": "decade"}
_UNITS |= {"century": "centur"}
_UNIT = re.compile(rf"\b(?:one|full|whole|entire) ({'|'.join(_UNITS)})\b", re.IGNORECASE)
"""One of a unit of time, which no number tells."""
_EARLY = 3
"""Month up to which the last quarter, month or autumn was in the year before."""
_OWN_COUNT = (2.0, 3.0, 4.0)
"""What a sentence may count by itself, where the evidence has no number of up to `_FEW`."""
_FEW = 12.0
_HALVES = {"minute": "30", "hour": "30", "year": "6", "dozen": "6", "century": "50", "day": "12"}
_HALF_OF = re.compile(rf"\bhalf[- ](?:an? |of an? )?({'|'.join(_HALVES)})\b", re.IGNORECASE)
"""Halves of units that a smaller unit counts: half an hour is 30 minutes."""
_LAST = re.compile(
    r"\b(?:last|past|previous|final) (year|fall|autumn|winter|summer|spring|quarter|month"
    r"|december|november|october)\b",
    re.IGNORECASE,
)
_APART = re.compile(
    r"(?<!\d)(?P<count>\d+) (?P<unit>day|week|month|year)s? (?:later|earlier|before)\b"
)
_DAYS = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}
_IN_NAME = re.compile(r"\b[A-Z]{1,4}-(\d+)\b")
_OUT_OF_TEN = re.compile(r"\b(\d+) (?:out of|in|of) (?:every )?10\b")


def miscounted(claim: Claim) -> str | None:
    """Whether a number of a sentence does not stand in the evidence, in whatever form."""
    known = {number for one in claim.backing for number in _known(one)}
    apart = set(_between(claim))
    named = set(_IN_NAME.findall(claim.text)) & set(
        _IN_NAME.findall(" ".join([claim.question, *(one.quote for one in claim.offered)]))
    )
    counted = any(1 < number <= _FEW for number in known)
    for shown, value in numbers(without_dates(claim.text)):
        if value in _OWN_COUNT and not counted and not re.search(rf"\b{value:.0f}\b", claim.text):
            continue  # what the evidence lists, counted
        same = {value}
        if value == 0.5:
            same.add(50.0)
        elif "decade" in shown:
            same.add(10 * value)
        if shown in named:
            continue  # part of a name: the "EB-5" program
        if not same & (known | apart):
            return f"the evidence does not have the number {shown}"
    told = " ".join(one.quote for one in claim.backing)
    bounds = dict(_bounds(told))
    for number, bound in _bounds(claim.text):
        if bounds.get(number, bound) != bound:
            return "it puts a number on the other side of a bound"
    for match in _UNIT.finditer(claim.text):
        if not re.search(_UNITS[match[1].lower()], told, re.IGNORECASE):
            return f"the evidence does not say “{match.group()}”"
    signs = {match["digits"]: match["sign"] for match in _MONEY.finditer(told)}
    for match in _MONEY.finditer(claim.text):
        if signs.get(match["digits"], match["sign"]) != match["sign"]:
            return "it gives an amount in another currency"
    return None


def _between(claim: Claim) -> Iterator[float]:
    """How much time a sentence counts between two pieces of evidence, where their dates agree."""
    told = list(filter(None, map(_published, claim.backing)))
    for match in _APART.finditer(_digits(claim.text)):
        count = float(match["count"])
        if any(
            round(abs((one - other).days) / _DAYS[match["unit"]]) == count
            for one in told
            for other in told
        ):
            yield count


def _published(backing: Backing) -> date | None:
    match = re.match(r"\d{4}-\d\d-\d\d", backing.citation.date or "")
    return date.fromisoformat(match.group()) if match else None


def _bounds(text: str) -> Iterator[tuple[str, str]]:
    """Numbers that are said to be more or less than something is."""
    for match in _BOUND.finditer(_digits(text)):
        yield match["digits"].replace(",", ""), "over" if match["over"] else "under"


def numbers(text: str) -> Iterator[tuple[str, float]]:
    """The numbers of a text, each as it is shown once words are digits, and its value.

    "One", "first" and "the two" are left out, which count nothing as often as they do.
    """
    plain = _HALF.sub(r"\g<whole>.5", _digits(text))
    plain = _HALF_OF.sub(lambda match: _HALVES[match[1].lower()], plain)
    plain = _OUT_OF_TEN.sub(lambda match: f"{match[1]}0 percent", plain)
    for match in _NUMBER.finditer(plain):
        value = float(match["digits"].replace(",", ""))
        if value == 1 and not match["scale"] and not _ONE.search(text):
            continue
        if value == 2 and plain[: match.start()].lower().endswith(("the ", "these ", "those ")):
            continue
        yield match.group(), round(value * (_scale(match["scale"])), 6)
    # "An hour and a half" may be ninety minutes.
    for word in re.findall(r"[a-z]+", plain.lower().replace("and a half", "")):
        if word in _SPOKEN and word not in _LOOSE:
            yield word, _SPOKEN[word]


def _scale(word: str | None) -> float:
    return _SCALES[word.lower()] if word else 1.0


def _known(backing: Backing) -> Iterator[float]:
    for shown, value in numbers(backing.quote):
        yield value
        if "decade" in shown:
            yield 10 * value
        # "35-12" and "1990s" hold these too.
    for match in re.finditer(r"\d+", backing.quote):
        yield float(match.group())
    words = set(re.findall(r"[a-z]+", backing.quote.lower()))
    yield from (value for word, value in _SPOKEN.items() if word in words)
    if "percent" in words and 50.0 in {value for _, value in numbers(backing.quote)}:
        yield 0.5
    for day in days(f"{backing.citation.date or ''}"):
        yield from (float(part) for part in (day.year, day.day) if part)
        # "Last year", or "the last quarter" in January, is in the year before.
        if day.year and any(
            match[1].lower() == "year" or day.month <= _EARLY
            for match in _LAST.finditer(backing.quote)
        ):
            yield float(day.year - 1)
    # A role or a name may have one: "the 42nd president".
    for other in (*backing.speakers, backing.roles, backing.citation.outlet or ""):
        yield from (value for _, value in numbers(other))


@lru_cache(maxsize=512)
def _digits(text: str) -> str:
    """The text with its numbers in digits: "forty-two" is 42."""
    plain = re.sub(r"\b[A-Z]{3,}\b", lambda match: match.group().lower(), text)
    plain = re.sub(r"(?<=[a-z])-(?=[a-z])", " ", _MANY.sub(" many ", plain))
    return str(alpha2digit(plain, "en", 1))
