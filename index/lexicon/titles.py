"""What stands before a name without being part of it: titles, offices, parties, public bodies."""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.lexicon.data_files import read_entries, read_marked, read_words
from index.lexicon.name_words import (
    DEMONYMS_AS_TITLES,
    KINSHIP_WORDS,
    SEXES,
    SHORT_SUFFIXES,
    Sex,
    sexes_of,
)

_COURTESY = read_marked("courtesy_titles", (*SEXES, "short"))
_GOVERNMENT = read_marked("government_words", ("name",))


def _read_titles() -> dict[str, tuple[frozenset[str], tuple[str, ...]]]:
    """The offices, each with its marks and with what the one who has it is called."""
    known = (*SEXES, "short", "stop-only", "speaks-for")
    found: dict[str, tuple[frozenset[str], tuple[str, ...]]] = {}
    for entry in read_entries("titles"):
        marks = frozenset(field for field in entry.fields if not field.startswith("called="))
        for mark in sorted(marks - set(known)):
            raise entry.error(f"{mark!r} is no mark of this list; it has: {', '.join(known)}")
        called = (field.removeprefix("called=") for field in entry.fields if field not in marks)
        words = tuple(word for words in called for word in words.split(","))
        found.setdefault(entry.word, (marks, words))
    return found


_TITLES = _read_titles()

COURTESY_TITLES = frozenset(_COURTESY)
"""Titles of courtesy: "mrs"."""
AGENCIES = frozenset(read_words("agencies"))
"""Short names of states and public bodies: "fbi"."""
BODIES_BEFORE_NAMES = (
    AGENCIES | DEMONYMS_AS_TITLES | frozenset(word for word, marks in _GOVERNMENT.items() if marks)
)
"""Nations and public bodies that stand before a name as titles do, but are names themselves."""
WORDS_BEFORE_NAMES = (
    COURTESY_TITLES
    | BODIES_BEFORE_NAMES
    | frozenset(word for word, (marks, _) in _TITLES.items() if "stop-only" not in marks)
    | frozenset(read_words("title_modifiers"))
    | frozenset(read_words("party_words"))
    | frozenset(_GOVERNMENT)
)
"""Everything that is taken off a name where it stands before it, lower case."""
SPEAK_FOR_OTHERS = frozenset(word for word, (marks, _) in _TITLES.items() if "speaks-for" in marks)
"""Offices behind which and "for" stands whom they speak for: "lawyer"."""
CALLED = {word: called for word, (_, called) in _TITLES.items() if called}
"""What the one who has an office is called without the name: "sen" is "senator", "lawmaker"."""
TITLE_SEXES: dict[str, Sex] = sexes_of("courtesy_titles") | sexes_of("titles")
"""The sexes that titles tell."""
SHORT_TITLES = frozenset(
    [word for word, marks in _COURTESY.items() if "short" in marks]
    + [word for word, (marks, _) in _TITLES.items() if "short" in marks]
)
"""Titles that are written with a full stop, without it."""


def _as_pattern(words: Iterable[str]) -> str:
    return "|".join(
        map(re.escape, sorted(map(str.title, words), key=lambda word: (-len(word), word)))
    )


SEXES_OF_WORDS: dict[str, Sex] = KINSHIP_WORDS | {
    # "Miss." is a state as well.
    word: sex
    for word, sex in TITLE_SEXES.items()
    if word in _TITLES or word in SHORT_TITLES
}
"""The sexes that words tell in a description of somebody: "her mother", "a spokesman"."""
SHORT_TITLE = _as_pattern(SHORT_TITLES)
"""Regular expression of the titles that are written with a full stop, without it: "Mr|Sen"."""
SHORT_WORD = _as_pattern([*SHORT_TITLES, *read_words("abbreviations")])
"""The same with other abbreviations whose full stop ends no sentence: "St"."""
SHORT_SUFFIX = _as_pattern(SHORT_SUFFIXES)
"""Regular expression of what stands behind a name with a full stop: "Jr|Sr"."""
