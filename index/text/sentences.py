"""Splits text into sentences with exact offsets.

A line break ends a sentence: texts whose lines are broken inside a paragraph are put together
before (`index.text.reading_text`). Within a line, nupunkt (a trained Punkt model: Kiss and Strunk
2006) splits Latin-script text, inside quotations too; sentencex, which knows the full stops of
other scripts, splits other scripts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import nupunkt
import sentencex

from index.lexicon.titles import SHORT_WORD
from index.records import Span
from index.text.capital_letters import CAPITAL, CAPITALS

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1dff\u2e80-\ud7ff\uf900-\ufaff\ufb1d-\ufdff\ufe70-\ufeff]")
_MISSED_END = re.compile(
    rf"\b[^\W\d_{CAPITALS}]{{3,}}(?:\.[”\"’»]\s+(?=[{CAPITALS}“\"])|\.\s+(?=(?![A-Z]){CAPITAL}))"
)
"""A sentence end that nupunkt misses before a word that it doesn't know: after a full stop inside a
closing quotation mark, or before an accented capital."""
_TITLE = re.compile(rf"(?:^|[\s“\"'‘(\[])(?:{SHORT_WORD})\.$")

MAX_SENTENCE = 2000
"""Maximum characters of a sentence; longer ones (tables, lists, code) are cut at white space."""


def split_sentences(text: str, language: str | None = None) -> list[Span]:
    """The sentences of `text` in order: non-empty, not overlapping, without outer white space.

    Args:
        text: Any text.
        language: ISO 639-1 code if known; chooses the rules for scripts other than Latin.

    Returns:
        Spans into `text` of at most `MAX_SENTENCE` characters. Together they cover every character
        that is not white space.
    """
    return [
        piece
        for block in _blocks(text)
        for sentence in _split_block(text, block, language)
        for piece in _cut_if_too_long(text, sentence)
    ]


def in_groups(text: str, sentences: Sequence[Span], characters: int) -> Iterator[Sequence[Span]]:
    """The sentences in groups of about `characters`, separated at line breaks.

    Args:
        text: The text.
        sentences: Its sentences, or those of a part of it, in order.
        characters: A group ends with the first line that reaches so many.
    """
    first = 0
    for index, sentence in enumerate(sentences):
        if sentence.start - sentences[first].start > characters and (
            "\n" in text[sentences[index - 1].end : sentence.start]
        ):
            yield sentences[first:index]
            first = index
    if first < len(sentences):
        yield sentences[first:]


def _blocks(text: str) -> Iterator[Span]:
    """The lines: no sentence crosses their borders."""
    for match in _LINE.finditer(text):
        yield Span(*match.span())


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
    non_latin = len(_OTHER_SCRIPT.findall(block))
    if non_latin * 3 < len(block):
        spans = nupunkt.sent_spans(block)
        return [piece for span in spans for piece in _split_at_missed_ends(block, *span)]
    boundaries = sentencex.get_sentence_boundaries(language or "en", block)
    return [(boundary["start_index"], boundary["end_index"]) for boundary in boundaries]


def _split_at_missed_ends(block: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _MISSED_END.finditer(block, start, end):
        yield start, match.end()
        start = match.end()
    yield start, end


def _continues(text: str, start: int, end: int, following: int) -> bool:
    """Whether the split at `end` is wrong: after a title, or before what can't start a sentence."""
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


def _cut_if_too_long(text: str, sentence: Span) -> Iterator[Span]:
    """The sentence; or, if it is longer than `MAX_SENTENCE`, its pieces."""
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
