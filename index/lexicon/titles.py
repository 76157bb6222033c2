"""Words that stand before a name without being part of it: titles, offices, parties, bodies."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from index.lexicon.data_files import read_entries, read_marked, read_words, words_with_mark
from index.lexicon.name_words import (
    DEMONYMS_AS_TITLES,
    KINSHIP_WORDS,
    SEXES,
    SHORT_SUFFIXES,
    Sex,
    sex_by_word,
)

_COURTESY = read_marked("courtesy_titles", (*SEXES, "short"))
_GOVERNMENT = read_marked("government_words", ("name",))


class _Title(NamedTuple):
    marks: frozenset[str]
    called: tuple[str, ...]
    """Other nouns for the holder."""
    field: str | None
    """The walk of life that the office belongs to."""


def _read_titles() -> dict[str, _Title]:
    """The offices, each with its marks and values."""
    known = (*SEXES, "short", "stop-only", "speaks-for", "local")
    found: dict[str, _Title] = {}
    for entry in read_entries("titles"):
        marks = frozenset(field for field in entry.fields if "=" not in field)
        for mark in sorted(marks - set(known)):
            raise entry.error(f"{mark!r} is no mark of this list; it has: {', '.join(known)}")
        values = dict(field.split("=", 1) for field in entry.fields if "=" in field)
        for name in sorted(values.keys() - {"called", "field"}):
            raise entry.error(f"{name!r} is no value of this list; it has: called, field")
        called = tuple(values["called"].split(",")) if "called" in values else ()
        found.setdefault(entry.word, _Title(marks, called, values.get("field")))
    return found


_TITLES = _read_titles()

COURTESY_TITLES = frozenset(_COURTESY)
"""Courtesy titles, lower case: "mrs"."""
AGENCIES = frozenset(read_words("agencies"))
"""Short names of states and public bodies: "fbi"."""
BODIES_BEFORE_NAMES = (
    AGENCIES | DEMONYMS_AS_TITLES | frozenset(word for word, marks in _GOVERNMENT.items() if marks)
)
"""Nations and public bodies that stand before a name like titles, but are names themselves."""
WORDS_BEFORE_NAMES = (
    COURTESY_TITLES
    | BODIES_BEFORE_NAMES
    | frozenset(word for word, title in _TITLES.items() if "stop-only" not in title.marks)
    | frozenset(read_words("title_modifiers"))
    | frozenset(read_words("party_words"))
    | frozenset(_GOVERNMENT)
)
"""All words that are removed from the front of a name, lower case."""
OFFICES = COURTESY_TITLES | frozenset(_TITLES)
"""Titles and offices: whoever has one is a person."""
PARTY_WORDS = frozenset(read_words("party_words"))
"""Parties and their members, as they stand before a name."""
PERSON_NOUNS = frozenset(read_words("person_nouns"))
"""Nouns that can mean anybody who has been named: "candidate"."""
REPRESENTATIVES = frozenset(word for word, title in _TITLES.items() if "speaks-for" in title.marks)
"""Offices that are followed by "for" and the person represented: "lawyer"."""
NOUNS_FOR_OFFICES = {word: title.called for word, title in _TITLES.items() if title.called}
"""Nouns for the holder of an office, used without the name: "senator", "lawmaker" for "sen"."""
FIELDS_OF_OFFICES = {word: title.field for word, title in _TITLES.items() if title.field}
"""The walk of life of an office, where hardly anybody has two at a time: "mayor", "nurse"."""
LOCAL_OFFICES = frozenset(word for word, title in _TITLES.items() if "local" in title.marks)
"""Offices that are held for one place at a time: "mayor"."""
TITLE_SEXES: dict[str, Sex] = sex_by_word("courtesy_titles") | sex_by_word("titles")
"""The sex that a title shows, by title."""
SHORT_TITLES = words_with_mark(_COURTESY, "short") | frozenset(
    word for word, title in _TITLES.items() if "short" in title.marks
)
"""Titles that are abbreviated with a full stop, listed without it."""
TITLES_OF_LAST_NAMES = (
    COURTESY_TITLES | SHORT_TITLES | FIELDS_OF_OFFICES.keys() | NOUNS_FOR_OFFICES.keys()
)
"""Titles and offices that stand before a last name alone: "mr", "senator"."""


def _as_pattern(words: Iterable[str]) -> str:
    return "|".join(
        map(re.escape, sorted(map(str.title, words), key=lambda word: (-len(word), word)))
    )


SEX_BY_DESCRIPTION_WORD: dict[str, Sex] = KINSHIP_WORDS | {
    # "Miss." also abbreviates Mississippi.
    word: sex
    for word, sex in TITLE_SEXES.items()
    if word in _TITLES or word in SHORT_TITLES
}
"""The sex that a word of a description shows: "her mother", "a spokesman"."""
SHORT_TITLE = _as_pattern(SHORT_TITLES)
"""Regular expression of abbreviated titles, without their full stop: "Mr|Sen"."""
SHORT_WORD = _as_pattern([*SHORT_TITLES, *read_words("abbreviations")])
"""`SHORT_TITLE` with other abbreviations whose full stop ends no sentence: "St"."""
SHORT_SUFFIX = _as_pattern(SHORT_SUFFIXES)
"""Regular expression of abbreviated suffixes of names, without their full stop: "Jr|Sr"."""
