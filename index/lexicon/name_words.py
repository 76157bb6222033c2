"""Words of names: given names, particles, and what tells people from organisations and places."""

from __future__ import annotations

from typing import Literal

from index.lexicon.data_files import read_entries, read_marked, read_words

Sex = Literal["male", "female"]
SEXES: tuple[Sex, ...] = ("male", "female")


def sexes_of(name: str) -> dict[str, Sex]:
    """The words of a list that tell a sex, each with the sex; in doubt as in English."""
    return {
        entry.word: sex
        for entry in reversed(read_entries(name))
        for sex in SEXES
        if sex in entry.fields
    }


def _read_given_names() -> dict[str, Sex]:
    for entry in read_entries("given_names"):
        if entry.fields not in (("male",), ("female",)):
            raise entry.error(f"the given name {entry.word!r} needs its sex: male or female")
    return sexes_of("given_names")


_SUFFIXES = read_marked("name_suffixes", ("credential", "short"))
_DEMONYMS = read_marked("demonyms", ("title",))

GIVEN_NAMES = _read_given_names()
"""Common given names, lower case, each with the sex that it tells."""
NICKNAMES = frozenset(
    frozenset((entry.word, full)) for entry in read_entries("nicknames") for full in entry.fields
)
"""Pairs of a short form of a given name and what it is short for."""
KINSHIP_WORDS = sexes_of("kinship_words")
"""Words for people by sex and kin ("mother"), each with the sex that it tells."""
PARTICLES = tuple(read_words("name_particles"))
"""What may stand in small letters between a given and a last name."""
SUFFIXES = frozenset(word for word, marks in _SUFFIXES.items() if "credential" not in marks)
"""What may stand behind a name without being part of it: "jr"."""
SHORT_SUFFIXES = frozenset(word for word, marks in _SUFFIXES.items() if "short" in marks)
"""Those that are written with a full stop, without it."""
CREDENTIALS = frozenset(_SUFFIXES) - SUFFIXES
"""What may stand behind a name for what somebody has earned: "esq"."""
ORGANISATION_WORDS = frozenset(read_words("organisation_words"))
"""Words with which names of organisations, papers, places and groups end."""
PLACE_WORDS = frozenset(read_words("place_words"))
"""Words with which names of places begin."""
DEMONYMS = frozenset(_DEMONYMS)
"""Words for who or what is of a country."""
DEMONYMS_AS_TITLES = frozenset(word for word, marks in _DEMONYMS.items() if marks)
"""Those that are taken off a name like titles."""
