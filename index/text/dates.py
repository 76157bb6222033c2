"""Finds and reads dates: ISO (2022-10-14), numeric (14/10/2022) and with an English month name.

An ambiguous numeric date (03/04/2022: 3 April or 4 March) keeps both readings until other dates in
the document decide which is meant. It is never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from index.lexicon.calendar_words import MONTH_PATTERNS, WEEKDAY_PATTERN

MONTH = rf"(?:{'|'.join(MONTH_PATTERNS)})\b\.?"
"""Regular expression (to be used ignoring case) for a month's name, in full or abbreviated."""
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_GAP = r"[ \t\u00a0\u202f]+"
MONTH_AND_DAY = rf"(?:{MONTH}{_GAP}{_DAY}|{_DAY}(?:{_GAP}of)?{_GAP}{MONTH})"
"""Regular expression (to be used ignoring case) for a day without its year, such as `Oct. 14`."""

_DATE = re.compile(
    r"(?<![\w/.])(?<!(?<!-)-)(?:"
    r"(?P<year>\d{4})(?P<iso>[-/.])(?P<month>\d{1,2})(?P=iso)(?P<day>\d{1,2})(?!\d|[-/.]\d)"
    r"|(?P<first>\d{1,2})(?P<mark>[-/.])(?P<second>\d{1,2})(?P=mark)(?P<last>\d{4})(?!\d|[-/.]\d)"
    rf"|(?P<written>{MONTH}{_GAP}{_DAY},?{_GAP}\d{{4}}(?!\d)"
    rf"|{_DAY}(?:{_GAP}of{_GAP}|{_GAP}|-){MONTH}(?:,?{_GAP}|-)\d{{4}}(?!\d)))",
    re.IGNORECASE,
)
_BESIDE_DATE = re.compile(
    rf"\b(?:{WEEKDAY_PATTERN})\b"
    r"|\bat\b|\b[ap]\.?m\b|\b(?:utc|gmt|z|[a-z]{1,3}t)\b|T?[\d:.,+Z\s()-]+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as a text writes it, at `text[start:end]`."""

    start: int
    end: int
    match: re.Match[str]

    @property
    def readings(self) -> tuple[str, ...]:
        """The valid ISO dates that it can mean: none, one, or two (day first, then month first)."""
        match = self.match
        if match["written"]:
            iso = parse_written_date(match["written"])
            return (iso,) if iso else ()
        if match["year"]:
            candidates = [(match["year"], match["month"], match["day"])]
        else:
            candidates = [(match["last"], match["second"], match["first"])]
            # Dates with dots are written day first in all countries that use them.
            if match["mark"] != ".":
                candidates.append((match["last"], match["first"], match["second"]))
        valid = [iso for parts in candidates if (iso := _iso(*parts))]
        return tuple(dict.fromkeys(valid))

    @property
    def shows_order(self) -> str | None:
        """`day first` or `month first` if a part above 12 shows the order of the parts.

        None for dates with dots, which are always day first, and if both parts are equal.
        """
        if not self.match["first"] or self.match["mark"] == "." or len(self.readings) != 1:
            return None
        first, second = int(self.match["first"]), int(self.match["second"])
        if first == second:
            return None
        return "day first" if first > 12 else "month first"


def find_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[DateMention]:
    """Yield everything in `text[start:end]` that is written like a date, in order.

    Impossible dates (30 February) are included; they have no `readings`.
    """
    for match in _DATE.finditer(text, start, len(text) if end is None else end):
        yield DateMention(match.start(), match.end(), match)


def parse_date(value: str, evidence: str = "") -> str | None:
    """Read a string that holds one date and, at most, a time and a weekday besides.

    Args:
        value: For example `2022-10-14T09:30:00Z`, `14.10.2022` or `Fri, Oct. 14, 2022`.
        evidence: Other dates by the same author; their order of day and month decides how to read
            an ambiguous value.

    Returns:
        The date as YYYY-MM-DD; None if the value is not a date, impossible or ambiguous.
    """
    value = value.strip()
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        return _iso(*value.split("-"))
    value = re.sub(r"(?<=\d)T(?=\d)", " ", value)
    mention = next(find_dates(value), None)
    if mention is None or _BESIDE_DATE.sub("", value[: mention.start] + value[mention.end :]):
        return None
    return choose_by_day_order(mention.readings, evidence)


def choose_reading(readings: tuple[str, ...], text: str) -> str | None:
    """Choose between the readings of an ambiguous date with the help of the surrounding text.

    A reading that the text also spells out ("14 October 2022") wins; else `choose_by_day_order`
    decides. None if the date stays ambiguous.
    """
    if len(readings) == 2:
        spelled_out = [reading for reading in readings if is_spelled_out(reading, text)]
        if spelled_out:
            return spelled_out[0] if len(spelled_out) == 1 else None
    return choose_by_day_order(readings, text)


def choose_by_day_order(readings: tuple[str, ...], evidence: str) -> str | None:
    """Choose between the readings of a date by the order of day and month in other numeric dates.

    None if `evidence` has no date that shows the order, or dates of both orders.
    """
    if len(readings) < 2:
        return readings[0] if readings else None
    orders = {order for mention in find_dates(evidence) if (order := mention.shows_order)}
    if len(orders) != 1:
        return None
    return readings[0] if orders == {"day first"} else readings[1]


def is_spelled_out(iso: str, text: str) -> bool:
    """Whether a text writes this ISO date in an unambiguous form: spelled out, or as ISO."""
    year, month, day = iso.split("-")
    name, number = MONTH_PATTERNS[int(month) - 1], rf"0?{int(day)}(?:st|nd|rd|th)?"
    forms = (
        rf"\b{name}\b\.?\s+{number},?\s+{year}\b"
        rf"|\b{number}(?:\s+of)?[\s-]+{name}\b\.?,?[\s-]+{year}\b|(?<!\d){iso}(?!\d)"
    )
    return re.search(forms, text, re.IGNORECASE) is not None


@lru_cache(maxsize=4096)
def parse_written_date(written: str) -> str | None:
    """Read a full date with an English month name; None if there is no such day."""
    # Imported here because it takes 0.3 s: only documents with such a date pay for it.
    import dateparser

    parsed = dateparser.parse(
        " ".join(written.split()),
        languages=["en"],
        settings={"STRICT_PARSING": True, "PARSERS": ["absolute-time"]},
    )
    return parsed.date().isoformat() if parsed else None


def _iso(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
