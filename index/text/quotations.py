"""Where a text quotes: the spans between quotation marks.

A scan over the marks alone, so its time is linear in the text. It copes with straight, curly and
single marks, guillemets, low opening marks, TeX's, quotations over several paragraphs (each of
which opens anew and only the last closes), and marks without a partner.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from index.records import Span

_MARK = re.compile(r"[“”„‟«»\"]|``|''|’’|‘‘|['‘’‚‹›]")
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_CLOSERS = {"“": '”“"', "„": '“”"', "‟": '”"', "«": "»", "‹": "›", '"': '"”“', "``": "''\"”"}
_CLOSERS |= {
    "''": "''",
    "‘‘": '’’"',
    "’’": "’’",
    "‘": "’'",
    "'": "'’",
    "‚": "‘’",
    "”": '”"',
    "»": "«",
}
_REACH = 200
"""Marks that may stand between the first and the last one of a quotation."""
_SINGLE = "'‘’‚‹›"


class Quotation(NamedTuple):
    """A stretch in quotation marks, marks included."""

    start: int
    end: int
    inner: Span
    """Between the marks."""
    goes_on: bool
    """Whether the next paragraph goes on with it."""
    single: bool
    """Whether its marks are single ones, as in headlines and in British print."""


def find_quotations(text: str, within: Span | None = None) -> list[Quotation]:
    """The outermost quotations of a text or a stretch of it, in order, not overlapping.

    None crosses a paragraph: one over several is given piece by piece, each but the last with
    `goes_on`.
    """
    lines = [Span(*match.span()) for match in _LINE.finditer(text, *(within or ()))]
    found: list[Quotation] = []
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else None
        found += _in_line(text, line, following)
    return found


def _in_line(text: str, line: Span, following: Span | None) -> Iterator[Quotation]:
    marks = list(_MARK.finditer(text, *line))
    place = 0
    while place < len(marks):
        mark = marks[place]
        place += 1
        if not _opens(text, mark, line):
            continue
        closing = _closing(text, marks, place, line)
        kind = mark.group()
        single = kind in _SINGLE
        if closing is not None:
            end = marks[closing]
            inner = Span(mark.end(), end.start())
            if inner.end > inner.start:
                yield Quotation(mark.start(), end.end(), inner, False, single)
            place = closing + 1
        elif not single:
            # No partner: it goes on in the next paragraph, or its end was forgotten.
            end_of_line = line.end
            while end_of_line > mark.end() and text[end_of_line - 1].isspace():
                end_of_line -= 1
            goes_on = (
                following is not None
                and text[following.start : following.end].lstrip()[: len(kind)] == kind
            )
            if goes_on or _at_start(text, mark.start(), line) or kind not in ('"', "''"):
                yield Quotation(
                    mark.start(), end_of_line, Span(mark.end(), end_of_line), goes_on, False
                )
                return


def _at_start(text: str, at: int, line: Span) -> bool:
    return not text[line.start : at].strip()


def _opens(text: str, mark: re.Match[str], line: Span) -> bool:
    kind = mark.group()
    before = text[mark.start() - 1] if mark.start() > line.start else " "
    after = text[mark.end()] if mark.end() < line.end else " "
    if kind in ("“", "„", "‟", "«", "``", "‘‘"):
        return not after.isspace() or kind in ("«", "„")
    if kind in ("’", "’’", "»", "›"):
        return False
    if kind == "”":
        return before.isspace() and after.isalnum()
    if kind in "‘'" and after.isdigit():
        return False  # '08
    # The others may be apostrophes, feet and inches, or closing marks.
    return (before.isspace() or before in "([{—–-/:") and (
        after.isalnum() or after in "…$([.#@“\"‘'"
    )


def _closing(text: str, marks: Sequence[re.Match[str]], place: int, line: Span) -> int | None:
    opening = marks[place - 1].group()
    single = opening in _SINGLE
    fallback = None
    depth = 0
    for index in range(place, min(len(marks), place + _REACH)):
        mark = marks[index]
        kind = mark.group()
        before = text[mark.start() - 1]
        after = text[mark.end()] if mark.end() < line.end else " "
        if single:
            if kind in _CLOSERS[opening] and not before.isspace() and not after.isalnum():
                if (
                    before in ",.?!…"
                    or after in ",.?!;:)"
                    or (after.isspace() and before not in "sS")
                ):
                    return index
                fallback = index if fallback is None else fallback
            continue
        if kind in _SINGLE:
            continue
        if kind == opening and kind not in ('"', "''", "’’", "”") and not after.isspace():
            if opening == "“" and before.isspace():
                # Opened again: the first one's end was forgotten, or this one is within it.
                depth += 1
                continue
            if opening != "“":
                depth += 1
                continue
        if kind not in _CLOSERS[opening] and not (opening in '“"' and kind in ("''", "’’")):
            continue
        if kind in ('"', "''", "“") and before.isspace() and not after.isspace():
            continue  # opens one within it
        if depth:
            depth -= 1
            fallback = index
            continue
        return index
    return fallback
