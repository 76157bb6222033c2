"""Reports that are marked in their text: `[source] <cue> {content}`, in any order and nested."""

from __future__ import annotations

from index.attribution.tagger.reports import Report
from index.records import Span

_MARKS = "[]", "<>", "{}"


def read_marks(marked: str, confidence: float = 0.9) -> tuple[str, Report]:
    """The text without marks, and the report that they mark; a source is optional."""
    text, places = "", {}
    for character in marked:
        if character in "[]<>{}":
            places[character] = len(text)
        else:
            text += character
    source, cue, content = (
        Span(places[opening], places[closing]) if opening in places else None
        for opening, closing in _MARKS
    )
    assert cue is not None
    assert content is not None
    return text, Report(source, cue, content, confidence)


def read_all_marks(*marked: str) -> tuple[str, list[Report]]:
    """One text, and the reports of which each is marked in a copy of it."""
    texts, reports = zip(*map(read_marks, marked), strict=True)
    assert len(set(texts)) == 1, texts
    return texts[0], list(reports)


def with_marks(text: str, report: Report) -> str:
    """The text with a report marked in it; its content is the outer one where ends meet."""
    marks = []
    spans = report.source, report.cue, report.content
    for (opening, closing), span in zip(_MARKS, spans, strict=True):
        if span is not None:
            marks.append((span.start, 1, opening != "{", opening))
            marks.append((span.end, 0, closing == "}", closing))
    for place, *_, mark in sorted(marks, reverse=True):
        text = text[:place] + mark + text[place:]
    return text
