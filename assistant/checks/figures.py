"""Numbers and dates: those of a sentence stand in the evidence that it names."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from text_to_num import alpha2digit

from assistant.checks.claim import Backing, Claim

_SCALES = {
    "hundred": 100.0,
    "thousand": 1e3,
    "k": 1e3,
    "million": 1e6,
    "m": 1e6,
    "mn": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
    "100": 100.0,
    "1000": 1e3,
    "1000000": 1e6,
    "1000000000": 1e9,
    "1000000000000": 1e12,
}
_NUMBER = re.compile(
    r"(?<![\w.])(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:[ -]?(?P<scale>hundred|thousand|million|billion|trillion|bn|mn|tn|[kmb]\b|10{2,12}\b))?"
    r"(?:st|nd|rd|th|s)?(?![\d])(?: decades?\b)?",
    re.IGNORECASE,
)
_HALF = re.compile(r"(?P<whole>\b\d+) and a half\b")
_ONE = re.compile(r"(?<![\w.])1(?![\w.]|,\d)")
_SPOKEN = {"half": 0.5, "dozen": 12.0, "twice": 2.0, "double": 2.0, "triple": 3.0}
_SPOKEN |= {"doubled": 2.0, "tripled": 3.0, "thrice": 3.0, "both": 2.0, "pair": 2.0, "couple": 2.0}
_LOOSE = frozenset(("both", "pair", "couple", "double", "doubled"))
"""Words that say two, but can be said of two things that nobody has counted."""
_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): n for n, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"\b(?:(?P<before>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? )?(?P<month>{_MONTH})\b\.?"
    r"(?:,? (?P<after>\d{1,2})(?:st|nd|rd|th)?\b(?!\d|,\d{3}| percent|%))?"
    r"(?:,? (?P<year>(?:1[89]|20)\d\d)\b)?",
    re.IGNORECASE,
)
_MANY = re.compile(r"\b(?:dozens|hundreds|thousands|millions|billions|trillions)\b", re.IGNORECASE)
"""Words that count nothing."""
_SEASON = re.compile(
    r"\b(?:in|of|this|last|next|early|late|since|by)(?: the)? (spring|summer|fall|autumn|winter)\b",
    re.IGNORECASE,
)
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
_OWN_COUNT = (2.0, 3.0, 4.0)
"""What a sentence may count by itself, where the evidence has no number of up to `_FEW`."""
_FEW = 12.0
_OUT_OF_TEN = re.compile(r"\b(\d+) (?:out of|in|of) (?:every )?10\b")
_ISO = re.compile(r"\b(?P<year>(?:1[89]|20)\d\d)-(?P<month>\d{1,2})-(?P<day>\d{1,2})\b")
_WEEKDAYS = {name.lower(): name for name in calendar.day_name}
_DAY = re.compile(rf"\b((?i:{'|'.join(_WEEKDAYS)})|yesterday|today|tonight|tomorrow)s?\b")


@dataclass(frozen=True, slots=True)
class Day:
    """A date as far as it is told."""

    year: int | None
    month: int
    day: int | None

    def fits(self, other: Day, year: int | None) -> bool:
        """Whether a date that a text tells covers this one; `year` is the text's own."""
        same_year = self.year is None or self.year == (other.year or year)
        same_day = self.day is None or self.day == other.day
        return self.month == other.month and same_day and same_year


def misdated(claim: Claim) -> str | None:
    """Whether a date or a day of a sentence is neither told by the evidence nor its own date."""
    known = [(day, _year(one)) for one in claim.backing for day in _days(one.quote)]
    published = [day for one in claim.backing for day in _days(one.citation.date or "")]
    for day in _days(claim.text):
        # A month alone is the document's own only where its words name no other.
        own = day.day is not None or not known
        if not any(day.fits(other, year) for other, year in known) and not (
            own and any(day.fits(other, None) for other in published)
        ):
            return "a date that the evidence does not have"
    quoted = re.sub(r"[^\w\s]", " ", " ".join(one.quote for one in claim.backing).lower())
    for match in _SEASON.finditer(claim.text):
        season = match[1].lower()
        if not {season, {"fall": "autumn", "autumn": "fall"}.get(season)} & set(quoted.split()):
            return f"the evidence does not say “{match[1]}”"
    told = {match[1].lower() for one in claim.backing for match in _DAY.finditer(one.quote)}
    for match in _DAY.finditer(claim.text):
        # "Today" may be these days.
        if match[1].lower() not in told and (told or match[1] != "today"):
            return f"the evidence does not say “{match.group()}”"
    return None


def miscounted(claim: Claim) -> str | None:
    """Whether a number of a sentence does not stand in the evidence, in whatever form."""
    known = {number for one in claim.backing for number in _known(one)}
    counted = any(1 < number <= _FEW for number in known)
    for shown, value in numbers(_undated(claim.text)):
        if value in _OWN_COUNT and not counted and not re.search(rf"\b{value:.0f}\b", claim.text):
            continue  # what the evidence lists, counted
        same = {value}
        if value == 0.5:
            same.add(50.0)
        elif "decade" in shown:
            same.add(10 * value)
        if not same & known:
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


def _bounds(text: str) -> Iterator[tuple[str, str]]:
    """Numbers that are said to be more or less than something is."""
    for match in _BOUND.finditer(_digits(text)):
        yield match["digits"].replace(",", ""), "over" if match["over"] else "under"


def numbers(text: str) -> Iterator[tuple[str, float]]:
    """The numbers of a text, each as it is shown once words are digits, and its value.

    "One", "first" and "the two" are left out, which count nothing as often as they do.
    """
    plain = _HALF.sub(r"\g<whole>.5", _digits(text))
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
    for day in _days(f"{backing.citation.date or ''}"):
        yield from (float(part) for part in (day.year, day.day) if part)
    # A role or a name may have one: "the 42nd president".
    for other in (*backing.speakers, backing.roles, backing.citation.outlet or ""):
        yield from (value for _, value in numbers(other))


@lru_cache(maxsize=512)
def _digits(text: str) -> str:
    """The text with its numbers in digits: "forty-two" is 42."""
    plain = re.sub(r"\b[A-Z]{3,}\b", lambda match: match.group().lower(), text)
    plain = re.sub(r"(?<=[a-z])-(?=[a-z])", " ", _MANY.sub(" many ", plain))
    return str(alpha2digit(plain, "en", 1))


def _undated(text: str) -> str:
    """The text without its dates, whose numbers are looked at as dates."""
    return _ISO.sub(" ", _DATE.sub(lambda match: " " if _is_date(match) else match.group(), text))


def _is_date(match: re.Match[str]) -> bool:
    # "may" and "march" are verbs unless they are written big or stand beside a number.
    return match["month"][:1].isupper() or bool(match["before"] or match["after"] or match["year"])


def _days(text: str) -> Iterator[Day]:
    for match in _DATE.finditer(text):
        if _is_date(match):
            day = match["before"] or match["after"]
            yield Day(
                int(match["year"]) if match["year"] else None,
                _MONTHS[match["month"].lower()],
                int(day) if day else None,
            )
    for match in _ISO.finditer(text):
        yield Day(int(match["year"]), int(match["month"]), int(match["day"]))


def _year(backing: Backing) -> int | None:
    return int(backing.citation.date[:4]) if backing.citation.date else None
