"""Tells whose each quotation is, where the cue stands right beside it.

`"It is old," Kerr said. "It is safe," Brandt said.`: a speaker directly behind a quotation, or
before it in the same sentence, is certain; what the tagger takes for one content is divided there.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from index.attribution.report_ends import has_words, holds_sentence_end, without_cue
from index.attribution.tagger.reports import Report
from index.records import Span

_MAX_BETWEEN = 120
"""Characters between a cue and the quotation that it introduces: "said in a letter to …"."""
_JOINS = re.compile(r"[\s,;]+(?:and|but|while|whereas|though)?\s*$")


def divide_by_owner(text: str, reports: Sequence[Report], marks: Sequence[Span]) -> list[Report]:
    """The reports, each without the quotations that are another's.

    Args:
        text: The document's text.
        reports: In the order of their cues.
        marks: The text's quotations, in order.
    """
    owners = _owners(text, reports, marks)
    return [
        _own_part(text, number, report, reports, marks, owners)
        for number, report in enumerate(reports)
    ]


def _owners(text: str, reports: Sequence[Report], marks: Sequence[Span]) -> list[int | None]:
    """For each quotation, the number of the report whose cue stands beside it."""
    places = [_source_and_cue(one) for one in reports]
    begins = sorted((one.start, number) for number, one in enumerate(places))
    ends = sorted((one.end, number) for number, one in enumerate(places))
    return [_owner(text, mark, reports, begins, ends) for mark in marks]


def _owner(
    text: str,
    mark: Span,
    reports: Sequence[Report],
    begins: Sequence[tuple[int, int]],
    ends: Sequence[tuple[int, int]],
) -> int | None:
    before = bisect_right(ends, (mark.start, len(ends))) - 1
    introduced: int | None = None
    if before >= 0:
        place, number = ends[before]
        between = text[place : mark.start]
        is_near = len(between) <= _MAX_BETWEEN and "\n" not in between
        if is_near and not holds_sentence_end(between):
            introduced = number
            if between.rstrip().endswith(":"):
                return number
    after = bisect_left(begins, (mark.end, -1))
    if after < len(begins):
        place, number = begins[after]
        if "\n" not in text[mark.end : place] and not has_words(text, mark.end, place):
            # Kerr said it "was old." Brandt said that it is safe.
            begins_anew = introduced is not None and reports[number].content.start >= mark.end
            return introduced if begins_anew else number
    return introduced


def _source_and_cue(report: Report) -> Span:
    """From the first to the last of source and cue, if they stand together; else the cue."""
    source, cue = report.source, report.cue
    if source is None or abs(source.start - cue.start) > _MAX_BETWEEN:
        return cue
    return Span(min(source.start, cue.start), max(source.end, cue.end))


def places_within(marks: Sequence[Span], span: Span) -> range:
    """The numbers of the quotations that a span holds or cuts.

    Args:
        marks: The text's quotations, in order.
        span: A part of the text.
    """
    first = bisect_right(marks, span.start, key=lambda one: one.end)
    return range(first, bisect_left(marks, span.end, key=lambda one: one.start))


def _own_part(
    text: str,
    number: int,
    report: Report,
    reports: Sequence[Report],
    marks: Sequence[Span],
    owners: Sequence[int | None],
) -> Report:
    """The report with the part of its content that no other cue owns."""
    start, end = report.content
    inside = places_within(marks, report.content)
    if not any(owners[at] not in (None, number) for at in inside):
        return report
    own = [at for at in inside if owners[at] == number]
    for at in inside:
        owner = owners[at]
        if owner is None or owner == number:
            continue
        if _is_around(report, marks[at]):
            return report  # quoted in a quotation: both say it
        if own and at < own[0]:
            start = max(start, marks[own[0]].start)
        elif not own or at > own[-1]:
            begins = _source_and_cue(reports[owner]).start, marks[at].start
            end = min([end, *(place for place in begins if place > start)])
    words = text[start:end]
    joined = _JOINS.search(words)
    if joined is not None:
        end = start + joined.start()
    if not has_words(text, start, end):
        return report
    report = report._replace(content=Span(start, end))
    return report._replace(content=without_cue(text, report))


def _is_around(report: Report, mark: Span) -> bool:
    return mark.start <= report.cue.start < mark.end
