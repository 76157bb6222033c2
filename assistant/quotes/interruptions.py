"""Finds quotes that the source interrupts: “We have,” said Mara Holm, “closed it” has both halves.

What stands between the two halves of a quotation is the writer's, and a note of the stenographer
such as “(Applause.)” is nobody's; without them the words follow each other as they were said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import replace

from assistant.quotes.alignment import Alignment, AlignmentStep, merge_steps
from assistant.quotes.comparable_words import QuoteWords, SourceText
from assistant.quotes.exact_match import find_exact_matches
from index.lexicon.reporting_verbs import COMMON_FORMS, VERBS
from index.lexicon.speaker_labels import STAGE_DIRECTIONS
from index.lexicon.titles import SHORT_WORD
from index.records import Span
from index.text.capital_letters import CAPITAL

__all__ = ["find_interrupted_matches", "find_interruptions", "is_interruption"]

_CLAUSE = re.compile(
    r"""[,.!—–-]?(?:["”»]|''),?\s+((?:(?!''|``)[^"“”„«»\n.?!;:]){3,160}?)(?:[,:]|[.](?=\s))"""
    r"""\s*(?:["“«]|''|``)(?=\S)"""
)
"""The end of a quotation, a clause, and the start of the next quotation."""
_BARE_CLAUSE = re.compile(
    r"""[,!?—–-](?:["”»]|''),?\s+([^"“”„«»'`\n.?!;:,]{3,60})\s(?:["“«]|''|``)(?=\S)"""
)
"""The same without a mark behind the clause: “It is late,” Holm said “and cold.”"""
_MAX_BARE_WORDS = 4
_SHORT_CLAUSE = re.compile(
    rf"(?:{CAPITAL}[\w’'-]* ){{1,3}}[a-z]{{2,}}ed|[a-z]{{2,}}ed(?: {CAPITAL}[\w’'-]*){{1,3}}"
)
"""A name and a verb alone, whatever verb it is: “It is late,” Holm sighed. “It is cold.”"""
_NOTE = re.compile(
    rf"[(\[](?:{'|'.join(map(re.escape, STAGE_DIRECTIONS))})\w*[^()\[\]\n]{{0,40}}[)\]]",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(
    rf"""(?<=\w)\.(?=[\w,)]|\s[a-z])|\b(?:{SHORT_WORD}|[A-Z])\.(?=\s(?!\s*["“«'`]))"""
)
"""A full stop that ends no clause: of "Sen.", and inside of "a.m."."""


def find_interruptions(text: str, start: int, end: int) -> list[Span]:
    """The reporting clauses between two halves of a quotation, and the stenographer's notes.

    Args:
        text: The document's text.
        start: Offset at which the search begins.
        end: Offset at which it ends.
    """
    part = _ABBREVIATION.sub(lambda found: f"{found[0][:-1]}\u2024", text[start:end])
    clauses = [
        one
        for one in _CLAUSE.finditer(part)
        if _reports(one[1]) or (one[0][0] in ",!?" and _SHORT_CLAUSE.fullmatch(one[1]))
    ]
    clauses += [
        one
        for one in _BARE_CLAUSE.finditer(part)
        if len(one[1].split()) <= _MAX_BARE_WORDS and _reports(one[1])
    ]
    return sorted(
        Span(start + one.start(), start + one.end()) for one in (*_NOTE.finditer(part), *clauses)
    )


def _reports(clause: str) -> bool:
    words = [word.lower() for word in re.findall(r"[^\W\d_]+", clause)]
    return any(word in VERBS or word in COMMON_FORMS for word in words)


def is_interruption(text: str, start: int, end: int) -> bool:
    """Whether nothing of the speaker's own words stands between two offsets."""
    around = find_interruptions(text, max(0, start - 2), min(len(text), end + 3))
    return any(one.start <= start + 1 and one.end >= end - 1 for one in around)


def find_interrupted_matches(quote: QuoteWords, source: SourceText) -> Iterator[Alignment]:
    """Yield the places where the source has the quote's words but for interruptions, in order.

    The words of an interruption are deletions; they change neither verdict nor score.
    """
    if not source.words:
        return
    spans = find_interruptions(source.text, source.words[0].start, source.words[-1].end + 1)
    if not spans:
        return
    kept = [
        number
        for number, word in enumerate(source.words)
        if not any(word.start < span.end and word.end > span.start for span in spans)
    ]
    if len(kept) == len(source.words):
        return
    spoken = copy(source)
    spoken.words = [source.words[number] for number in kept]
    for alignment in find_exact_matches(quote, spoken):
        yield replace(
            alignment,
            steps=tuple(merge_steps(_with_interruptions(alignment.steps, kept))),
            first=kept[alignment.first],
            last=kept[alignment.last - 1] + 1,
        )


def _with_interruptions(
    steps: Sequence[AlignmentStep], kept: Sequence[int]
) -> Iterator[AlignmentStep]:
    """Yield the steps with the source's own word numbers, and its other words as deletions."""
    at: int | None = None
    for step in steps:
        if step.kind == "insert":
            yield step
            continue
        for number in range(step.first, step.last):
            first = kept[number]
            quoted = step.quote_first + (number - step.first if step.kind == "equal" else 0)
            if at is not None and first > at:
                yield AlignmentStep("delete", at, first, quoted)
            yield AlignmentStep(step.kind, first, first + 1, quoted)
            at = first + 1
