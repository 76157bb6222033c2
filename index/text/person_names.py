"""Names of people as texts write them: titles off, compared, told from other capitals."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from index.lexicon.name_words import (
    DEMONYMS,
    GIVEN_NAMES,
    NICKNAMES,
    ORGANISATION_WORDS,
    PARTICLES,
    PLACE_WORDS,
    SUFFIXES,
    Sex,
)
from index.lexicon.titles import TITLE_SEXES, WORDS_BEFORE_NAMES
from index.text.capital_letters import CAPITAL

_WORD = re.compile(rf"(?:{CAPITAL}\.)+|[^\W\d_]+(?:[-’'][^\W\d_]+)*\.?")
PARTICLE = rf"(?:{'|'.join(PARTICLES)})\b"
"""A regular expression for one of them."""


class Name(NamedTuple):
    """A person's name without its titles."""

    given: tuple[str, ...]
    """Lower case, initials without their full stop; empty where only the last name is known."""
    last: str


def words(text: str) -> list[str]:
    """The words of a name, with their capitals, possessives off."""
    return list(_words(text))


@lru_cache(maxsize=20_000)
def _words(text: str) -> tuple[str, ...]:
    return tuple(re.sub(r"['’]s?$", "", word) for word in _WORD.findall(text))


def strip_titles(found: list[str]) -> list[str]:
    """The words of a name without the titles before and the suffixes behind it."""
    start, end = 0, len(found)
    while end > 1 and is_suffix(found[end - 1]):
        end -= 1
    while start < end - 1:
        word = found[start].rstrip(".").lower()
        if not is_title(word) and not (word in DEMONYMS and end - start > 2):
            break
        start += 1
    return found[start:end]


@lru_cache(maxsize=10_000)
def parse_name(text: str) -> Name | None:
    """A name's parts, or None where there is no word in it."""
    found = strip_titles(words(text))
    if not found:
        return None
    lower = [word.rstrip(".").lower().replace("’", "'") for word in found]
    # "von der Leyen" is as much of a name as "Leyen" is.
    return Name(tuple(word for word in lower[:-1] if word not in PARTICLES), lower[-1])


def same_person(one: str, other: str) -> bool | None:
    """Whether two names are one person's; None where they don't tell.

    "Bernie Sanders" and "Sen. Bernard Sanders" may be, as a given name's start may stand for it;
    "Clinton" and "Bill Clinton" may or may not.
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
        # "Mr. Delaney" is not Ruth.
        sexes = {gender(one), gender(other)} - {None}
        return False if len(sexes) > 1 else None
    return _alike(first.given[0], second.given[0])


def _alike(one: str, other: str) -> bool:
    shorter, longer = sorted((one.replace(".", ""), other.replace(".", "")), key=len)
    if longer.startswith(shorter):
        return True
    return frozenset((one, other)) in NICKNAMES or (len(shorter) > 3 and longer[:3] == shorter[:3])


def gender(name: str) -> Sex | None:
    """What a title or a given name tells; None where it is open."""
    for word in words(name):
        lower = word.rstrip(".").lower()
        sex = TITLE_SEXES.get(lower) or GIVEN_NAMES.get(lower)
        if sex is not None:
            return sex
    return None


def is_given(word: str) -> bool:
    """Whether a word is a common given name."""
    return word.lower() in GIVEN_NAMES


def is_title(word: str) -> bool:
    """Whether a word is a title or an office, be it of two: "Secretary-General"."""
    return all(part in WORDS_BEFORE_NAMES for part in word.rstrip(".").lower().split("-"))


def is_place(found: list[str]) -> bool:
    """Whether a capitalised name begins as those of places do: "New York"."""
    return bool(found) and found[0].lower() in PLACE_WORDS


def is_suffix(word: str) -> bool:
    """Whether a word stands behind a name without being part of it: "Jr."."""
    return word.rstrip(".").lower() in SUFFIXES


def is_full_name(text: str) -> bool:
    """Whether a name is a person's, with a given name."""
    parsed = parse_name(text)
    return parsed is not None and bool(parsed.given) and not is_organisation(words(text))


def is_organisation(found: list[str]) -> bool:
    """Whether a capitalised name is rather a body's, a paper's or a place's."""
    return not found or found[-1].rstrip(".").lower() in ORGANISATION_WORDS
