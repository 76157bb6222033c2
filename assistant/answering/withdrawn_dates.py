"""The dates that a withdrawn claim gives, and which sentences repeat them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.generation.comparison.dates_in_text import PartialDate, find_placed_dates
from index.lexicon.calendar_words import WEEKDAYS
from index.lexicon.reporting_verbs import VERBS

__all__ = ["claimed_dates", "repeats_date"]

_PAST = "|".join(word for word, verb in VERBS.items() if verb.form == "past" and word.isalpha())
_PUBLICATION = re.compile(
    r"\b(?:releases?|articles?|reports?|notices?|statements?|editions?|letters?|bulletins?|leaflets?"
    r"|newsletters?|newspapers?|papers?|posts?|issued|published|printed|wrote|wrongly"
    rf"|(?:we|it|they) (?:{_PAST}))"
    rf"(?: (?:of|on|from|dated|published|issued|sent out|the|last|{'|'.join(WEEKDAYS)}),?)*\s*$",
    re.IGNORECASE,
)
"""Words before the date of what was published: "in our release of", "we wrote on"."""
_MAX_BEFORE = 80
"""Characters before a date in which such words are looked for."""
_OPENING_DATE = re.compile(r"^\W*(?:on|in)\s*$", re.IGNORECASE)
_PUBLISHED_THEN = re.compile(
    rf"^,? (?:we|(?:the|our) (?:\w+ ){{1,3}}?)(?: ?)(?:{_PAST}|wrote|gave|published)\b",
    re.IGNORECASE,
)
"""Words behind such a date at the start of a sentence: "On 3 May we announced"."""


def claimed_dates(text: str) -> tuple[PartialDate, ...]:
    """The dates of a claim, without those on which it was published."""
    return tuple(
        date
        for place, date in find_placed_dates(text)
        if not _PUBLICATION.search(text[max(0, place.start - _MAX_BEFORE) : place.start])
        and not (
            _OPENING_DATE.match(text[: place.start]) and _PUBLISHED_THEN.match(text[place.end :])
        )
    )


def repeats_date(
    text: str, withdrawn: Iterable[PartialDate], right: Iterable[PartialDate] = ()
) -> bool:
    """Whether a text has a withdrawn date, told more or less fully, and not the right one.

    "June 2021" repeats "1 June", unless "15 June 2021" is right.
    """
    dates = claimed_dates(text)
    if any(_agree(date, other) for date in dates for other in right):
        return False
    return any(_agree(date, other) for date in dates for other in withdrawn)


def _agree(one: PartialDate, other: PartialDate) -> bool:
    """Whether either covers the other; a year that only one of them has is taken for both."""
    return one.covers(other, one.year) or other.covers(one, other.year)
