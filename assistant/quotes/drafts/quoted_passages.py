"""Finds the quotations of a draft: whole, over several paragraphs, interrupted, and unbalanced.

What `index.text.quotations` finds is put together: the paragraphs of one quotation, and the halves
of one that "said X" interrupts. Quotation marks that it doesn't pair, spaced ones or those without
a partner, are taken up here, so that nothing in quotation marks is passed over.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.lexicon.reporting_verbs import VERBS
from index.records import Span, Statement
from index.text.quotations import Quotation, find_quotations
from index.text.sentences import split_sentences

__all__ = ["QuotedPassage", "find_quoted_passages", "join_quoted_parts"]

_DOUBLE_MARK = re.compile('[“”„‟«»"]')
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_SENTENCE_END = re.compile(r"[.!?…]['’”\"»\s]*$")
_ENDS = re.compile(r"(?<=[.!?])\s")
_WORD = re.compile(r"[^\W\d_]+")
_PARTNERS = {"“": '”"“', '"': '"”', "”": "”", "«": "»", "»": "«", "„": '“”"', "‟": '”"'}
_MAX_INTERRUPTION = 120
"""Characters of the longest "said X, the minister of trade," inside a quotation."""
_MAX_BESIDE_LONE_MARK = 400
"""Characters beside a mark without a partner that are shown with it."""
_FIGURE_BEFORE = re.compile(r"\d\s?$")


@dataclass(frozen=True, slots=True)
class QuotedPassage:
    """A quotation of a draft, in offsets of its reading text."""

    start: int
    """At its first mark."""
    end: int
    """Behind its last mark."""
    parts: tuple[Span, ...]
    """Its words, without marks."""
    is_interrupted: bool = False
    """Whether "said X" or the end of a paragraph stands between its parts."""
    problem: str | None = None
    """What is wrong with its marks; None if they are balanced."""


def find_quoted_passages(text: str, statements: Sequence[Statement]) -> list[QuotedPassage]:
    """All quotations of a draft, in order.

    Args:
        text: The draft's reading text.
        statements: Its statements, in order: one over two quotations shows that they are one.
    """
    balanced: list[Quotation] = []
    passages: list[QuotedPassage] = []
    for quotation in find_quotations(text):
        is_last_paragraph = bool(balanced) and balanced[-1].continues
        if quotation.continues or _is_closed(quotation) or is_last_paragraph:
            balanced.append(quotation)
        else:
            passages.append(_unclosed(quotation))
    passages += _joined(text, balanced, statements)
    covered = sorted(Span(one.start, one.end) for one in passages)
    passages += _left_over(text, covered)
    return sorted(passages, key=lambda one: (one.start, one.end))


def _is_closed(quotation: Quotation) -> bool:
    return quotation.inner.end < quotation.end


def _unclosed(quotation: Quotation) -> QuotedPassage:
    return QuotedPassage(
        quotation.start,
        quotation.end,
        (quotation.inner,),
        problem="its closing quotation mark is missing, so that its end can't be known",
    )


def _joined(
    text: str, quotations: Sequence[Quotation], statements: Sequence[Statement]
) -> Iterator[QuotedPassage]:
    """The quotations, those put together that are parts of one."""
    direct = [one for one in statements if one.kind == "direct"]
    group: list[Quotation] = []
    for quotation in quotations:
        if group and not _belongs_to(text, group[-1], quotation, direct):
            yield _passage(group)
            group = []
        group.append(quotation)
    if group:
        yield _passage(group)


def _passage(group: Sequence[Quotation]) -> QuotedPassage:
    last = group[-1]
    problem = None
    if last.continues or not _is_closed(last):
        problem = "its closing quotation mark is missing, so that its end can't be known"
    return QuotedPassage(
        group[0].start,
        last.end,
        tuple(one.inner for one in group),
        is_interrupted=len(group) > 1,
        problem=problem,
    )


def _belongs_to(
    text: str, before: Quotation, after: Quotation, direct: Sequence[Statement]
) -> bool:
    """Whether two quotations that follow each other are parts of one."""
    between = text[before.end : after.start]
    if before.continues:
        return not between.strip()
    if len(between) > _MAX_INTERRUPTION or "\n" in between or not between.strip():
        return False
    # “We have,” said X, “turned the corner.” A new sentence is a quotation of its own.
    end = text[max(before.inner.start, before.inner.end - 4) : before.inner.end]
    if between.rstrip()[-1:] not in ",–—-…" or _SENTENCE_END.search(end):
        return False
    if _ENDS.search(between) and len(split_sentences(between)) > 1:
        return False
    return _has_cue(between) or _is_one_statement(before, after, direct)


def _has_cue(words: str) -> bool:
    return any(word.lower() in VERBS for word in _WORD.findall(words))


def _is_one_statement(before: Quotation, after: Quotation, direct: Sequence[Statement]) -> bool:
    at = bisect_right(direct, before.start, key=lambda one: one.start) - 1
    return at >= 0 and direct[at].end >= after.end


def _left_over(text: str, covered: Sequence[Span]) -> Iterator[QuotedPassage]:
    """What stands between marks that are in no quotation yet, line by line."""
    ends = [span.end for span in covered]
    for line in _LINE.finditer(text):
        marks = [
            mark
            for mark in _DOUBLE_MARK.finditer(text, *line.span())
            if not _is_covered(mark.start(), covered, ends) and not _is_measure(text, mark)
        ]
        yield from _pair(text, Span(*line.span()), marks, covered)


def _is_covered(place: int, covered: Sequence[Span], ends: Sequence[int]) -> bool:
    at = bisect_right(ends, place)
    return at < len(covered) and covered[at].start <= place


def _is_measure(text: str, mark: re.Match[str]) -> bool:
    """Whether a straight mark stands for inches or seconds: 6'2"."""
    return mark.group() == '"' and bool(
        _FIGURE_BEFORE.search(text[max(0, mark.start() - 2) : mark.start()])
    )


