"""Dates: those of a sentence stand in the evidence that it names, or are its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.generation.checks.claim import Backing, Claim
from index.lexicon.calendar_words import MONTH_NUMBERS, WEEKDAYS
from index.text.dates import MONTH

_DATE = re.compile(
    rf"\b(?:(?P<before>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? )?(?P<month>{MONTH})"
    r"(?:,? (?P<after>\d{1,2})(?:st|nd|rd|th)?\b(?!\d|,\d{3}| percent|%))?"
    r"(?:,? (?P<year>(?:1[89]|20)\d\d)\b)?",
    re.IGNORECASE,
)
_SEASON = re.compile(
    r"\b(?:in|of|this|last|next|early|late|since|by)(?: the)? (spring|summer|fall|autumn|winter)\b",
    re.IGNORECASE,
)
_ISO = re.compile(r"\b(?P<year>(?:1[89]|20)\d\d)-(?P<month>\d{1,2})-(?P<day>\d{1,2})\b")
_DAY = re.compile(rf"\b((?i:{'|'.join(WEEKDAYS)})|yesterday|today|tonight|tomorrow)s?\b")


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
    known = [(day, _year(one)) for one in claim.backing for day in days(one.quote)]
    published = [day for one in claim.backing for day in days(one.citation.date or "")]
    for day in days(claim.text):
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


def without_dates(text: str) -> str:
    """The text without its dates, whose numbers are looked at as dates."""
    return _ISO.sub(" ", _DATE.sub(lambda match: " " if _is_date(match) else match.group(), text))


def _is_date(match: re.Match[str]) -> bool:
    # "may" and "march" are verbs unless they are written big or stand beside a number.
    return match["month"][:1].isupper() or bool(match["before"] or match["after"] or match["year"])


def days(text: str) -> Iterator[Day]:
    """The dates of a text, as far as it tells them."""
    for match in _DATE.finditer(text):
        if _is_date(match):
            day = match["before"] or match["after"]
            yield Day(
                int(match["year"]) if match["year"] else None,
                MONTH_NUMBERS[match["month"].rstrip(".").lower()],
                int(day) if day else None,
            )
    for match in _ISO.finditer(text):
        yield Day(int(match["year"]), int(match["month"]), int(match["day"]))


def _year(backing: Backing) -> int | None:
    return int(backing.citation.date[:4]) if backing.citation.date else None
