"""Tells when a statement was made: its document's date, or the day that its sentence names."""

from __future__ import annotations

import re
from datetime import date, timedelta

from index.lexicon.calendar_words import MONTH_PATTERNS, WEEKDAY_PATTERN, WEEKDAYS
from index.records import Span, Statement
from index.store.catalogue import Catalogue
from index.store.rows import DocumentInfo
from index.text.dates import find_dates

__all__ = ["date_of_document", "date_of_statement", "is_in_period"]

_WEEKDAY = re.compile(rf"\b(?:{WEEKDAY_PATTERN})\b", re.IGNORECASE)
_YESTERDAY = re.compile(r"\byesterday\b|\blast night\b", re.IGNORECASE)
_OTHER_TIME = re.compile(
    rf"\b(?:last|next|earlier|previously|(?:days?|weeks?|months?|years?) (?:ago|before)"
    rf"|(?:in|since|until|by) (?:{'|'.join(MONTH_PATTERNS)}|(?:19|20)\d\d))\b",
    re.IGNORECASE,
)
"""Words for another time than the document's, of which no day can be made."""
_HEAD = 400
"""Characters at the start of a text, such as the name of a meeting and its day."""
_YEAR = re.compile(r"\b\d{4}\b")


def date_of_document(catalogue: Catalogue, info: DocumentInfo) -> str | None:
    """A document's date; without one in its metadata the only day that its head names."""
    if info.date:
        return info.date
    head = catalogue.read(info.number, 0, _HEAD)
    days = {reading for one in find_dates(head) for reading in one.readings}
    return days.pop() if len(days) == 1 else None


def date_of_statement(
    day_of_document: str | None, statement: Statement, sentence: Span, text: str
) -> str | None:
    """The day on which a statement was made, ISO 8601; None if that isn't known.

    Args:
        day_of_document: What `date_of_document` gives.
        statement: The statement.
        sentence: The sentence with its cue.
        text: The words of that sentence.
    """
    if not day_of_document:
        return None
    outside = _outside_content(statement, sentence, text)
    written = [reading for one in find_dates(outside) for reading in one.readings]
    if len(written) == 1:
        return written[0]
    day = date.fromisoformat(day_of_document)
    if _YESTERDAY.search(outside):
        return (day - timedelta(days=1)).isoformat()
    weekday = _WEEKDAY.search(outside)
    if weekday:
        return _last_weekday(day, weekday.group()).isoformat()
    return None if written or _OTHER_TIME.search(outside) else day_of_document


def is_in_period(day: str | None, period: str) -> bool:
    """Whether an ISO date lies in a month or a year that a question names.

    Args:
        day: The date; None for an unknown one.
        period: Such as "March", "March 2021", "2021", "5 March 2021".
    """
    if not day:
        return False
    year = _YEAR.search(period)
    if year and year.group() != day[:4]:
        return False
    whole = [reading for one in find_dates(period) for reading in one.readings]
    if whole:
        return day in whole
    month = next(
        (
            at
            for at, one in enumerate(MONTH_PATTERNS, 1)
            if re.search(rf"\b(?:{one})\b", period, re.I)
        ),
        None,
    )
    number = re.search(r"\b\d{1,2}\b", period)
    if month is None:
        return year is not None
    return int(day[5:7]) == month and (number is None or int(number.group()) == int(day[8:10]))


def _outside_content(statement: Statement, sentence: Span, text: str) -> str:
    """The words of a sentence around what is reported: "… said on Tuesday"."""
    first = min(max(statement.start - sentence.start, 0), len(text))
    last = min(max(statement.end - sentence.start, 0), len(text))
    if statement.kind == "direct":
        # Of “…,” she said on Tuesday, “…” the words between are the document's too.
        between = re.sub(r"[“\"«][^”\"»]*[”\"»]?", " ", text[first:last])
        return f"{text[:first]} {between if between != text[first:last] else ''} {text[last:]}"
    return f"{text[:first]} {text[last:]}"


def _last_weekday(day: date, name: str) -> date:
    """The latest day with this name up to a day."""
    wanted = next(at for at, one in enumerate(WEEKDAYS) if one[:3] == name.lower()[:3])
    return day - timedelta(days=(day.weekday() - wanted) % 7)
