"""Check "numbers": every number of a sentence stands in the evidence, in digits or words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from text_to_num import alpha2digit

from assistant.generation.comparison.cited_sentence import CitedSentence
from assistant.generation.comparison.dates_in_text import find_dates, remove_dates
from assistant.generation.comparison.numbered_evidence import NumberedEvidence
from assistant.generation.comparison.sentence_check import SentenceCheck
from index.lexicon.number_words import SCALE_WORDS

_SCALES = {word: float(value) for word, value in SCALE_WORDS.items()}
_SCALES |= {str(value): float(value) for value in SCALE_WORDS.values()}
_SCALES |= {"k": 1e3, "m": 1e6, "mn": 1e6, "b": 1e9, "bn": 1e9, "tn": 1e12}
_NUMBER = re.compile(
    r"(?<![\w.])(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"(?:[ -]?(?P<scale>{'|'.join(SCALE_WORDS)}|bn|mn|tn|[kmb]\b|10{{2,12}}\b))?"
    r"(?:st|nd|rd|th|s)?(?![\d])(?: decades?\b)?",
    re.IGNORECASE,
)
_AND_A_HALF = re.compile(r"(?P<whole>\b\d+) and a half\b")
_DIGIT_ONE = re.compile(r"(?<![\w.])1(?![\w.]|,\d)")
_WORD_VALUES = {"half": 0.5, "dozen": 12.0, "twice": 2.0, "double": 2.0, "triple": 3.0}
_WORD_VALUES |= {
    "doubled": 2.0,
    "tripled": 3.0,
    "thrice": 3.0,
    "both": 2.0,
    "pair": 2.0,
    "couple": 2.0,
}
_VAGUE_TWOS = frozenset(("both", "pair", "couple", "double", "doubled"))
"""Words for two that may be used of two things that the evidence does not count."""
_UNCOUNTED = re.compile(rf"\b(?:dozen|{'|'.join(SCALE_WORDS)})s\b", re.IGNORECASE)
"""Words that give no number."""
_BOUND = re.compile(
    r"\b(?:(?P<over>(?:no|not) (?:less|fewer) than|at least|(?<!no )(?<!not )more than|over|above"
    r"|exceed(?:s|ed|ing)?|upwards of|topp(?:ed|ing))"
    r"|(?:no|not) more than|at most|a maximum of|(?<!no )(?<!not )(?:less|fewer) than|under|below)"
    r" [$£€]?(?P<digits>\d[\d,.]*\d|\d)",
    re.IGNORECASE,
)
_MONEY = re.compile(r"(?P<sign>[$£€¥])\s?(?P<digits>\d[\d,.]*\d|\d)")
_UNITS = {"second": "second", "minute": "minute", "hour": "hour", "day": r"\bda(?:y|ily)"}
_UNITS |= {"week": "week", "month": "month", "year": "year|annual", "decade": "decade"}
_UNITS |= {"century": "centur"}
_ONE_UNIT = re.compile(rf"\b(?:one|full|whole|entire) ({'|'.join(_UNITS)})\b", re.IGNORECASE)
"""A single unit of time, such as "a full year"."""
_LAST_EARLY_MONTH = 3
"""Up to March, "the last quarter" or "last autumn" was in the year before."""
_COUNTS_BY_THE_MODEL = (2.0, 3.0, 4.0)
"""Numbers that a sentence may have by counting what the evidence lists; not allowed if the evidence
has a number of up to `_MAX_SMALL_NUMBER` itself."""
_MAX_SMALL_NUMBER = 12.0
_HALF_IN_SMALLER_UNIT = {
    "minute": "30",
    "hour": "30",
    "year": "6",
    "dozen": "6",
    "century": "50",
    "day": "12",
}
_HALF_OF = re.compile(
    rf"\bhalf[- ](?:an? |of an? )?({'|'.join(_HALF_IN_SMALLER_UNIT)})\b", re.IGNORECASE
)
"""Half a unit as a number of smaller units: half an hour is 30 minutes."""
_LAST_PERIOD = re.compile(
    r"\b(?:last|past|previous|final) (year|fall|autumn|winter|summer|spring|quarter|month"
    r"|december|november|october)\b",
    re.IGNORECASE,
)
_TIME_APART = re.compile(
    r"(?<!\d)(?P<count>\d+) (?P<unit>day|week|month|year)s? (?:later|earlier|before)\b"
)
_DAYS_IN_UNIT = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}
_NUMBER_IN_NAME = re.compile(r"\b[A-Z]{1,4}-(\d+)\b")
_OUT_OF_TEN = re.compile(r"\b(\d+) (?:out of|in|of) (?:every )?10\b")


def find_unknown_number(sentence: CitedSentence) -> str | None:
    """What is wrong if a number of the sentence is not in the evidence, or is used differently."""
    quotes = " ".join(evidence.quote for evidence in sentence.evidence)
    return (
        _missing_number(sentence)
        or _reversed_bound(sentence.text, quotes)
        or _missing_time_unit(sentence.text, quotes)
        or _other_currency(sentence.text, quotes)
    )


def _missing_number(sentence: CitedSentence) -> str | None:
    known = {number for evidence in sentence.evidence for number in _numbers_of(evidence)}
    times_apart = set(_times_between(sentence))
    numbers_in_names = set(_NUMBER_IN_NAME.findall(sentence.text)) & set(
        _NUMBER_IN_NAME.findall(
            " ".join([sentence.question, *(evidence.quote for evidence in sentence.all_evidence)])
        )
    )
    has_small_number = any(1 < number <= _MAX_SMALL_NUMBER for number in known)
    for shown, value in find_numbers(remove_dates(sentence.text)):
        if (
            value in _COUNTS_BY_THE_MODEL
            and not has_small_number
            and not re.search(rf"\b{value:.0f}\b", sentence.text)
        ):
            continue  # the model may have counted what the evidence lists
        same_values = {value}
        if value == 0.5:
            same_values.add(50.0)
        elif "decade" in shown:
            same_values.add(10 * value)
        if shown in numbers_in_names:
            continue  # part of a name: the "EB-5" program
        if not same_values & (known | times_apart):
            return f"the evidence does not have the number {shown}"
    return None


def _reversed_bound(text: str, quotes: str) -> str | None:
    bounds = dict(_find_bounds(quotes))
    for number, bound in _find_bounds(text):
        if bounds.get(number, bound) != bound:
            return "it puts a number on the other side of a bound"
    return None


def _missing_time_unit(text: str, quotes: str) -> str | None:
    for match in _ONE_UNIT.finditer(text):
        if not re.search(_UNITS[match[1].lower()], quotes, re.IGNORECASE):
            return f"the evidence does not say “{match.group()}”"
    return None


def _other_currency(text: str, quotes: str) -> str | None:
    signs = {match["digits"]: match["sign"] for match in _MONEY.finditer(quotes)}
    for match in _MONEY.finditer(text):
        if signs.get(match["digits"], match["sign"]) != match["sign"]:
            return "it gives an amount in another currency"
    return None


def _times_between(sentence: CitedSentence) -> Iterator[float]:
    """The numbers in "three weeks later" that the dates of two pieces of evidence confirm."""
    published = list(filter(None, map(_date_of_publication, sentence.evidence)))
    for match in _TIME_APART.finditer(_words_to_digits(sentence.text)):
        count = float(match["count"])
        if any(
            round(abs((one - other).days) / _DAYS_IN_UNIT[match["unit"]]) == count
            for one in published
            for other in published
        ):
            yield count


def _date_of_publication(evidence: NumberedEvidence) -> date | None:
    match = re.match(r"\d{4}-\d\d-\d\d", evidence.citation.date or "")
    return date.fromisoformat(match.group()) if match else None


def _find_bounds(text: str) -> Iterator[tuple[str, str]]:
    """Numbers that are a limit, each with "over" or "under": "at least 12"."""
    for match in _BOUND.finditer(_words_to_digits(text)):
        yield match["digits"].replace(",", ""), "over" if match["over"] else "under"


def find_numbers(text: str) -> Iterator[tuple[str, float]]:
    """The numbers of a text: each in digits, and its value.

    "One", "first" and "the two" are left out, as they often count nothing.
    """
    plain = _AND_A_HALF.sub(r"\g<whole>.5", _words_to_digits(text))
    plain = _HALF_OF.sub(lambda match: _HALF_IN_SMALLER_UNIT[match[1].lower()], plain)
    plain = _OUT_OF_TEN.sub(lambda match: f"{match[1]}0 percent", plain)
    for match in _NUMBER.finditer(plain):
        value = float(match["digits"].replace(",", ""))
        if value == 1 and not match["scale"] and not _DIGIT_ONE.search(text):
            continue
        if value == 2 and plain[: match.start()].lower().endswith(("the ", "these ", "those ")):
            continue
        yield match.group(), round(value * (_scale(match["scale"])), 6)
    # "An hour and a half" may be ninety minutes.
    for word in re.findall(r"[a-z]+", plain.lower().replace("and a half", "")):
        if word in _WORD_VALUES and word not in _VAGUE_TWOS:
            yield word, _WORD_VALUES[word]


def _scale(word: str | None) -> float:
    return _SCALES[word.lower()] if word else 1.0


def _numbers_of(evidence: NumberedEvidence) -> Iterator[float]:
    """Every value that a sentence about the evidence may have."""
    for shown, value in find_numbers(evidence.quote):
        yield value
        if "decade" in shown:
            yield 10 * value
    # "35-12" and "1990s" contain these numbers too.
    for match in re.finditer(r"\d+", evidence.quote):
        yield float(match.group())
    words = set(re.findall(r"[a-z]+", evidence.quote.lower()))
    yield from (value for word, value in _WORD_VALUES.items() if word in words)
    if "percent" in words and 50.0 in {value for _, value in find_numbers(evidence.quote)}:
        yield 0.5
    for published in find_dates(f"{evidence.citation.date or ''}"):
        yield from (float(part) for part in (published.year, published.day) if part)
        # "Last year", or "the last quarter" in January, is in the year before.
        if published.year and any(
            match[1].lower() == "year" or published.month <= _LAST_EARLY_MONTH
            for match in _LAST_PERIOD.finditer(evidence.quote)
        ):
            yield float(published.year - 1)
    # A role or a name may have a number: "the 42nd president".
    for text in (*evidence.speakers, evidence.roles, evidence.citation.outlet or ""):
        yield from (value for _, value in find_numbers(text))


@lru_cache(maxsize=512)
def _words_to_digits(text: str) -> str:
    """The text with its numbers in digits: "forty-two" becomes 42."""
    plain = re.sub(r"\b[A-Z]{3,}\b", lambda match: match.group().lower(), text)
    plain = re.sub(r"(?<=[a-z])-(?=[a-z])", " ", _UNCOUNTED.sub(" many ", plain))
    return str(alpha2digit(plain, "en", 1))


CHECK = SentenceCheck(
    name="numbers",
    order=40,
    find_problem=find_unknown_number,
    ignores_missing_evidence_clause=False,
)
