"""Whether words are an answer of the kind that a question wants.

What doesn't fit is not given as the short answer; the cited sentence still is. The tests are of
the surface: a number has figures or number words, a date a month, a year or the like.
"""

from __future__ import annotations

import re

from assistant.answering.asked_answer import AskedAnswer
from assistant.answering.asked_names import asks_for_names, has_name_asked_for
from assistant.answering.question_target import QUANTIFIERS, names_nobody
from assistant.generation.comparison.content_words import content_stems
from assistant.generation.comparison.dates_in_text import remove_dates
from index.lexicon.calendar_words import MONTHS, WEEKDAYS
from index.lexicon.function_words import PREPOSITIONS, PRONOUNS
from index.lexicon.name_words import ORGANISATION_WORDS
from index.lexicon.number_words import NUMBER_WORDS, SCALE_WORDS
from index.lexicon.titles import AGENCIES, OFFICES, PERSON_NOUNS
from index.text.capital_letters import CAPITAL
from index.text.dates import MONTH_AND_DAY

MAX_NAME_WORDS = 9
"""More words than these are no name of one thing."""
MIN_REASON_WORDS = 3
"""Fewer words than these are no clause: "a loss", "the fog"."""
_NUMBER_WORD = (
    rf"(?:{'|'.join(NUMBER_WORDS)}|dozens?|half|third|quarter|once|twice|both|none|no one|nobody"
    r"|all)"
)
SCALE = rf"(?:{'|'.join(SCALE_WORDS)}|bn|mn|m|k)"
FIGURE = rf"(?:\d[\d,]{{0,20}}(?:\.\d{{1,6}})?|{_NUMBER_WORD}(?:[- ]{_NUMBER_WORD}){{0,3}})"
_HAS_NUMBER = re.compile(rf"\d|\b(?:{_NUMBER_WORD}|{'|'.join(SCALE_WORDS)})\b", re.IGNORECASE)
_CURRENCY = (
    r"(?:dollars?|euros?|pounds?|cents?|pence|yen|yuan|crowns?|kron(?:a|or|e|er)|francs?|rupees?"
    r"|rou?bles?|pesos?|marks?|lira|USD|EUR|GBP|SEK|NOK|DKK|CHF)"
)
_TIME_UNIT = r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|centur(?:y|ies))"
UNIT = (
    rf"(?:{_CURRENCY}|{_TIME_UNIT}|per ?cent|percent(?:age points?)?|%|met(?:re|er)s?|miles?|feet"
    r"|foot|inch(?:es)?|kilomet(?:re|er)s?|km|hectares?|acres?|tonnes?|tons?|kilos?|litres?|degrees?"
    r"|points?|times)"
)
_MONEY = re.compile(
    rf"[$€£¥] ?\d|\b{_CURRENCY}\b|%|\bper ?cent|\d[ -]?{SCALE}\b|\b(?:million|billion)\b",
    re.IGNORECASE,
)
_WITH_UNIT = re.compile(rf"[$€£¥%]|\b{UNIT}|\b{SCALE}\b|\b(?:half|third|quarter|twice)\b", re.I)
_OFTEN = re.compile(
    r"\d|\b(?:once|twice|times?|daily|weekly|monthly|yearly|annually|every|each|never|always|rarely"
    rf"|often|seldom|{_NUMBER_WORD})\b",
    re.IGNORECASE,
)
_MONTH_NAMES = "|".join(MONTHS)
_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
DATE_PHRASE = re.compile(
    rf"\b(?:(?:{'|'.join(WEEKDAYS)}),? )?(?:the )?(?:{MONTH_AND_DAY})(?!\d)(?:,? {_YEAR}\b)?"
    rf"|\b(?:(?:early|late|mid|the (?:end|start|beginning|middle) of)[ -])?(?:{_MONTH_NAMES})"
    rf"(?:,? {_YEAR})?\b"
    rf"|\b(?:(?:late|early) )?(?:{'|'.join(WEEKDAYS)})(?: (?:morning|evening|night))?\b"
    rf"|\b(?:(?:early|late|mid|the (?:end|start|beginning|middle) of)[ -])?{_YEAR}s?\b",
    re.IGNORECASE,
)
_TIME_WORDS = re.compile(
    rf"\b{_YEAR}s?\b|\b(?:{_MONTH_NAMES}|{'|'.join(WEEKDAYS)})\b|\d(?:st|nd|rd|th)\b"
    r"|\d[:.]\d\d\b|\d ?[ap]\.?m\b|\bo['’]clock\b"
    r"|\b(?:yesterday|today|tomorrow|tonight|now|never|noon|midnight|morning|afternoon|evening|night"
    r"|spring|summer|autumn|fall|winter|christmas|easter|weekend|immediately|century|decade)\b"
    rf"|\b(?:last|next|this|coming|same|following|previous) (?:{_TIME_UNIT})\b"
    rf"|\b{_TIME_UNIT} (?:ago|later|earlier|before|after|from now)\b"
    rf"|\b(?:in|within|after|over) (?:\w+[ -]){{1,3}}{_TIME_UNIT}\b"
    r"|^\W*(?:after|before|when|once|until|till|since|as soon as|during|by the|at the|in the"
    r" (?:middle|course|first|second|third|fourth|last))\b",
    re.IGNORECASE,
)
_YEAR_OF_NAME = re.compile(rf"^\W*{_YEAR}\W*$")
_BEFORE_YEAR = re.compile(
    rf"(?:\b(?:in|since|by|until|till|of|from|before|after|during|to|early|late|mid|and|around|about"
    rf"|year|{_MONTH_NAMES})[ -]|\d,? |[(–—-] ?|^)$",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_ECHO_WORDS = (
    PRONOUNS
    | PREPOSITIONS
    | frozenset(
        "the a an this that these those it its what which who how many much when where why one ones"
        " some any all more most own such same other others thing things there here".split()
    )
)
CAPITALISED = re.compile(rf"{CAPITAL}[\w’'.-]{{1,40}}")
_NO_NAMES = _ECHO_WORDS | QUANTIFIERS | frozenset((*MONTHS, *WEEKDAYS))
_GROUP_HEADS = frozenset(
    """people men women children families workers voters members residents citizens farmers drivers
    teachers students nurses doctors patients fans supporters officials experts critics opponents
    authorities states countries nations companies firms banks unions police army government
    parliament guard guards neighbour neighbours parents criminals criminal judges lawyers deputies
    others volunteers soldiers everyone everybody nobody""".split()
)
_PERSON_ENDING = re.compile(r"..(?:ers?|ors?|ists?|ians?|[mw][ae]n|persons?|ees?|tress)$")


def fits(words: str, asked: AskedAnswer, question: str, before: str = "") -> bool:
    """Whether words are an answer of the kind that is asked for.

    Args:
        words: What may be the short answer.
        asked: What the question wants.
        question: The question itself; its own words are no answer.
        before: The text in front of the words in their sentence.
    """
    if asked.kind == "yes-no":
        return False  # a yes or a no is not read off a few words
    if not _WORDS.search(words) or (asked.kind != "choice" and _is_echo(words, question)):
        return False
    if asks_for_names(question) and not has_name_asked_for(words, question):
        return False
    test = _TESTS.get(asked.kind)
    if asked.kind == "time" and _YEAR_OF_NAME.match(words) and not _BEFORE_YEAR.search(before):
        return False  # "Kuban CSC 2022"
    if asked.kind == "person" and (names_nobody(words) or _names_nobody_new(words, question)):
        return False
    return test is None or test(words, asked)


def count_items(words: str) -> int:
    """The number of things that a list names: 3 for "Poland, Turkey, and France"."""
    parts = re.split(r",? (?:and|or|&) |[,;] |\n", words.strip())
    return sum(bool(_WORDS.search(part)) for part in parts)


def _is_echo(words: str, question: str) -> bool:
    """Whether words are pronouns and the like, or say nothing that the question doesn't say."""
    lower = [word.lower() for word in _WORDS.findall(words)]
    if all(word in _ECHO_WORDS for word in lower):
        return True
    own = content_stems(words)
    return bool(own) and own <= content_stems(question)


def _names_nobody_new(words: str, question: str) -> bool:
    """Whether all names in the words are in the question: "Hilde Moen left" is nobody else."""
    asked = {word.lower() for word in _WORDS.findall(question)}
    capitalised = " ".join(match.group() for match in CAPITALISED.finditer(words))
    names = {word.lower() for word in _WORDS.findall(capitalised)} - _NO_NAMES
    return bool(names) and names <= asked


def _is_number(words: str, asked: AskedAnswer) -> bool:
    rest = remove_dates(words).replace("(date)", " ")
    if re.fullmatch(rf"\W*{_YEAR}\W*", rest) and asked.kind != "number":
        return False
    if asked.noun and _counts_other_unit(words, asked.noun):
        return False
    return _HAS_NUMBER.search(rest) is not None


def _counts_other_unit(words: str, noun: str) -> bool:
    """Whether a number counts years, money or metres where something else is to be counted."""
    units = re.findall(rf"\b(?:{UNIT})(?!\w)", words, re.IGNORECASE)
    return bool(units) and not any(
        unit.lower()[:4] == noun[:4] for unit in units if unit != "times"
    )


def has_amount_of_money(words: str) -> bool:
    """Whether words have a sum of money, a share in per cent, or millions of what isn't said."""
    return _MONEY.search(words) is not None


def _is_amount(words: str, asked: AskedAnswer) -> bool:
    if not _is_number(words, asked):
        return False
    return has_amount_of_money(words) if asked.is_money else _WITH_UNIT.search(words) is not None


def _is_measure(words: str, asked: AskedAnswer) -> bool:
    return _is_number(words, asked) and (
        _WITH_UNIT.search(words) is not None or re.fullmatch(r"\W*[\d,.]+\W*", words) is not None
    )


def _is_time(words: str, asked: AskedAnswer) -> bool:
    return _TIME_WORDS.search(words) is not None


def _is_person(words: str, asked: AskedAnswer) -> bool:
    if len(words.split()) > _MAX_PERSON_WORDS or not re.search(r"[^\W\d_]", words):
        return False
    if re.fullmatch(DATE_PHRASE, words.strip()) or _ENDS_WITH_UNIT.search(words):
        return False
    lower = [word.lower() for word in _WORDS.findall(words)]
    if any(word.lower() not in _NO_NAMES for word in CAPITALISED.findall(words)):
        return True
    return any(
        word in _PERSON_WORDS or _PERSON_ENDING.search(word) is not None for word in lower
    ) or (lower[-1].endswith("s") and not lower[-1].endswith("ss"))


_MAX_PERSON_WORDS = 14
_ENDS_WITH_UNIT = re.compile(rf"(?:\d|{_NUMBER_WORD}) (?:{UNIT})\W*$", re.IGNORECASE)
_PERSON_WORDS = OFFICES | PERSON_NOUNS | ORGANISATION_WORDS | AGENCIES | _GROUP_HEADS


def _is_role(words: str, asked: AskedAnswer) -> bool:
    """A description has the noun of an office: "a retired postmistress who chairs …"."""
    lower = [word.lower() for word in _WORDS.findall(words)]
    return len(lower) > 1 and any(
        word in OFFICES or word in PERSON_NOUNS or _PERSON_ENDING.search(word)
        for word in lower
        if word not in _ECHO_WORDS
    )


def _is_name(words: str, asked: AskedAnswer) -> bool:
    return CAPITALISED.search(words) is not None and len(words.split()) <= MAX_NAME_WORDS


def _is_one_of_a_kind(words: str, asked: AskedAnswer) -> bool:
    """A country or a hospital is named in few words, and not with a verb."""
    return asked.noun is None or len(words.split()) <= MAX_NAME_WORDS


def _is_names(words: str, asked: AskedAnswer) -> bool:
    return count_items(words) >= (asked.count or 2)


def _is_place(words: str, asked: AskedAnswer) -> bool:
    rest = remove_dates(words).replace("(date)", " ")
    return re.search(r"[^\W\d_]{2}", rest) is not None and len(words.split()) <= _MAX_PERSON_WORDS


def _is_reason(words: str, asked: AskedAnswer) -> bool:
    return len(_WORDS.findall(words)) >= MIN_REASON_WORDS


_TESTS = {
    "number": _is_number,
    "amount": _is_amount,
    "measure": _is_measure,
    "frequency": lambda words, asked: _OFTEN.search(words) is not None,
    "time": _is_time,
    "person": _is_person,
    "name": _is_name,
    "thing": _is_one_of_a_kind,
    "role": _is_role,
    "names": _is_names,
    "place": _is_place,
    "reason": _is_reason,
}
