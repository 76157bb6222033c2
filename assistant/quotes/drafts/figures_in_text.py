"""Finds the numbers, dates and names of a text, each with its place and a value to compare."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from assistant.draft_records import FigureKind
from assistant.generation.comparison.dates_in_text import PartialDate, find_placed_dates
from assistant.generation.comparison.names_in_text import find_names, identifying_words
from assistant.generation.comparison.numbers_in_text import NumberInText, find_all_numbers
from index.lexicon.number_words import NUMBER_WORDS, SCALE_WORDS
from index.records import Span
from index.text.stemming import stems

__all__ = ["FigureInText", "find_figures"]

_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_UNIT = re.compile(r"[\s-]+(?:(?:[\w’'-]+)[^\S\n]*){1,3}")
_POSSESSIVE = re.compile(r"['’]s?$")
_LONGEST_NUMBER = 60


@dataclass(frozen=True, slots=True)
class FigureInText:
    """A number, a date or a name of a text."""

    kind: FigureKind
    place: Span
    shown: str
    """As the text has it."""
    number: NumberInText | None = None
    date: PartialDate | None = None
    words: frozenset[str] = frozenset()
    """Of a name: the words that identify somebody or something, lower case."""
    unit: str | None = None
    """Of a number: the stem of what is counted, the word behind it."""

    @property
    def is_year(self) -> bool:
        """Whether it is a year alone."""
        return self.kind == "date" and self.date is None

    def is_same_as(self, other: FigureInText) -> bool:
        """Whether two figures of one kind have the same value, as far as both tell it."""
        if self.kind != other.kind:
            return False
        if self.kind == "name":
            return self.words <= other.words
        if self.date is not None:
            return other.date is not None and self.date.covers(other.date, None)
        if self.is_year and other.date is not None:
            return self.number is not None and other.date.year == self.number.value
        if self.number is None or other.number is None:
            return False
        return _values_agree(self.number, other.number)


def find_figures(text: str) -> list[FigureInText]:
    """The numbers, dates and names of a text, in order.

    "One" and single-digit ordinals count nothing, as in "the first".
    """
    found: list[FigureInText] = []
    taken: list[Span] = []
    for place, date in find_placed_dates(text):
        found.append(FigureInText("date", place, text[slice(*place)], date=date))
        taken.append(place)
    for match in _number_pattern().finditer(text):
        place = Span(*match.span())
        if any(span.start < place.end and place.start < span.end for span in taken):
            continue
        figure = _number(text, place)
        if figure is not None:
            found.append(figure)
            taken.append(place)
    found += _names(text, taken)
    return sorted(found, key=lambda one: one.place)


def _number(text: str, place: Span) -> FigureInText | None:
    shown = text[slice(*place)]
    if len(shown) > _LONGEST_NUMBER:
        return None
    behind = _UNIT.match(text, place.end)
    numbers = find_all_numbers(shown + (behind[0][:_LONGEST_NUMBER] if behind else "")).numbers
    if not numbers or numbers[0].is_name:
        return None
    number = numbers[0]
    if _YEAR.fullmatch(shown) and not number.has_measure:
        return FigureInText("date", place, shown, number=number)
    unit = next(iter(stems(behind[0])), None) if behind else None
    return FigureInText("number", place, shown, number=number, unit=unit)


def _names(text: str, taken: list[Span]) -> Iterator[FigureInText]:
    at = 0
    for run in find_names(text):
        name = _POSSESSIVE.sub("", run)
        start = text.find(name, at)
        words = frozenset(identifying_words(name))
        if start < 0 or not words:
            continue
        at = start + len(name)
        if not any(span.start < at and start < span.end for span in taken):
            yield FigureInText("name", Span(start, at), name, words=words)


def _values_agree(one: NumberInText, other: NumberInText) -> bool:
    return one.is_percent == other.is_percent and abs(one.value - other.value) < 1e-6 * max(
        1.0, abs(one.value)
    )


@cache
def _number_pattern() -> re.Pattern[str]:
    words = "|".join(sorted((*NUMBER_WORDS, *SCALE_WORDS), key=len, reverse=True))
    scales = "|".join(SCALE_WORDS)
    percent = r"(?:[\u00a0\u202f ]?%|[ -]per ?cent\b)"
    return re.compile(
        rf"(?<![\w.,])[-−]?[$€£¥]?\d+(?:[.,]\d+)*(?!\w)(?:[ -](?:{scales})s?\b)?{percent}?"
        rf"|(?<![\w-])(?:{words})(?:(?:[ -]|[ -]and[ -])(?:{words}))*\b{percent}?",
        re.IGNORECASE,
    )
