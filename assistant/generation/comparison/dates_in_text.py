"""Finds the dates of a text, complete ones and partial ones such as "May 2016" or "3 May"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.lexicon.calendar_words import MONTH_NUMBERS
from index.lexicon.number_words import SCALE_WORDS
from index.records import Span
from index.text.dates import MONTH

_AMOUNT = (
    r"[.,]\d|[¼½¾⅓⅔⁰¹²³⁴-⁹]|[ \u00a0\u2009\u202f]\d{3}\b"
    rf"|[ -]?(?:%|per ?cent|{'|'.join(SCALE_WORDS)})"
)
"""What follows a number behind a month's name that is no day: "in May 12.5 per cent"."""
_DATE = re.compile(
    rf"\b(?:(?<!\d[.,])(?P<before>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? )?(?P<month>{MONTH})"
    rf"(?:,? (?P<after>\d{{1,2}})(?:st|nd|rd|th)?\b(?!{_AMOUNT}))?"
    r"(?:,? (?P<year>(?:1[89]|20)\d\d)\b)?",
    re.IGNORECASE,
)
_ISO_DATE = re.compile(r"\b(?P<year>(?:1[89]|20)\d\d)-(?P<month>\d{1,2})-(?P<day>\d{1,2})\b")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date, of which the year and the day may be unknown."""

    year: int | None
    month: int
    day: int | None

    def covers(self, other: PartialDate, default_year: int | None) -> bool:
        """Whether this date, as far as it is known, agrees with another one.

        Args:
            other: The other date.
            default_year: The year of `other` where it has none.
        """
        same_year = self.year is None or self.year == (other.year or default_year)
        same_day = self.day is None or self.day == other.day
        return self.month == other.month and same_day and same_year


def find_dates(text: str) -> Iterator[PartialDate]:
    """The dates of a text, each as complete as the text gives it."""
    return (date for _, date in find_placed_dates(text))


def find_placed_dates(text: str) -> Iterator[tuple[Span, PartialDate]]:
    """The dates of a text, each with its place."""
    for match in _DATE.finditer(text):
        if _is_date(match):
            day = match["before"] or match["after"]
            date = PartialDate(
                int(match["year"]) if match["year"] else None,
                MONTH_NUMBERS[match["month"].rstrip(".").lower()],
                int(day) if day else None,
            )
            yield Span(*match.span()), date
    for match in _ISO_DATE.finditer(text):
        date = PartialDate(int(match["year"]), int(match["month"]), int(match["day"]))
        yield Span(*match.span()), date


def remove_dates(text: str) -> str:
    """The text with "(date)" for each date, so that a date's numbers are not counted."""
    without = _DATE.sub(lambda match: "(date)" if _is_date(match) else match.group(), text)
    return _ISO_DATE.sub("(date)", without)


def _is_date(match: re.Match[str]) -> bool:
    # "may" and "march" are verbs unless they have a capital or a number beside them.
    return match["month"][:1].isupper() or bool(match["before"] or match["after"] or match["year"])
