"""Finds where a document's text tells its date, its outlet, its author and its place.

Each fact comes with the place that tells it, or without one if only the metadata do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from assistant.answering.from_records.form_patterns import DOCUMENT_WORDS
from assistant.answering.from_records.record_answer import join_names
from assistant.citations.wording import long_date
from index.attribution.turns.bylines import read_byline
from index.ingest.metadata.title_and_outlet import names_news_outlet
from index.lexicon.calendar_words import MONTH_PATTERNS, WEEKDAY_PATTERN
from index.lexicon.name_words import ORGANISATION_WORDS, PUBLIC_BODIES
from index.lexicon.release_labels import is_release_label
from index.store.rows import DocumentInfo
from index.text.capital_letters import CAPITAL
from index.text.dates import MONTH_AND_DAY, find_dates

__all__ = ["DocumentFact", "author_of", "day_of", "outlet_of", "place_of"]

_HEAD = 1200
"""Characters at the start of a text in which it tells these facts."""
_FOOT = 300
"""Characters at its end in which it may tell its author."""
_MAX_NAME_WORDS = 6
_MARKS = " \t*_#>|"
_WORD = rf"{CAPITAL}[\w.’'-]*"
_NAME = rf"{_WORD}(?: (?:of |de |la |upon )?{_WORD}){{0,3}}"
_DAY = (
    rf"(?:(?:{WEEKDAY_PATTERN})\.?,? )?(?:the )?(?:{MONTH_AND_DAY}(?:,? \d{{4}})?"
    r"|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}-\d\d-\d\d)"
)
_PLACE_BEFORE_DATE = re.compile(
    rf"(?:^|[,–—] )(?P<place>{_NAME}(?:, {_NAME})?)(?: \([\w ]{{2,30}}\))?,? (?:on )?(?i:{_DAY})\b"
)
_PLACE_BEHIND_DATE = re.compile(rf"(?i:{_DAY}), (?P<place>{_NAME})$")
_PLACE_OF_AGENCY = re.compile(rf"^(?P<place>{_NAME}) \([A-Z]\w{{1,20}}\) ?(?:—|–|--|-) ")
_PLACE_IN_CAPITALS = re.compile(r"^(?P<place>[A-Z][A-Z.’' -]{2,30}[A-Z])(?:, [\w. ]{2,20})? ?[—–] ")
_PLACE_PATTERNS = (
    _PLACE_OF_AGENCY,
    _PLACE_IN_CAPITALS,
    _PLACE_BEFORE_DATE,
    _PLACE_BEHIND_DATE,
)
_NO_PLACE = re.compile(
    rf"\b(?:{DOCUMENT_WORDS}|{WEEKDAY_PATTERN}|volume|no|vol|issue|page)\b\.?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class DocumentFact:
    """A fact about a document."""

    value: str
    at: int | None
    """Where the text tells it; None if only the metadata do."""


def day_of(info: DocumentInfo, text: str) -> DocumentFact | None:
    """When a document was published, "4 March 2025"."""
    if not info.date:
        return None
    head = text[:_HEAD]
    places = [one.start for one in find_dates(head) if info.date in one.readings]
    _, month, day = map(int, info.date.split("-"))
    places += [
        match.start()
        for match in re.finditer(MONTH_AND_DAY, head, re.IGNORECASE)
        if re.search(rf"(?<!\d){day}(?!\d)", match.group())
        and re.search(MONTH_PATTERNS[month - 1], match.group(), re.IGNORECASE)
    ]
    return DocumentFact(long_date(info.date), min(places) if places else None)


def outlet_of(info: DocumentInfo, text: str) -> DocumentFact | None:
    """Who published a document: the outlet, else whoever stands above "Press release"."""
    if info.outlet:
        return DocumentFact(info.outlet, _find(info.outlet, text))
    for (at, line), (_, below) in pairwise(_lines(text[:_HEAD])):
        if is_release_label(below) and _is_named_below(line, text[at + len(line) :]):
            return DocumentFact(line, at)
    return None


def _is_named_below(line: str, text: str) -> bool:
    """Whether a line is a name whose first words come again: "Tarn Mills" for "TARN MILLS LTD"."""
    words = line.split()
    if not 1 < len(words) <= _MAX_NAME_WORDS or is_release_label(line):
        return False
    if any(word[0].islower() for word in words):
        return False
    first = " ".join(words[: 3 if words[1] == "&" else 2])
    return re.search(rf"\b{re.escape(first)}\b", text, re.IGNORECASE) is not None


def author_of(info: DocumentInfo, text: str) -> DocumentFact | None:
    """Who wrote a document, by its byline or its metadata."""
    for at, line in _lines(text[:_HEAD]):
        if authors := read_byline(line):
            return DocumentFact(join_names([one.name for one in authors if one.name]), at)
    if not info.author:
        return None
    return DocumentFact(re.sub(r"^by\s+", "", info.author, flags=re.I), _find(info.author, text))


def place_of(info: DocumentInfo, text: str) -> DocumentFact | None:
    """Where a document was written, as its dateline tells."""
    for at, line in _lines(text[:_HEAD]):
        for pattern in _PLACE_PATTERNS:
            match = pattern.search(line)
            place = _as_place(match["place"], info) if match else None
            if place:
                return DocumentFact(place, at)
    return None


def _as_place(words: str, info: DocumentInfo) -> str | None:
    """The words as a place; None if they name a body, a person or a kind of document."""
    parts = [
        part
        for part in words.split(", ")
        if not is_release_label(part) and not _NO_PLACE.search(part)
    ]
    others = {one.casefold() for one in (info.outlet, info.author, info.speaker, info.title) if one}
    if not parts or any(
        part.casefold() in others
        or names_news_outlet(part)
        or {word.lower() for word in part.split()} & (ORGANISATION_WORDS | PUBLIC_BODIES)
        for part in parts
    ):
        return None
    return ", ".join(part.title() if part.isupper() and len(part) > 3 else part for part in parts)


def _find(name: str, text: str) -> int | None:
    """Where a name stands at the head of a text, else at its end; None if it does in neither."""
    pattern = re.compile(r"\s+".join(map(re.escape, name.split())), re.IGNORECASE)
    for start, end in ((0, _HEAD), (max(0, len(text) - _FOOT), len(text))):
        if match := pattern.search(text, start, end):
            return match.start()
    return None


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text that aren't empty, without marks, each with where its words begin."""
    at = 0
    for line in text.split("\n"):
        bare = line.strip(_MARKS)
        if bare:
            yield at + line.index(bare), bare
        at += len(line) + 1
