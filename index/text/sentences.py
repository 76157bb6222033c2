"""Text to sentence spans, with exact offsets.

Line breaks end a sentence unless the text is hard-wrapped (as e-mail and wire copy often is).
Within a block, Latin-script text is split by nupunkt (a trained Punkt, Kiss and Strunk 2006),
which also splits inside quotations; other scripts by sentencex, which knows their full stops.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

import nupunkt
import sentencex

from index.records import Span
from index.text.letters import CAPITAL, CAPITALS

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_PARAGRAPH = re.compile(r"\S++(?:(?!\s*\n[ \t\r]*\n|\s*\Z)\s++\S++)*+")
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1dff\u2e80-\ud7ff\uf900-\ufaff\ufb1d-\ufdff\ufe70-\ufeff]")
# Abbreviations that nupunkt knows, but not behind an opening quotation mark or in the plural.
_MISSED_END = re.compile(
    rf"\b[^\W\d_{CAPITALS}]{{3,}}(?:\.[”\"’»]\s+(?=[{CAPITALS}“\"])|\.\s+(?=(?![A-Z]){CAPITAL}))"
)
"""A sentence's end that nupunkt misses before a word it doesn't know: behind a word that is no
abbreviation, within quotation marks, or before a capital with an accent."""
_TITLE = re.compile(
    r"(?:^|[\s“\"'‘(\[])(?:Mrs?|Ms|Drs?|Sens?|Reps?|Govs?|Gens?|Lt|Col|Sgt|Capt|Rev|Hon|Prof|St)\.$"
)

WRAP_WIDTHS = range(50, 101)
"""Median line length, in characters, at which a text counts as hard-wrapped."""
MAX_SENTENCE = 2000
"""Characters; what has no full stop for longer (tables, lists, code) is cut at white space."""


def split_sentences(text: str, language: str | None = None) -> list[Span]:
    """The sentences of `text` in order: non-empty, without outer white space, not overlapping.

    Args:
        text: Any text; offsets of the result count in it.
        language: ISO 639-1 code where known; decides the rules for scripts other than Latin.

    Returns:
        Spans of at most `MAX_SENTENCE` characters that cover every non-space character.
    """
    return [
        piece
        for block in _blocks(text)
        for sentence in _split_block(text, block, language)
        for piece in _cut(text, sentence)
    ]


def _blocks(text: str) -> Iterator[Span]:
    """Stretches of text that no sentence crosses."""
    pattern = _PARAGRAPH if _is_hard_wrapped(text) else _LINE
    for match in pattern.finditer(text):
        yield Span(*match.span())


def unwrapped(text: str) -> str:
    """The text with spaces for the line breaks within its paragraphs, where it is hard-wrapped.

    As long as the text itself, so that offsets count in both.
    """
    if not _is_hard_wrapped(text):
        return text
    return _PARAGRAPH.sub(lambda paragraph: re.sub(r"[\r\n]", " ", paragraph[0]), text)


def _is_hard_wrapped(text: str) -> bool:
    """Whether most lines were broken at a fixed width rather than at a paragraph's end."""
    lines = [line.rstrip() for line in text[:20_000].splitlines() if line.strip()]
    if len(lines) < 3:
        return False
    broken = sum(
        first[-1] not in ".!?:;”\"'’)" and second.lstrip()[:1].islower()
        for first, second in pairwise(lines)
    )
    return median(map(len, lines)) in WRAP_WIDTHS and broken > len(lines) / 4


def _split_block(text: str, block: Span, language: str | None) -> Iterator[Span]:
    start: int | None = None
    end = block.start
    for a, b in _boundaries(text[block.start : block.end], language):
        span = _trim(text, block.start + a, block.start + b)
        if span is None:
            continue
        if start is not None and not _continues(text, start, end, span.start):
            yield Span(start, end)
            start = None
        start = span.start if start is None else start
        end = span.end
    if start is not None:
        yield Span(start, end)


def _boundaries(block: str, language: str | None) -> list[tuple[int, int]]:
    other = len(_OTHER_SCRIPT.findall(block))
    if other * 3 < len(block):
        spans = nupunkt.sent_spans(block)
        return [piece for span in spans for piece in _missed_ends(block, *span)]
    found = sentencex.get_sentence_boundaries(language or "en", block)
    return [(boundary["start_index"], boundary["end_index"]) for boundary in found]


def _missed_ends(block: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _MISSED_END.finditer(block, start, end):
        yield start, match.end()
        start = match.end()
    yield start, end


def _continues(text: str, start: int, end: int, following: int) -> bool:
    """Whether the split at `end` was wrong: after a title, or before what begins no sentence."""
    if text[following] in ",;:)]}":
        return True
    if text[following].islower() and text[end - 1] == ".":
        return True
    return _TITLE.search(text, max(start, end - 8), end) is not None


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def _cut(text: str, sentence: Span) -> Iterator[Span]:
    """The sentence, or pieces of it where it is too long to be one."""
    start, end = sentence
    while end - start > MAX_SENTENCE:
        space = text.rfind(" ", start + MAX_SENTENCE // 2, start + MAX_SENTENCE)
        cut = space if space > 0 else start + MAX_SENTENCE
        piece = _trim(text, start, cut)
        if piece:
            yield piece
        start = cut
    piece = _trim(text, start, end)
    if piece:
        yield piece
