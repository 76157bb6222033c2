"""Finds quotations: the spans of a text between quotation marks.

It reads only the marks, so its time is linear in the text. It knows straight, curly and single
marks, guillemets, low opening marks and TeX's; quotations over several paragraphs, each of which
opens with a mark and only the last of which closes; and marks without a partner.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from index.records import Span

_MARK = re.compile(r"[“”„‟«»\"]|``|''|’’|‘‘|['‘’‚‹›]")
_YEAR = re.compile(r"\d\ds?\b(?![,.]\d)")
"""The end of a year behind an apostrophe: '08, '90s."""
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
_MAX_MARKS_INSIDE = 200
"""Maximum number of marks between the opening and the closing mark of a quotation."""
_SINGLE = "'‘’‚‹›"


class Quotation(NamedTuple):
    """A span in quotation marks: `text[start:end]` includes the marks."""

    start: int
    end: int
    inner: Span
    """The span between the marks."""
    continues: bool
    """Whether the quotation continues in the next paragraph."""
    single_marks: bool
    """Whether the marks are single (‘…’), as in headlines and in British print."""


def find_quotations(text: str, within: Span | None = None) -> list[Quotation]:
    """The outermost quotations of a text in order, not overlapping.

    No quotation crosses a paragraph: one over several paragraphs is given as one piece for each
    paragraph; all pieces but the last have `continues` set.

    Args:
        text: The whole text.
        within: The span to read; None for all of it.
    """
    lines = [Span(*match.span()) for match in _LINE.finditer(text, *(within or ()))]
    quotations: list[Quotation] = []
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else None
        quotations += _quotations_in_line(text, line, following)
    return quotations


def _quotations_in_line(text: str, line: Span, following: Span | None) -> Iterator[Quotation]:
    marks = list(_MARK.finditer(text, *line))
    place = 0
    while place < len(marks):
        mark = marks[place]
        place += 1
        if not _is_opening(text, mark, line):
            continue
        closing = _find_closing(text, marks, place, line)
        kind = mark.group()
        single = kind in _SINGLE
        if closing is not None:
            end = marks[closing]
            inner = Span(mark.end(), end.start())
            if inner.end > inner.start:
                yield Quotation(mark.start(), end.end(), inner, False, single)
            place = closing + 1
        elif not single:
            # No closing mark: it continues in the next paragraph, or the mark is missing.
            end_of_line = line.end
            while end_of_line > mark.end() and text[end_of_line - 1].isspace():
                end_of_line -= 1
            continues = (
                following is not None
                and text[following.start : following.end].lstrip()[: len(kind)] == kind
            )
            if continues or _starts_line(text, mark.start(), line) or kind not in ('"', "''"):
                yield Quotation(
                    mark.start(), end_of_line, Span(mark.end(), end_of_line), continues, False
                )
                return


def _starts_line(text: str, at: int, line: Span) -> bool:
    return not text[line.start : at].strip()


def _is_opening(text: str, mark: re.Match[str], line: Span) -> bool:
    kind = mark.group()
    before = text[mark.start() - 1] if mark.start() > line.start else " "
    after = text[mark.end()] if mark.end() < line.end else " "
    if kind in ("“", "„", "‟", "«", "``", "‘‘"):
        return not after.isspace() or kind in ("«", "„")
    if kind in ("’", "’’", "»", "›"):
        return False
    if kind == "”":
        return before.isspace() and after.isalnum()
    if kind in "‘'" and _YEAR.match(text, mark.end(), line.end):
        return _leads_to_figure(text, mark, line)
    # All other marks may also be apostrophes, feet and inches, or closing marks.
    return (before.isspace() or before in "([{—–-/:") and (
        after.isalnum() or after in "…$([.#@“\"‘'"
    )


def _leads_to_figure(text: str, mark: re.Match[str], line: Span) -> bool:
    """Whether a mark before two digits opens a quotation: ‘42 boats were lost’, rather than a year.

    It stands where a quotation begins, and the next mark that opens or closes one closes it.
    """
    at = mark.start()
    while at > line.start and text[at - 1].isspace():
        at -= 1
    if at > line.start and text[at - 1] not in ':,;—–(”"':
        return False
    for following in islice(_MARK.finditer(text, mark.end(), line.end), _MAX_MARKS_INSIDE):
        last = text[following.start() - 1]
        behind = text[following.end()] if following.end() < line.end else " "
        if not last.isspace() and behind.isalnum():
            continue  # an apostrophe
        has_words = " " in text[mark.end() : following.start()]
        return following.group() in _CLOSERS[mark.group()] and not last.isspace() and has_words
    return False


def _find_closing(text: str, marks: Sequence[re.Match[str]], place: int, line: Span) -> int | None:
    opening = marks[place - 1].group()
    single = opening in _SINGLE
    fallback = None
    depth = 0
    for index in range(place, min(len(marks), place + _MAX_MARKS_INSIDE)):
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
                # A second opening mark: it is nested, or the first one's closing mark is missing.
                depth += 1
                continue
            if opening != "“":
                depth += 1
                continue
        if kind not in _CLOSERS[opening] and not (opening in '“"' and kind in ("''", "’’")):
            continue
        if kind in ('"', "''", "“") and before.isspace() and not after.isspace():
            continue  # opens a nested quotation
        if depth:
            depth -= 1
            fallback = index
            continue
        return index
    return fallback
