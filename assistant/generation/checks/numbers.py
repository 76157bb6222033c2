"""Check "numbers": every number of a sentence stands in the evidence, in digits or words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assistant.generation.comparison.cited_sentence import CitedSentence
from assistant.generation.comparison.dates_in_text import remove_dates
from assistant.generation.comparison.known_numbers import KnownNumbers, read_known_numbers
from assistant.generation.comparison.number_phrases import (
    find_vague_numbers,
    write_numbers_plainly,
)
from assistant.generation.comparison.numbered_evidence import NumberedEvidence
from assistant.generation.comparison.numbers_in_text import NumberInText, find_all_numbers
from assistant.generation.comparison.plain_numerals import MINUS
from assistant.generation.comparison.sentence_check import SentenceCheck

_BOUND = re.compile(
    r"\b(?:(?P<over>(?:no|not) (?:less|fewer) than|at least|(?<!no )(?<!not )more than|over|above"
    r"|exceed(?:s|ed|ing)?|upwards of|topp(?:ed|ing))"
    r"|(?:no|not) more than|at most|a maximum of|(?<!no )(?<!not )(?:less|fewer) than|under|below)"
    rf" (?:a )?(?P<minus>{MINUS}?)[$£€¥]?(?P<digits>\d+(?:\.\d+)?)",
    re.IGNORECASE,
)
_MONEY = re.compile(r"(?P<sign>[$£€¥])\s?(?P<digits>\d+(?:\.\d+)?)")
_UNITS = {"second": "second", "minute": "minute", "hour": "hour", "day": r"\bda(?:y|ily)"}
_UNITS |= {"week": "week", "month": "month", "year": "year|annual", "decade": "decade"}
_UNITS |= {"century": "centur"}
_ONE_UNIT = re.compile(rf"\b(?:one|full|whole|entire) ({'|'.join(_UNITS)})\b", re.IGNORECASE)
"""A single unit of time, such as "a full year"."""
_COUNTS_BY_THE_MODEL = (2.0, 3.0, 4.0)
"""Numbers that a sentence may have by counting what the evidence lists; not allowed if the evidence
has such a small number itself."""
_TIME_APART = re.compile(
    r"(?<!\d)(?P<count>\d+) (?P<unit>day|week|month|year)s? (?:later|earlier|before)\b"
)
_DAYS_IN_UNIT = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}
_NUMBER_IN_NAME = re.compile(r"\b[A-Z]{1,4}-(\d+)\b")


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
    known = read_known_numbers(sentence.evidence)
    known.labels.update(_times_between(sentence))
    known.names = _numbers_in_names(sentence)
    missing = _first_missing(sentence.text, known, decimal_commas=False)
    if missing and known.has_decimal_commas:
        # The sentence may have taken over "1.240" as the evidence writes it.
        missing = _first_missing(sentence.text, known, decimal_commas=True)
    return f"the evidence does not have the number {missing}" if missing else None


def _first_missing(text: str, known: KnownNumbers, decimal_commas: bool) -> str | None:
    """The first number of a text that the evidence does not have."""
    found = find_all_numbers(remove_dates(text), decimal_commas)
    for identifier in sorted(found.identifiers - known.identifiers):
        return identifier
    for hour, minute in sorted(found.times - known.times):
        return f"{hour or 12}:{minute:02}"
    for share in found.shares:
        if not known.admits_share(share):
            return f"{share.part} of {share.whole}"
    for number in found.numbers:
        if not known.admits(number, text) and not _may_be_counted(number, text, known):
            return number.shown
    for scale in sorted(find_vague_numbers(text)):
        if not known.admits_vague(scale):
            return f"“several {scale}”"
    return None


def _may_be_counted(number: NumberInText, text: str, known: KnownNumbers) -> bool:
    """Whether the model may have counted what the evidence lists: "two officials"."""
    return (
        number.value in _COUNTS_BY_THE_MODEL
        and not number.has_measure
        and not known.has_small_number
        and not re.search(rf"\b{number.value:.0f}\b", text)
    )


def _numbers_in_names(sentence: CitedSentence) -> set[float]:
    """Numbers of names that the question or any evidence has, as in the "EB-5" program."""
    texts = [sentence.question, *(evidence.quote for evidence in sentence.all_evidence)]
    return {float(number) for number in _NUMBER_IN_NAME.findall(" ".join(texts))}


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
    plain = write_numbers_plainly(quotes)
    signs = {match["digits"]: match["sign"] for match in _MONEY.finditer(plain)}
    for match in _MONEY.finditer(write_numbers_plainly(text)):
        if signs.get(match["digits"], match["sign"]) != match["sign"]:
            return "it gives an amount in another currency"
    return None


def _times_between(sentence: CitedSentence) -> Iterator[float]:
    """The numbers in "three weeks later" that the dates of two pieces of evidence confirm."""
    published = list(filter(None, map(_date_of_publication, sentence.evidence)))
    for match in _TIME_APART.finditer(write_numbers_plainly(sentence.text)):
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
    for match in _BOUND.finditer(write_numbers_plainly(text)):
        yield match["minus"] + match["digits"], "over" if match["over"] else "under"


CHECK = SentenceCheck(
    name="numbers",
    order=40,
    find_problem=find_unknown_number,
    ignores_missing_evidence_clause=False,
)
