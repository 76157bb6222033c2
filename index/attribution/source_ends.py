"""Mends where the words for a speaker end, where the tagger took in what stands beside them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from index.lexicon.titles import SHORT_SUFFIX, SHORT_TITLE, SHORT_WORD
from index.records import Span
from index.text.capital_letters import CAPITAL, CAPITALS
from index.text.person_names import NAME_PATTERN

_ABBREVIATION = re.compile(rf"(?:\b(?:{SHORT_WORD}|{SHORT_SUFFIX})|\b[^\W\d_])\.$")
"""What ends no sentence: "Sen.", "Jr.", the end of "U.S."."""
_LONGEST_ABBREVIATION = 12
_BEHIND_TITLED_NAME = re.compile(
    rf"\b(?:{SHORT_TITLE})\. (?:{CAPITAL}\. )*{CAPITAL}[^\W\d_]+(?:[-’'][^\W\d_]+)*\. "
    rf"(?=[{CAPITALS}])"
)
"""A title and a name with a full stop: "Sen. Brock. Town Hall"."""
_NAME_BEHIND = re.compile(
    rf" (?P<name>(?:(?:{SHORT_TITLE})\. |{CAPITAL}[^\W\d_]+ )(?:{CAPITAL}\. )*"
    rf"{CAPITAL}[^\W\d_]+)(?=[.,])"
)
"""A title or a given name, a last name, and a mark behind them."""
_LAST_WORD = re.compile(rf" {CAPITAL}[^\W_]*$")
_LEAST_NAME = 2
"""Words of a name that are left before the label of a field."""


def mend_source_ends(text: str, source: Span, cue: Span, sentences: Sequence[Span]) -> Span:
    """The words for the speaker alone.

    Args:
        text: The document's text.
        source: What the tagger found.
        cue: The words that mark the report.
        sentences: The text's sentences, in order.
    """
    source = _named_behind_cue(text, source, cue, sentences)
    source = _within_sentence(text, source, cue, sentences)
    return _without_full_stop(text, _without_field_label(text, source, cue))


def _named_behind_cue(text: str, source: Span, cue: Span, sentences: Sequence[Span]) -> Span:
    """The name right behind a cue, if the source stands in other sentences: "said Ms. Lind."."""
    at = bisect_right(sentences, cue.start, key=lambda one: one.start) - 1
    if at < 0 or source.end > sentences[at].start:
        return source
    name = _NAME_BEHIND.match(text, cue.end, sentences[at].end)
    return Span(*name.span("name")) if name else source


def _within_sentence(text: str, source: Span, cue: Span, sentences: Sequence[Span]) -> Span:
    """A source without the words of the sentence behind or before that of its cue.

    In "said Mr. Brandt. Owen Brandt built it" and in "It stood. Owen Brandt said" the source is
    one name.
    """
    if source.start < cue.end and cue.start < source.end:
        return source
    ends = [end for end in _sentence_ends(text, source, sentences) if source.start < end[0]]
    if not ends:
        return source
    if cue.start < source.start:
        return Span(source.start, min(end for end, _ in ends))
    return Span(max(following for _, following in ends), source.end)


def _sentence_ends(text: str, source: Span, sentences: Sequence[Span]) -> list[tuple[int, int]]:
    """Where sentences end within a source, each with where the next one begins."""
    first = bisect_right(sentences, source.start, key=lambda one: one.start)
    last = bisect_left(sentences, source.end, key=lambda one: one.start)
    found = [
        (sentences[at - 1].end, sentences[at].start)
        for at in range(max(1, first), last)
        if not _ABBREVIATION.search(
            text, max(0, sentences[at - 1].end - _LONGEST_ABBREVIATION), sentences[at - 1].end
        )
    ]
    found += [(one.end() - 1, one.end()) for one in _BEHIND_TITLED_NAME.finditer(text, *source)]
    return [(_before_full_stop(text, end), following) for end, following in found]


def _before_full_stop(text: str, end: int) -> int:
    return end - 1 if text[end - 1 : end] == "." else end


def _without_field_label(text: str, source: Span, cue: Span) -> Span:
    """A source without the label of the field behind it: "Name: Ada Brandt Age: 27"."""
    if text[source.end : source.end + 1] != ":" or cue.start <= source.end:
        return source
    label = _LAST_WORD.search(text, *source)
    if label is None or len(text[source.start : label.start()].split()) < _LEAST_NAME:
        return source
    return Span(source.start, label.start())


def _without_full_stop(text: str, source: Span) -> Span:
    """A name without the full stop that ends its sentence: not that of "Jr." or "U.S."."""
    start, end = source
    if text[end - 1 : end] != "." or " " not in text[start:end]:
        return source
    if _ABBREVIATION.search(text, max(start, end - _LONGEST_ABBREVIATION), end):
        return source
    is_name = NAME_PATTERN.fullmatch(text, start, end - 1) is not None
    return Span(start, end - 1) if is_name else source
