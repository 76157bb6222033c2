"""Parses and compares names of people, and tells them from names of places and organisations."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from index.lexicon.name_words import (
    CENSUS_GIVEN_NAMES,
    DEMONYMS,
    GIVEN_NAMES,
    NICKNAMES,
    ORGANISATION_WORDS,
    PARTICLES,
    PLACE_WORDS,
    SUFFIXES,
    Sex,
)
from index.lexicon.titles import SHORT_SUFFIX, SHORT_TITLE, TITLE_SEXES, WORDS_BEFORE_NAMES
from index.text.capital_letters import CAPITAL
from index.text.name_folding import fold_accents

_WORD = re.compile(rf"(?:{CAPITAL}\.)+|[^\W\d_]+(?:[-’'][^\W\d_]+)*\.?")
PARTICLE = rf"(?:{'|'.join(PARTICLES)})\b"
"""Regular expression for a particle of a name, such as "von" or "de"."""
_PART = rf"{CAPITAL}[^\W\d_]*(?:[-’'][^\W\d_]+)*"
NAME_PATTERN = re.compile(
    rf"(?:(?:{SHORT_TITLE})\.[ \u00a0])?"
    rf"(?:{CAPITAL}\.[ ]?)*{_PART}"
    rf"(?:[ \u00a0](?:{CAPITAL}\.(?:{CAPITAL}\.)*"
    rf"|{PARTICLE}(?=(?:[ \u00a0]{PARTICLE})?[ \u00a0]{CAPITAL})"
    rf"|(?:{SHORT_SUFFIX})\.|{_PART}))*"
)
"""A run of capitalised words as in a person's name, with titles, initials and particles."""
_SHORT_PART = rf"{CAPITAL}(?:\w{{0,3}}\.|[\w'’-]{{0,40}})"
SHORT_NAME = rf"(?<!\w){_SHORT_PART}(?: {_SHORT_PART}){{0,4}}"
"""A name of few words, for patterns that are tried at each place of a text."""


class ParsedName(NamedTuple):
    """A person's name without titles and suffixes."""

    given: tuple[str, ...]
    """Given names in lower case without accents, initials without full stop; empty for a last
    name alone."""
    last: str
    """Last name in lower case, without accents."""


def split_name(text: str) -> list[str]:
    """The words of a name as written, without a possessive ending."""
    return list(_words(text))


@lru_cache(maxsize=20_000)
def _words(text: str) -> tuple[str, ...]:
    return tuple(re.sub(r"['’]s?$", "", word) for word in _WORD.findall(text))


def strip_titles(name_words: list[str]) -> list[str]:
    """The words of a name without the titles before it and the suffixes after it."""
    start, end = 0, len(name_words)
    while end > 1 and is_name_suffix(name_words[end - 1]):
        end -= 1
    while start < end - 1:
        word = name_words[start].rstrip(".").lower()
        if not is_title(word) and not (word in DEMONYMS and end - start > 2):
            break
        start += 1
    return name_words[start:end]


@lru_cache(maxsize=10_000)
def parse_name(text: str) -> ParsedName | None:
    """The given and last names in a name; None if it has no letters."""
    name_words = strip_titles(split_name(text))
    if not name_words:
        return None
    # "Šarić" is also typed "Saric".
    lower = [fold_accents(word.rstrip(".").replace("’", "'")).lower() for word in name_words]
    # Particles are dropped, so that "von der Leyen" equals "Leyen".
    return ParsedName(tuple(word for word in lower[:-1] if word not in PARTICLES), lower[-1])


def same_person(one: str, other: str) -> bool | None:
    """Whether two names mean the same person; None if the names alone don't decide it.

    True for "Bernie Sanders" and "Sen. Bernard Sanders", as the start of a given name may stand for
    it; None for "Clinton" and "Bill Clinton"; False for "Bill Clinton" and "Hillary Clinton".
    """
    first, second = parse_name(one), parse_name(other)
    if first is None or second is None:
        return False
    if first.last != second.last:
        # "Hillary" and "Hillary Clinton"
        for short, long in ((first, second), (second, first)):
            if not short.given and long.given and short.last == long.given[0]:
                return None
        return False
    if first.given == second.given:
        return True
    if not first.given or not second.given:
        # "Mr. Delaney" can't be Ruth Delaney.
        sexes = {gender_of(one), gender_of(other)} - {None}
        return False if len(sexes) > 1 else None
    return _may_be_same_given_name(first.given[0], second.given[0])


def _may_be_same_given_name(one: str, other: str) -> bool:
    shorter, longer = sorted((one.replace(".", ""), other.replace(".", "")), key=len)
    if longer.startswith(shorter):
        return True
    return frozenset((one, other)) in NICKNAMES or (len(shorter) > 3 and longer[:3] == shorter[:3])


def gender_of(name: str) -> Sex | None:
    """The gender that a title or a given name shows; None if they show none."""
    for word in split_name(name):
        lower = word.rstrip(".").lower()
        sex = TITLE_SEXES.get(lower) or GIVEN_NAMES.get(lower)
        if sex is not None:
            return sex
    return None


def is_given_name(word: str) -> bool:
    """Whether a word is a common given name."""
    return word.lower() in GIVEN_NAMES


def may_be_given_name(word: str) -> bool:
    """Whether a word is a given name, common or rare: "Ada", "Cornell"."""
    return word.lower() in GIVEN_NAMES or word.lower() in CENSUS_GIVEN_NAMES


def is_title(word: str) -> bool:
    """Whether a word is a title or an office, also with a hyphen: "Secretary-General"."""
    return all(part in WORDS_BEFORE_NAMES for part in word.rstrip(".").lower().split("-"))


def is_place_name(name_words: list[str]) -> bool:
    """Whether capitalised words start like the name of a place: "New York"."""
    return bool(name_words) and name_words[0].lower() in PLACE_WORDS


def is_name_suffix(word: str) -> bool:
    """Whether a word is a suffix after a name: "Jr."."""
    return word.rstrip(".").lower() in SUFFIXES


def is_full_name(text: str) -> bool:
    """Whether a text is the name of a person with given and last name."""
    parsed = parse_name(text)
    return parsed is not None and bool(parsed.given) and not is_organisation_name(split_name(text))


def is_organisation_name(name_words: list[str]) -> bool:
    """Whether capitalised words end like the name of an organisation, a newspaper or a place."""
    return not name_words or name_words[-1].rstrip(".").lower() in ORGANISATION_WORDS
