"""The numbers that a written sentence may have: those of its evidence, and what they imply."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from assistant.generation.comparison.dates_in_text import find_dates, remove_dates
from assistant.generation.comparison.number_phrases import (
    UNIT_PARTS,
    find_uncounted_scales,
    find_vague_numbers,
)
from assistant.generation.comparison.numbered_evidence import NumberedEvidence
from assistant.generation.comparison.numbers_in_text import (
    FoundNumbers,
    NumberInText,
    Share,
    find_all_numbers,
    numbers_inside_words,
    values_of_number_words,
)
from assistant.generation.comparison.plain_numerals import has_decimal_commas
from index.lexicon.number_words import NUMBER_WORDS, SCALE_WORDS

_MAX_SMALL_NUMBER = 12
_PARTS_OF_WHOLE = {"third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_LAST_EARLY_MONTH = 3
"""Up to March, "the last quarter" or "last autumn" was in the year before."""
_LAST_PERIOD = re.compile(
    r"\b(?:last|past|previous|final) (year|fall|autumn|winter|summer|spring|quarter|month"
    r"|december|november|october)\b",
    re.IGNORECASE,
)
_FALL = re.compile(
    r"\b(?:f[ae]ll(?:s|en|ing)?|drop\w*|declin\w*|shr[aiu]nk\w*|contract(?:ed|s|ion|ing)|decreas\w*"
    r"|los(?:s|ses|t|es|e|ing)|down|deficits?|cut|cuts|lowered|reduc\w*"
    r"|slump\w*|plung\w*|s[aiu]nk\w*)\b",
    re.IGNORECASE,
)
"""Words that say what a minus sign says: "shrank by 5 per cent"."""
_DATE_WITH_STOPS = re.compile(r"\d{1,2}\.\d{1,2}\.((?:1[89]|20)\d\d)")
_THIRDS = {0.33: 0.3333, 0.333: 0.3333, 0.66: 0.6667, 0.67: 0.6667, 0.667: 0.6667}
"""Thirds in per cent, as they are rounded."""
_COMMON_FRACTIONS = tuple(
    sorted({above / below for below in (2, 3, 4, 5, 10) for above in range(1, below)})
)


@dataclass
class KnownNumbers:
    """The numbers of some evidence."""

    values: set[float] = field(default_factory=set)
    """What the evidence counts or measures."""
    labels: set[float] = field(default_factory=set)
    """Numbers of dates, times, names and roles: no amount of anything."""
    ratios: set[float] = field(default_factory=set)
    """Shares, 0 to 1, whether the evidence has them as fractions, in per cent or as "one in five".
    """
    thirds: set[float] = field(default_factory=set)
    """Those of the ratios that the evidence has as thirds, not in per cent."""
    decades: set[float] = field(default_factory=set)
    days: set[float] = field(default_factory=set)
    """Days of months, which a sentence may have as "the 3rd"."""
    years_ago: set[float] = field(default_factory=set)
    """For each year of the evidence, how many years before the publication it was."""
    names: set[float] = field(default_factory=set)
    """Numbers of names that are known from elsewhere."""
    times: set[tuple[int, int]] = field(default_factory=set)
    identifiers: set[str] = field(default_factory=set)
    vague: set[str] = field(default_factory=set)
    """Scale words without a number: "hundred" of "hundreds" and "several hundred"."""
    has_fall: bool = False
    """Whether a word such as "fell" can stand for a minus sign."""
    has_decimal_commas: bool = False
    """Whether any of the evidence writes decimals with a comma."""

    has_small_number: bool = False
    """Whether the evidence has any number of up to `_MAX_SMALL_NUMBER`, be it part of another."""

    def admits(self, number: NumberInText, sentence: str) -> bool:
        """Whether the evidence has a number of a sentence, perhaps in another form."""
        if number.is_decade:
            return self._admits_decade(number.value)
        if number.shown == "half":
            return self._admits_fraction(number)
        if number.is_name and number.value in self.names:
            return True
        known = self.values if number.is_amount else self.values | self.labels
        if number.is_ordinal or (not number.has_measure and any(find_dates(sentence))):
            known = known | self.days
        if number.unit == "year":
            known = known | self.years_ago
        if known & set(_same_values(number)) or any(_is_rounded(number, one) for one in known):
            return True
        if -number.value in self.values and (self.has_fall or _FALL.search(sentence)):
            return True
        if number.is_percent:
            ratio = round(number.value / 100, 4)
            return ratio in self.ratios or _THIRDS.get(ratio, 0) in self.thirds
        is_fraction = 0 < number.value < 1 and not number.has_measure
        return is_fraction and self._admits_fraction(number)

    def admits_share(self, share: Share) -> bool:
        """Whether the evidence has a share, or both of its numbers."""
        both = {float(share.part), float(share.whole)} <= self.values | self.labels
        return share.ratio in self.ratios or (both and not share.is_idiom)

    def admits_vague(self, scale: str) -> bool:
        """Whether "several hundred" may be said of the evidence."""
        least = SCALE_WORDS.get(scale, 12)
        return scale in self.vague or any(2 * least < one < 10 * least for one in self.values)

    def _admits_decade(self, decade: float) -> bool:
        def same(other: float) -> bool:
            return other in (decade, decade % 100) or other % 100 == decade

        years = (one // 10 * 10 for one in self.values | self.labels)
        return any(map(same, self.decades)) or any(map(same, years))

    def _admits_fraction(self, fraction: NumberInText) -> bool:
        """Whether a fraction is a share of the evidence, or "nearly" the next simple one to it."""
        value = round(fraction.value, 4)
        if value in self.ratios or any(
            round(ratio, 2) == ratio and round(value, 2) == ratio for ratio in self.ratios
        ):
            return True
        return fraction.about is not None and any(
            _nearest_common(ratio) == _nearest_common(value) and _is_on_side(fraction, ratio)
            for ratio in self.ratios
        )


def read_known_numbers(all_evidence: Iterable[NumberedEvidence]) -> KnownNumbers:
    """The numbers that a sentence which cites some evidence may have."""
    known = KnownNumbers()
    for evidence in all_evidence:
        quote = evidence.quote
        commas = has_decimal_commas(f"{evidence.text_before} {quote} {evidence.text_after}")
        known.has_decimal_commas |= commas
        _add(known, find_all_numbers(remove_dates(quote), commas))
        known.values.update(values_of_number_words(quote))
        known.labels.update(_labels(evidence))
        dates = [*find_dates(quote), *find_dates(f"{evidence.citation.date or ''}")]
        known.days.update(float(date.day) for date in dates if date.day)
        known.years_ago.update(_years_ago(evidence, known.values | known.labels))
        known.vague |= find_vague_numbers(quote) | find_uncounted_scales(quote)
        parts = {*_parts(quote), *known.labels, *known.days}
        known.has_small_number |= any(1 < number <= _MAX_SMALL_NUMBER for number in parts)
        known.has_fall |= _FALL.search(quote) is not None
        if 0.5 in values_of_number_words(quote):
            known.ratios.add(0.5)
    return known


def _parts(quote: str) -> Iterator[float]:
    """Every run of digits, and every number word, even as part of a larger number."""
    yield from map(float, re.findall(r"\d+", quote))
    for word in re.findall(r"[a-z]+", quote.lower()):
        number = NUMBER_WORDS.get(word) or _PARTS_OF_WHOLE.get(word.removesuffix("s"))
        if number:
            yield float(number)


def _add(known: KnownNumbers, found: FoundNumbers) -> None:
    for number in found.numbers:
        if number.is_decade:
            known.decades.add(number.value)
            continue
        (known.labels if number.is_name else known.values).update(_same_values(number))
        if number.is_percent:
            known.ratios.add(round(number.value / 100, 4))
        elif 0 < number.value < 1 and not number.has_measure:
            known.ratios.add(round(number.value, 4))
            if round(number.value * 3, 5) in (1, 2):
                known.thirds.add(round(number.value, 4))
    for share in found.shares:
        known.ratios.add(share.ratio)
        if share.part * 3 in (share.whole, share.whole * 2):
            known.thirds.add(share.ratio)
        if not share.is_idiom:
            known.labels.update((float(share.part), float(share.whole)))
    known.times |= found.times
    # "10:00" is ten o'clock, and "10.30" half past ten.
    known.labels.update(float(hour or 12) for hour, minute in found.times if not minute)
    known.labels.update(float(f"{hour or 12}.{minute:02}") for hour, minute in found.times)
    known.identifiers |= found.identifiers
    for identifier in found.identifiers:
        if match := _DATE_WITH_STOPS.fullmatch(identifier):
            known.labels.add(float(match[1]))


def _labels(evidence: NumberedEvidence) -> Iterator[float]:
    """The numbers of the evidence's dates, names and roles."""
    yield from numbers_inside_words(evidence.quote)
    for date in find_dates(evidence.quote):
        if date.year:
            yield float(date.year)
    for published in find_dates(f"{evidence.citation.date or ''}"):
        if published.year:
            yield float(published.year)
        # "Last year", or "the last quarter" in January, is in the year before.
        if published.year and any(
            match[1].lower() == "year" or published.month <= _LAST_EARLY_MONTH
            for match in _LAST_PERIOD.finditer(evidence.quote)
        ):
            yield float(published.year - 1)
    # A role or a name from elsewhere may have a number: "the 42nd president". If it stands in the
    # quote, its numbers are read there, as it may begin or end within one.
    for text in (*evidence.speakers, evidence.roles, evidence.citation.outlet or ""):
        if text in evidence.quote:
            continue
        yield from (number.value for number in find_all_numbers(text).numbers)


def _years_ago(evidence: NumberedEvidence, numbers: Iterable[float]) -> Iterator[float]:
    for published in find_dates(f"{evidence.citation.date or ''}"):
        yield from (published.year - one for one in numbers if published.year and one >= 1000)


def _is_on_side(number: NumberInText, value: float) -> bool:
    """Whether a value is over, under or about a number, as the sentence says."""
    return not (
        (number.about == "less" and value > number.value)
        or (number.about == "more" and value < number.value)
    )


def _is_rounded(number: NumberInText, value: float) -> bool:
    """Whether "just over 98" may be said for 98.33: decimals alone are rounded."""
    if not number.about or number.value % 1 or value < 1 or abs(value - number.value) >= 1:
        return False
    if number.about == "about":
        return round(value) == number.value
    return _is_on_side(number, value)


def _same_values(number: NumberInText) -> Iterator[float]:
    """The number, and for a part of a unit of time the number of smaller units."""
    yield round(number.value, 4)
    if number.unit == "decade" or (number.unit and number.value % 1):
        yield round(number.value * UNIT_PARTS[number.unit], 4)


def _nearest_common(value: float) -> float:
    return min(_COMMON_FRACTIONS, key=lambda one: abs(one - value))
