"""Reading dates: ISO, numeric, and with the month's name.

A numeric date that can be read in two ways (03/04/2022) keeps both readings until other evidence
settles it. It is never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_MONTHS = (
    *("jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?", "july?"),
    *("aug(?:ust)?", "sept?(?:ember)?", "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?"),
)
MONTH = rf"(?:{'|'.join(_MONTHS)})\b\.?"
"""Regular expression (ignoring case) of a month's name, short or whole."""
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_GAP = r"[ \t\u00a0\u202f]+"
MONTH_AND_DAY = rf"(?:{MONTH}{_GAP}{_DAY}|{_DAY}(?:{_GAP}of)?{_GAP}{MONTH})"
"""Regular expression (ignoring case) of a day without its year, such as `Oct. 14`."""

_DATE = re.compile(
    r"(?<![\w/.])(?<!(?<!-)-)(?:"
    r"(?P<year>\d{4})(?P<iso>[-/.])(?P<month>\d{1,2})(?P=iso)(?P<day>\d{1,2})(?!\d|[-/.]\d)"
    r"|(?P<first>\d{1,2})(?P<mark>[-/.])(?P<second>\d{1,2})(?P=mark)(?P<last>\d{4})(?!\d|[-/.]\d)"
    rf"|(?P<written>{MONTH}{_GAP}{_DAY},?{_GAP}\d{{4}}(?!\d)"
    rf"|{_DAY}(?:{_GAP}of{_GAP}|{_GAP}|-){MONTH}(?:,?{_GAP}|-)\d{{4}}(?!\d)))",
    re.IGNORECASE,
)
_BESIDE_DATE = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b"
    r"|\bat\b|\b[ap]\.?m\b|\b(?:utc|gmt|z|[a-z]{1,3}t)\b|T?[\d:.,+Z\s()-]+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as it is written in a text."""

    start: int
    end: int
    match: re.Match[str]

    @property
    def readings(self) -> tuple[str, ...]:
        """Each valid ISO date that it can stand for: none, one, or two (day first, month first)."""
        match = self.match
        if match["written"]:
            iso = read_month_name(match["written"])
            return (iso,) if iso else ()
        if match["year"]:
            candidates = [(match["year"], match["month"], match["day"])]
        else:
            candidates = [(match["last"], match["second"], match["first"])]
            # Dotted dates are written day first wherever they are in use.
            if match["mark"] != ".":
                candidates.append((match["last"], match["first"], match["second"]))
        valid = [iso for parts in candidates if (iso := _iso(*parts))]
        return tuple(dict.fromkeys(valid))

    @property
    def shows_order(self) -> str | None:
        """`day first` or `month first` where a part above 12 shows it, with / or - between."""
        if not self.match["first"] or self.match["mark"] == "." or len(self.readings) != 1:
            return None
        first, second = int(self.match["first"]), int(self.match["second"])
        if first == second:
            return None
        return "day first" if first > 12 else "month first"


def find_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[DateMention]:
    """Yield what looks like a date (possible or not) in `text[start:end]`, in order."""
    for match in _DATE.finditer(text, start, len(text) if end is None else end):
        yield DateMention(match.start(), match.end(), match)


def parse_date(value: str, evidence: str = "") -> str | None:
    """Read a string that holds a date, and nothing but a time and a weekday beside it.

    Args:
        value: Such as `2022-10-14T09:30:00Z`, `14.10.2022` or `Fri, Oct. 14, 2022`.
        evidence: Text with other dates by the same hand, which show the order of day and month
            where the two could be swapped.

    Returns:
        The date as YYYY-MM-DD, or None where it is no date, impossible or ambiguous.
    """
    value = value.strip()
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        return _iso(*value.split("-"))
    value = re.sub(r"(?<=\d)T(?=\d)", " ", value)
    mention = next(find_dates(value), None)
    if mention is None or _BESIDE_DATE.sub("", value[: mention.start] + value[mention.end :]):
        return None
    return settle_by_order(mention.readings, evidence)


def settle(readings: tuple[str, ...], text: str) -> str | None:
    """Choose between the readings of a date by the text that it stands in.

    What decides is the same date written out elsewhere in the text, else `settle_by_order`.
    """
    if len(readings) == 2:
        named = [reading for reading in readings if is_written_out(reading, text)]
        if named:
            return named[0] if len(named) == 1 else None
    return settle_by_order(readings, text)


def settle_by_order(readings: tuple[str, ...], evidence: str) -> str | None:
    """Choose by the order of day and month in which other numeric dates agree, or return None."""
    if len(readings) < 2:
        return readings[0] if readings else None
    orders = {order for mention in find_dates(evidence) if (order := mention.shows_order)}
    if len(orders) != 1:
        return None
    return readings[0] if orders == {"day first"} else readings[1]


def is_written_out(iso: str, text: str) -> bool:
    """Whether a text names this date in a form that can be read in one way alone."""
    year, month, day = iso.split("-")
    name, number = _MONTHS[int(month) - 1], rf"0?{int(day)}(?:st|nd|rd|th)?"
    forms = (
        rf"\b{name}\b\.?\s+{number},?\s+{year}\b"
        rf"|\b{number}(?:\s+of)?[\s-]+{name}\b\.?,?[\s-]+{year}\b|(?<!\d){iso}(?!\d)"
    )
    return re.search(forms, text, re.IGNORECASE) is not None


@lru_cache(maxsize=4096)
def read_month_name(written: str) -> str | None:
    """Read a full date with an English month name, or return None where there is no such day."""
    # Takes a third of a second to import: only a document with such a date pays for it.
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
