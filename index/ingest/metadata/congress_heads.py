"""Reads the covers of hearings of Congress, and the heads of pages of the Congressional Record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from index.ingest.metadata.head_lines import HeadLine, head_lines, is_drawn_line, is_symbol
from index.ingest.metadata.issuing_bodies import is_body
from index.lexicon.titles import SHORT_WORD
from index.records import Span
from index.text.dates import find_dates

_MAX_TITLE = 600
_MAX_COVER_LINES = 16
"""Lines of a cover between its title and the session of Congress."""
_HEARING = re.compile(
    r"(?:[\w'’-]+ ){0,3}hearings?(?: and (?:markup|business meeting))?(?P<rest> +before\b.*)?",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"before(?: \w{2,4})?\b ?", re.IGNORECASE)
_CHAMBER = re.compile(
    r"(?:(?:the )?(?:u\. ?s\.|united states) )?(?:house of representatives|senate)"
    r"|(?:the )?congress of the united states|(?:the )?united states congress",
    re.IGNORECASE,
)
_CHAMBER_LAST = re.compile(rf"(?P<names>.+?),? (?P<chamber>{_CHAMBER.pattern})", re.IGNORECASE)
_COUNT = re.compile(r".*\b(?:congress|session|legislature)", re.IGNORECASE)
_AFTER_NAMES = re.compile(r"on|printed for .*|serial .*", re.IGNORECASE)
_NOT_TITLE = re.compile(r"\[.*\]?|.*\bS\. ?HRG\..*|.*\[.* HEARING,.*", re.IGNORECASE)
_MET = re.compile(
    r".{0,80}\b(?:the )?(?:sub)?committees? met\b|washington, ?d\. ?c\.?", re.IGNORECASE
)

_RECORD = re.compile(
    r"\[?(?P<name>Congressional Record,? (?:Volume|Vol\.) \d+,? (?:Number|Issue|No\.) \d+"
    r" \([^()\n]{6,40}\))\]?",
    re.IGNORECASE,
)
_RECORD_NAME = "Congressional Record"
_RECORD_LINES = 3
_OF_RECORD = re.compile(r"\[[^\[\]]*\]|From the Congressional Record\b.*|Pages? \S+", re.IGNORECASE)
_INTRODUCTION = re.compile(
    rf"By (?:{SHORT_WORD}|Miss)\.? .*|(?:[SH]\.? ?(?:R\.|Con\.|J\.)? ?(?:Res\.)? ?)\d+\. .*"
)
_SPOKEN = re.compile(
    rf"(?:(?:{SHORT_WORD}|Miss)\. [A-Z]|The [A-Z]{{3,}} ?[A-Z]*\.|The [A-Z]+ pro )"
)
_MAX_HEADING = 160
_MAX_LINES_TO_HEADING = 12


class OfficialHead(NamedTuple):
    """What the head of an official document tells.

    Attributes:
        title: The title in one line; None if the head has none.
        place: Where the title's words stand; None if the head has none.
        outlet: The body that issues the document; None if the head doesn't name it.
        is_cover: Whether no other line can be the title.
    """

    title: str | None
    place: Span | None
    outlet: str | None
    is_cover: bool = True


def read_official_head(text: str, start: int = 0) -> OfficialHead | None:
    """Read the cover of a hearing or the head of a page of the Record; None if it is neither."""
    lines = head_lines(text, start)
    return _read_record(text, lines) or _read_hearing(lines) or _read_sitting(lines)


def _read_record(text: str, lines: Sequence[HeadLine]) -> OfficialHead | None:
    """The head "[Congressional Record Volume 151, Number 99 (…)]" and the heading below it."""
    for at, line in enumerate(lines[:_RECORD_LINES]):
        match = _RECORD.fullmatch(line.text)
        if match is None:
            continue
        name = match["name"]
        heading = _heading_of_record(text, lines[at + 1 :])
        if not heading:
            start = line.start + match.start("name")
            return OfficialHead(name, Span(start, start + len(name)), _RECORD_NAME)
        title = f"{name}: {_joined(heading)}"
        return OfficialHead(title, Span(heading[0].start, heading[-1].end), _RECORD_NAME)
    return None


def _heading_of_record(text: str, lines: Sequence[HeadLine]) -> list[HeadLine]:
    for at, line in enumerate(lines[:_MAX_LINES_TO_HEADING]):
        words = line.text
        if _OF_RECORD.fullmatch(words) or _INTRODUCTION.fullmatch(words) or is_drawn_line(words):
            continue
        if _SPOKEN.match(words) or len(words) > _MAX_HEADING or words[-1] in ".:;":
            return []
        heading = [line]
        for more in lines[at + 1 :]:
            # A heading in capitals goes on in the next line, or behind a comma.
            is_next = text.count("\n", heading[-1].end, more.start) == 1
            if not (is_next or heading[-1].text.endswith(",")):
                break
            if not (line.text.isupper() and more.text.isupper()) or _SPOKEN.match(more.text):
                break
            heading.append(more)
        return heading
    return []


def _read_hearing(lines: Sequence[HeadLine]) -> OfficialHead | None:
    """The cover of a hearing: its title, HEARING BEFORE THE, the committee, the chamber."""
    for at, line in enumerate(lines):
        match = _HEARING.fullmatch(line.text)
        if match is None:
            continue
        if match["rest"] and not line.text.isupper() and not is_body(_committee_in(match["rest"])):
            continue
        below = [line.text[match.start("rest") :].strip()] if match["rest"] else []
        below += [more.text for more in lines[at + 1 : at + 1 + _MAX_COVER_LINES]]
        if not below or not _BEFORE.match(below[0]):
            continue
        body, ended = _committee_of(below)
        if not ended or not body:
            continue
        title = _title_above(lines[:at])
        place = Span(title[0].start, title[-1].end) if title else None
        return OfficialHead(_joined(title) or None, place, body)
    return None


def _committee_in(rest: str) -> str:
    return _BEFORE.sub("", rest.strip(), count=1)


def _committee_of(below: Sequence[str]) -> tuple[str, bool]:
    """The committee and its chamber, and whether the session or the date follows them."""
    names: list[str] = []
    chamber = ""
    for words in (line.strip(" ,") for line in below):
        if _CHAMBER.fullmatch(words):
            chamber = words
        elif _COUNT.fullmatch(words) or is_drawn_line(words) or next(find_dates(words), None):
            return _named(" ".join(names), chamber), True
        elif _AFTER_NAMES.fullmatch(words):
            break
        elif match := _CHAMBER_LAST.fullmatch(words):
            names.append(match["names"])
            chamber = match["chamber"]
        else:
            names.append(words)
    return _named(" ".join(names), chamber), bool(chamber)


def _named(names: str, chamber: str) -> str:
    committee = _committee_in(names).strip(" ,")
    return ", ".join(filter(None, (committee, chamber)))


def _title_above(lines: Sequence[HeadLine]) -> list[HeadLine]:
    """The lines of the title, which stand above HEARING and below what counts the document."""
    title: list[HeadLine] = []
    for line in reversed(lines):
        if is_drawn_line(line.text) and not title:
            continue
        if is_drawn_line(line.text) or _NOT_TITLE.fullmatch(line.text) or is_symbol(line.text):
            if title:
                break
            continue
        title.insert(0, line)
    return title if sum(len(line.text) for line in title) <= _MAX_TITLE else []


def _read_sitting(lines: Sequence[HeadLine]) -> OfficialHead | None:
    """The chamber and the committee over the first page of a hearing without its cover."""
    for at, line in enumerate(lines[:_MAX_COVER_LINES]):
        if not line.text.endswith(",") or not _CHAMBER.fullmatch(line.text.rstrip(",")):
            continue
        names: list[str] = []
        for more in lines[at + 1 : at + 5]:
            if _MET.match(more.text):
                body = ", ".join((" ".join(names), line.text.rstrip(",")))
                return OfficialHead(None, None, body, is_cover=False) if names else None
            names.append(more.text.strip(" ,"))
    return None


def _joined(lines: Sequence[HeadLine]) -> str:
    return " ".join(line.text for line in lines)