def _pair(
    text: str, line: Span, marks: Sequence[re.Match[str]], covered: Sequence[Span]
) -> Iterator[QuotedPassage]:
    """Spaced quotations, and for each other mark the sentence that it stands in."""
    place = 0
    while place < len(marks):
        mark = marks[place]
        closing = marks[place + 1] if place + 1 < len(marks) else None
        if closing is not None and _are_partners(text, mark, closing, covered):
            inner = Span(mark.end(), closing.start())
            yield QuotedPassage(mark.start(), closing.end(), (_trimmed(text, inner),))
            place += 2
            continue
        at = bisect_right(covered, (mark.start(), len(text))) - 1
        first = max(line.start, covered[at].end if at >= 0 else 0)
        yield _lone_mark(text, Span(first, line.end), mark)
        place += 1


def _are_partners(
    text: str, mark: re.Match[str], closing: re.Match[str], covered: Sequence[Span]
) -> bool:
    if closing.group() not in _PARTNERS[mark.group()]:
        return False
    if not text[mark.end() : closing.start()].strip():
        return False
    # No other quotation may stand between them.
    at = bisect_right(covered, (mark.start(), len(text)))
    return at == len(covered) or covered[at].start >= closing.start()


def _trimmed(text: str, span: Span) -> Span:
    words = text[slice(*span)]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))


def _lone_mark(text: str, line: Span, mark: re.Match[str]) -> QuotedPassage:
    """A mark without a partner, with the sentence behind it, or before a closing one.

    Args:
        text: The draft's reading text.
        line: The line, from the last quotation on.
        mark: The mark.
    """
    is_closing = (
        mark.start() > line.start
        and not text[mark.start() - 1].isspace()
        and not text[mark.end() : mark.end() + 1].isalnum()
    )
    if is_closing:
        first = max(line.start, mark.start() - _MAX_BESIDE_LONE_MARK)
        ends = [match.end() for match in _ENDS.finditer(text, first, mark.start() - 1)]
        inner = Span(ends[-1] if ends else first, mark.start())
        problem = "its opening quotation mark is missing, so that its beginning can't be known"
        return QuotedPassage(inner.start, mark.end(), (inner,), problem=problem)
    last = min(line.end, mark.end() + _MAX_BESIDE_LONE_MARK)
    sentence_end = _ENDS.search(text, mark.end(), last)
    end = sentence_end.start() if sentence_end else last
    problem = "its closing quotation mark is missing, so that its end can't be known"
    return QuotedPassage(mark.start(), end, (Span(mark.end(), end),), problem=problem)


def join_quoted_parts(text: str, parts: Iterable[Span], between: str = " ") -> str:
    """The words of a quotation's parts as one text."""
    return between.join(text[slice(*part)].strip() for part in parts)
