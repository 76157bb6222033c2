"""Finds footnotes: small lines at the end of a column that begin with a mark."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby

from index.ingest.pdf.records import PrintedLine, Role
from index.records import Span

__all__ = ["mark_footnotes", "mark_references"]

_MARK = re.compile(
    r"(?:\d{1,3}|[*†‡§¶]{1,3}|[a-z])[.)]?\s+\S|[⁰¹²³⁴⁵⁶⁷⁸⁹*†‡§¶]{1,3}\s?\S|\[\d{1,3}\]\s"
)
_NOTE_NUMBER = re.compile(r"[\d⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}")
_NUMBER = re.compile(r"(?:\d{1,3}|[*†‡§¶]{1,3}|[a-z])[.)]?\s+(?=\S)")
_ENDS = tuple('.!?)”"’»')
"""Characters that end a note, mostly."""
_SMALLER = 0.93
"""Point size of notes as a share of that of the text, at most."""


def mark_footnotes(lines: list[PrintedLine], body_size: float) -> None:
    """Give the role `NOTE` to footnotes.

    A note that goes on from the page before has no mark; on a page behind a page with notes, all
    small lines at the end of a column are notes.
    """
    page_with_notes = -2
    for _, members in groupby(lines, key=lambda line: line.region):
        column = list(members)
        start = _find_first_note(column, body_size)
        trailing = _find_small_end(column, body_size)
        if column[0].page - page_with_notes == 1 and trailing:
            start = trailing if start is None else min(start, trailing)
        if start is not None:
            page_with_notes = column[0].page
            for line in column[start:]:
                line.role = Role.NOTE
            _mark_numbers(column[start:])


def mark_references(lines: list[PrintedLine]) -> None:
    """Mark raised figures behind a ten as references, where the page has a note of that number."""
    notes: set[tuple[int, str]] = set()
    for line in lines:
        number = _NOTE_NUMBER.match(line.text)
        if number is not None and (line.role == Role.NOTE or line.starts_raised):
            notes.add((line.page, unicodedata.normalize("NFKC", number[0])))
    for line in lines:
        for power in line.powers:
            number_of_note = unicodedata.normalize("NFKC", line.text[power.start : power.end])
            if (line.page, number_of_note) in notes:
                line.marks = sorted([*line.marks, power])


def _mark_numbers(notes: list[PrintedLine]) -> None:
    """Mark the numbers of notes, which aren't read.

    They follow each other. Another number or letter at the beginning of a line is a part of a note.
    """
    expected = ""
    previous = "."
    for line in notes:
        number = _NUMBER.match(line.text)
        label = number[0].rstrip(" \t.)") if number is not None else ""
        is_next = label == expected if expected else previous[-1:] in _ENDS
        if label and not line.marks and (is_next or not label.isalnum()):
            line.marks.append(Span(0, len(number[0]) if number else 0))
            expected = _following(label)
        previous = line.text.rstrip()


def _following(label: str) -> str:
    """The label of the next note; empty if it may be any."""
    if label.isdecimal():
        return str(int(label) + 1)
    return chr(ord(label) + 1) if label.isalpha() else ""


def _find_small_end(column: list[PrintedLine], body_size: float) -> int:
    """Where the small lines begin with which a column ends."""
    start = len(column)
    while start and column[start - 1].size <= _SMALLER * body_size:
        if column[start - 1].role not in (Role.BODY, Role.APART):
            break
        start -= 1
    return start if start < len(column) else 0


def _find_first_note(column: list[PrintedLine], body_size: float) -> int | None:
    start = len(column)
    while start and column[start - 1].role in (Role.BODY, Role.APART):
        line = column[start - 1]
        is_small = line.size <= _SMALLER * body_size
        if not is_small and not line.starts_raised:
            break
        start -= 1
    for at in range(start, len(column)):
        if column[at].starts_raised or _MARK.match(column[at].text):
            return at
    return None
