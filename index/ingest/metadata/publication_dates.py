"""Finds a document's publication date, and the dates in its header, bylines and datelines.

Only a date in the position of a publication date counts: alone on a line, in a byline, in a
dateline, or after a teaser. A date inside a running sentence belongs to the text's topic.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from index.ingest.metadata.dated_titles import ends_title
from index.lexicon.calendar_words import WEEKDAY_PATTERN
from index.lexicon.function_words import PREPOSITIONS
from index.lexicon.name_words import PARTICLES, PUBLIC_BODIES
from index.lexicon.speaker_labels import SPEECH_KINDS
from index.text.dates import (
    MONTH_AND_DAY,
    DateMention,
    choose_reading,
    find_dates,
    is_spelled_out,
    parse_written_date,
)

HEADER_CHARACTERS = 1_500
"""Number of characters at the start of a document that are searched for its publication date."""

_EVIDENCE = 200_000
"""Number of characters that are searched for evidence on how to read an ambiguous date."""

_SPEECH = rf"(?:{'|'.join(map(re.escape, SPEECH_KINDS))})"
_RELEASE = r"(?:press|news|media)\s+(?:release|statement|notice)"
_LABEL = re.compile(
    r"\b(?:(?:first|originally|last|as)\s+)?(?:published|posted|updated|modified|edited|corrected"
    r"|revised|amended|released|issued|filed|dated?"
    rf"|{_RELEASE}|for\s+immediate\s+release"
    rf"|delivered|debated|held|{_SPEECH}\s+(?:made|given|delivered))\b"
    r"(?:\s+(?:on|at))?\s*:?",
    re.IGNORECASE,
)
_BEGINS_RELEASE = re.compile(rf"\W*(?:joint\s+)?{_RELEASE}\s*[|·•,–—-]", re.IGNORECASE)
"""A line that goes on with who issues a release, and when: it is no title."""
_OF_VISIT = re.compile(
    r"\b(?:scraped|retrieved|fetched|crawled|downloaded|accessed|archived|captured|printed|cached"
    r"|viewed|visited|checked|embargo(?:ed)?)\b[^.|;·•]{0,40}$",
    re.IGNORECASE,
)
"""The day on which somebody fetched the text, or until which nobody may publish it."""
_OF_UPDATE = re.compile(
    r"\b(?:updated|modified|edited|corrected|revised|amended)\b[\s:]*(?:on\b)?[^.|;·•]*$",
    re.IGNORECASE,
)
_OF_CORRECTION = re.compile(
    r"^\W*(?:correction|clarification|corrigendum|erratum|(?:editor['’]s )?note)s?\b[^.|;·•]*$",
    re.IGNORECASE,
)
"""The day on which something in a text was corrected, above the text itself."""
_TIME = re.compile(
    r"\b\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s*[ap]\.?m\b\.?)?|\b\d{1,2}\s*[ap]\.?m\b\.?", re.IGNORECASE
)
_REFERENCE = re.compile(
    r"\b(?:vol(?:ume)?s?|cols?|columns?|pages?|pp?|nos?|number|part|issue|cc?)\b\.?\s*\d[\d–-]*"
    r"|\bcc?\d+(?:[–-]\d+)?\b|\{\{[^{}]{1,60}\}\}",
    re.IGNORECASE,
)
"""Where a record is printed: "columns 12-40"; and what a web page's template left."""
_SMALL_WORDS = frozenset({"by", "and", "at", "in", "local", "time", "sitting", "session"})
_FOREIGN_PARTICLES = frozenset(PARTICLES) | {
    "del",
    "des",
    "das",
    "do",
    "dos",
    "y",
    "e",
    "et",
    "und",
}
_BODY_PARTICLES = _FOREIGN_PARTICLES | {
    *("of", "for", "the", "on", "to", "media", "release", "statement", "communiqué", "communique"),
    *("transcript", "bulletin", "briefing", "speech", "remarks", "hansard"),
}
"""Small words in and beside the names of bodies that publish."""
_MAX_BODY_WORDS = 16
_WEEKDAY_BEFORE = re.compile(rf"\b(?:{WEEKDAY_PATTERN}),?\s*$", re.IGNORECASE)
_SET_OFF_BEFORE = re.compile(rf"[,|–—·•:(/-]\s*$|{_WEEKDAY_BEFORE.pattern}", re.IGNORECASE)
_SET_OFF_AFTER = re.compile(r"\s*[,|–—·•:)/-]")
_MAX_HEADER = 120
_MAX_HEADER_WORDS = 9
_ON_A_DAY = re.compile(rf"\s*(?:on|of)\s+(?:(?:{WEEKDAY_PATTERN})\b\.?,?\s+)?", re.IGNORECASE)
_LIST_MARKS = " \t\ufeff*-–•·"
_FACT = re.compile(r"\s*[*•·–-]\s+[^:\n]{1,60}:\s*")
"""An item of a list that tells when something was: "- Council vote: 2 June 1934"."""
_FACT_OF_THING = re.compile(
    r"[|>\s]*[*_]*(?:[^\W\d_]+\s+){0,3}?(?:[^\W\d_]{2,}ed|built|begun|born|died|due|deadline|opening"
    r"|closing|building|start|end|starts?|ends?|begins?|opens?|closes?|expires?|valid|until|since|from)"
    r"[*_]*\s*[:|][*_:\s]*",
    re.IGNORECASE,
)
"""The same in a line of its own: "Opened: 2 June 1934"."""
_EVENT = re.compile(r"[^\w\n]{1,6}[^\W\d_]+[^\n]{0,80}\s[^\W\d_]+")
_MIN_TITLE_WORDS = 4
"""Words of a title apart from its date, by which it is more than the name of who publishes."""
_SENTENCE_END = re.compile(r"[.!?…][”\"’')\]]*\s+")
_DATELINE_END = re.compile(
    r",?\s*(?:\([^()\n]{2,40}\)\s*)?(?:—|–|--|-(?=\s)|:)|[.,]?\s*/[^/\n]{2,40}/\s*[.—–-]"
)
_YEARLESS_DATELINE = re.compile(
    rf"^[^\S\n]*(?P<place>[^\W\d_][^\n()]{{1,50}}?),[^\S\n]*(?P<day>{MONTH_AND_DAY})"
    rf"(?:{_DATELINE_END.pattern})",
    re.MULTILINE | re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_YEAR_LINE = re.compile(r"^\W*((?:19|20)\d{2})\W*$", re.MULTILINE)
_SPAN = re.compile(r"\s*(?:[-–—]+|to|until)\s*")
_FILE_DATE = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
_SAME_STORY_DAYS = 7

DatePosition = Literal["line", "tail", "dateline", "title"]


@dataclass(frozen=True, slots=True)
class HeaderDate:
    """A date at the head of a text, in a position where publication dates are printed."""

    mention: DateMention
    place: DatePosition
    """Its position: the whole line is a header, only its end is, running text follows, or a title
    ends with it."""
    of_update: bool
    """Whether it is labelled as the date of an update."""
    of_correction: bool = False
    """Whether it is that of a correction, which may stand above a text that is older."""


def publication_date(text: str, *, start: int = 0, file_name: str = "") -> str | None:
    """Find the date on which a document says that it was published.

    Args:
        text: The document's text.
        start: Where its content starts, after front matter.
        file_name: Name that may contain an ISO date (`breitbart_2015-11-11_x.txt`), used last.

    Returns:
        The date as YYYY-MM-DD; None if there is no date, or no certain reading of it.
    """
    from_name = _date_in(file_name)
    dates: dict[str, set[DatePosition]] = {}
    corrected: list[str] = []
    events: set[str] = set()
    for header in header_dates(text, start):
        readings = header.mention.readings
        iso = choose_reading(readings, text[start : start + _EVIDENCE])
        if iso is None and from_name in readings:
            iso = from_name
        if iso and header.of_correction:
            corrected.append(iso)
        elif iso and not header.of_update:
            dates.setdefault(iso, set()).add(header.place)
            if _begins_event(text, header.mention):
                events.add(iso)
    if len(events) > 1:
        dates = {iso: places for iso, places in dates.items() if iso not in events}
    if len(dates) > 2:
        # A chronology: its lines begin with dates, none of which is the publication date.
        return from_name
    found = [iso for iso, places in dates.items() if places != {"title"}] or list(dates)
    if found:
        return found[0]
    return _yearless_dateline(text, start, from_name) or from_name or next(iter(corrected), None)


def header_dates(text: str, start: int = 0) -> list[HeaderDate]:
    """Find the dates at the head of a text that are in the position of a publication date."""
    found = []
    mentions = list(find_dates(text, start, _end_of_head(text, start)))
    # A range of dates is the topic of a text, not its publication date.
    in_span = {
        mention.start
        for pair in pairwise(mentions)
        if _SPAN.fullmatch(text, pair[0].end, pair[1].start)
        for mention in pair
    }
    for mention in mentions:
        if mention.start in in_span:
            continue
        line_start = max(text.rfind("\n", start, mention.start) + 1, start)
        line_end = text.find("\n", mention.end, mention.end + HEADER_CHARACTERS)
        before = text[line_start : mention.start].lstrip("\ufeff")
        after = text[mention.end : line_end if line_end >= 0 else mention.end + HEADER_CHARACTERS]
        place = _place_of(before, after)
        # A line of few words may be no more than the name of who publishes, and the date.
        may_be_title = place is None or len(before.split()) >= _MIN_TITLE_WORDS
        may_be_title = may_be_title and not _BEGINS_RELEASE.match(before)
        if may_be_title and ends_title(text[start:line_start], before, after):
            place = "title"
        # The cheap test comes first: parsing a month's name may import a large library.
        if place and mention.readings:
            is_update, is_correction = _OF_UPDATE.search(before), _OF_CORRECTION.match(before)
            found.append(HeaderDate(mention, place, bool(is_update), bool(is_correction)))
    return found


def _begins_event(text: str, mention: DateMention) -> bool:
    """Whether a line begins with a date and goes on with what happens on it."""
    line_start = text.rfind("\n", 0, mention.start) + 1
    if text[line_start : mention.start].strip(_LIST_MARKS):
        return False
    return _EVENT.match(text, mention.end) is not None


def _end_of_head(text: str, start: int) -> int:
    """Where the head of a text ends: the blanks that centre the lines of a cover don't count."""
    end = 0
    head = text[start : start + 4 * HEADER_CHARACTERS]
    left = HEADER_CHARACTERS
    for line in head.splitlines(keepends=True):
        if left <= 0:
            break
        end += min(len(line), len(line) - len(line.strip()) + left)
        left -= max(1, len(line.strip()))
    return start + end


def _place_of(before: str, after: str) -> DatePosition | None:
    """The position of a date from the text around it; None if it is no publication date."""
    if _OF_VISIT.search(before):
        return None
    is_fact = _FACT.fullmatch(before) or _FACT_OF_THING.fullmatch(before)
    if is_fact and not _LABEL.search(before):
        return None
    if reads_as_header(before, after):
        return "line"
    if _ON_A_DAY.fullmatch(before) and reads_as_header("", after):
        return "line"
    ends = list(_SENTENCE_END.finditer(before[-_MAX_HEADER:]))
    if ends and reads_as_header(before[-_MAX_HEADER:][ends[-1].end() :], after):
        return "tail"
    if _DATELINE_END.match(after) and reads_as_header(before):
        return "dateline"
    return None


def reads_as_header(before: str, after: str = "") -> bool:
    """Whether the text around a date consists of names, times and labels, without prose."""
    if len(before) + len(after) > _MAX_HEADER:
        return False
    around = f"{before} | {after}"
    bare = _REFERENCE.sub(" ", _TIME.sub(" ", _LABEL.sub(" ", around)))
    words = re.findall(r"[^\W_][\w.'’&-]*", bare)
    if len(words) <= _MAX_HEADER_WORDS and all(map(_is_written_as_name, words)):
        return True
    return _names_a_body(words, before, after, labelled=_LABEL.search(around) is not None)


def _is_written_as_name(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit() or word in _SMALL_WORDS


def _names_a_body(words: Sequence[str], before: str, after: str, *, labelled: bool) -> bool:
    """Whether the words around a date name a public body: "Ministry of Roads of Tarvania, "."""
    if not words or len(words) > _MAX_BODY_WORDS or not (words[0][0].isupper() or labelled):
        return False
    # Prose, too, may hold nothing but names: "In the Senate of Westmoor".
    if words[0].lower() in PREPOSITIONS and not labelled:
        return False
    if not (labelled or _SET_OFF_BEFORE.search(before) or _SET_OFF_AFTER.match(after)):
        return False
    small = {word for word in words if not _is_written_as_name(word)}
    if small <= _FOREIGN_PARTICLES:
        return True
    if small == {"of"} and _WEEKDAY_BEFORE.search(before):
        return True
    kinds = {word.lower() for word in words}
    return small <= _BODY_PARTICLES and (labelled or not kinds.isdisjoint(PUBLIC_BODIES))


def _yearless_dateline(text: str, start: int, from_name: str | None) -> str | None:
    """Complete a dateline such as `SOCHI, October 14 (Sputnik) —` with a year found elsewhere."""
    match = _YEARLESS_DATELINE.search(text, start, start + HEADER_CHARACTERS)
    # 2000 stands in for the year, as a leap year has every possible day.
    day = parse_written_date(f"{match['day']} 2000") if match else None
    if match is None or day is None or not reads_as_header(match["place"]):
        return None
    evidence = text[start : start + _EVIDENCE]
    years = {f"{year}{day[4:]}" for year in _YEAR.findall(evidence)}
    possible = {iso for iso in years if is_spelled_out(iso, evidence)}
    if not possible and from_name:
        near = (f"{int(from_name[:4]) + step}{day[4:]}" for step in (-1, 0, 1))
        # With a larger distance, the file's date and the dateline belong to different events.
        possible = {iso for iso in near if _days_between(iso, from_name) <= _SAME_STORY_DAYS}
    elif not possible:
        possible = {f"{year}{day[4:]}" for year in _YEAR_LINE.findall(evidence)}
    valid = [iso for iso in possible if _date_in(iso)]
    return valid[0] if len(valid) == 1 else None


def _days_between(first: str, second: str) -> float:
    try:
        return abs((date.fromisoformat(first) - date.fromisoformat(second)).days)
    except ValueError:
        return float("inf")


def _date_in(name: str) -> str | None:
    """The first valid ISO date in a string."""
    for candidate in _FILE_DATE.findall(name):
        try:
            return date.fromisoformat(candidate).isoformat()
        except ValueError:
            continue
    return None
