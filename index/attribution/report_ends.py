"""Mends the ends of what the tagger found where grammar leaves no choice."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from index.attribution.source_ends import mend_source_ends
from index.attribution.tagger.reports import Report
from index.lexicon.calendar_words import WEEKDAYS
from index.lexicon.titles import SHORT_WORD
from index.records import Span
from index.text.capital_letters import CAPITAL, CAPITALS

_MARKS = " \t\u00a0,:;—–-"
"""What separates source, cue and content, and belongs to none of them."""
_OPENING = tuple('“"«„‘')
_LONGEST_OPENER = 3
"""Words before a speaker that only open the sentence: "In the end, said Brandt, …"."""
_SPACES = " \t\u00a0"
_DATELINE = re.compile(
    rf"{CAPITAL}[{CAPITALS}.,’' -]{{2,40}}(?:, {CAPITAL}[\w.]+)?"
    r"(?: \([^)\n]{2,40}\))? (?:—|–|--|-) "
)
"""The place at the start of a news report: "SOCHI (Sputnik) — "."""
_AS_SAYING = re.compile(r"(?:by [^,.;:\n]{1,60}? )?as (?:saying|having said|telling)\b[ ]*")
"""The rest of the cue of "was quoted by the agency as saying that"."""
_APPOSITION = re.compile(r"(?:the|a|an|his|her|its|their)\b", re.IGNORECASE)


def mend_ends(text: str, report: Report, sentences: Sequence[Span]) -> Report:
    """The report without marks at the ends of its parts, and without its cue in its content.

    Args:
        text: The document's text.
        report: What the tagger found.
        sentences: The text's sentences, in order.
    """
    source = report.source and without_marks(text, _whole_words(text, report.source))
    cue = without_marks(text, _whole_words(text, report.cue))
    source = source and mend_source_ends(text, source, cue or report.cue, sentences)
    report = report._replace(
        source=source or report.source,
        cue=cue or report.cue,
        content=_whole_words(text, report.content),
    )
    report = report._replace(content=without_cue(text, report))
    content = without_marks(text, report.content)
    report = report._replace(content=content or report.content)
    return _without_dateline(text, _with_apposition(text, report, sentences), sentences)


def gap_of(report: Report) -> Span | None:
    """Where cue and source stand within a content; None if they don't."""
    content, cue, source = report.content, report.cue, report.source
    if not content.start <= cue.start < content.end:
        return None
    inside = source is not None and content.start <= source.start < content.end
    spans = [cue, source] if source is not None and inside else [cue]
    return Span(min(one.start for one in spans), max(one.end for one in spans))


def is_content(text: str, report: Report) -> bool:
    """Whether a content says something: neither a day nor that somebody won't be named."""
    words = text[slice(*report.content)].strip(" .,").lower()
    return any(map(str.isalnum, words)) and words not in WEEKDAYS and words not in _UNSAID


_UNSAID = frozenset(["not to be named", "not to be identified", "to remain anonymous"])


def has_words(text: str, start: int, end: int) -> bool:
    """Whether letters or digits stand between two places."""
    return any(character.isalnum() for character in text[start:end])


def holds_sentence_end(text: str) -> bool:
    """Whether a sentence ends within a short text, before its last word."""
    return any(
        _ABBREVIATED.search(text[: end.start()]) is None for end in _SENTENCE_END.finditer(text)
    )


_SENTENCE_END = re.compile(r"[.!?][”\"’)]?\s")
_ABBREVIATED = re.compile(rf"(?:^|[^\w])(?:{SHORT_WORD})$")


def _whole_words(text: str, span: Span) -> Span:
    """A span with the whole of the words that it begins and ends in."""
    start, end = span
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return Span(start, end)


def without_marks(text: str, span: Span, marks: str = _MARKS) -> Span | None:
    """A span without such characters at its ends; None if nothing else is in it.

    Args:
        text: The document's text.
        span: Words of it.
        marks: The characters; as a rule those between source, cue and content.
    """
    start, end = span
    while start < end and text[start] in marks:
        start += 1
    while start < end and text[end - 1] in marks:
        end -= 1
    return Span(start, end) if start < end else None


def without_cue(text: str, report: Report) -> Span:
    """The content, without the source and the cue that it begins or ends with by mistake."""
    content, gap = report.content, gap_of(report)
    if gap is None:
        return content
    before = text[content.start : gap.start]
    behind = text[gap.end : content.end]
    introduces = behind.lstrip(_MARKS)[:1] in _OPENING and len(before.split()) <= _LONGEST_OPENER
    if behind and before[:1] not in _OPENING and (introduces or not any(map(str.isalnum, before))):
        start = content.end - len(behind.lstrip(_MARKS))
        rest = _AS_SAYING.match(text, start, content.end)
        return Span(rest.end() if rest and rest.end() < content.end else start, content.end)
    if before and not any(map(str.isalnum, behind)):
        return without_marks(text, Span(content.start, gap.start), _SPACES) or content
    return content


def _with_apposition(text: str, report: Report, sentences: Sequence[Span]) -> Report:
    """The report, if its content is taken to be what only describes the source behind it.

    In "Trade goes on, the head of the office, Ada Brandt, has said" Brandt says that trade goes on.
    """
    content, cue, source = report.content, report.cue, report.source
    if source is None or not content.end <= source.start < source.end <= cue.start:
        return report
    if text[content.end : source.start].strip() != "," or not text[source.start].isupper():
        return report
    at = bisect_right(sentences, content.start, key=lambda one: one.start) - 1
    start = sentences[at].start if at >= 0 else content.start
    before = without_marks(text, Span(start, content.start))
    described = _APPOSITION.match(text, content.start, content.end)
    if before is None or described is None or text[content.start].isupper():
        return report
    if not text[before.end : content.start].startswith(","):
        return report
    return report._replace(source=Span(content.start, source.end), content=before)


def _without_dateline(text: str, report: Report, sentences: Sequence[Span]) -> Report:
    start, end = report.content
    dateline = _DATELINE.match(text, start, end)
    if dateline is None or dateline.end() >= end:
        return report
    at = bisect_right(sentences, start, key=lambda one: one.start) - 1
    if at < 0 or sentences[at].start != start:
        return report
    return report._replace(content=Span(dateline.end(), end))
