"""Words of names: given names, particles, suffixes, and words of organisations and places."""

from __future__ import annotations

from typing import Literal

from index.lexicon.data_files import read_entries, read_marked, read_words, words_with_mark

Sex = Literal["male", "female"]
SEXES: tuple[Sex, ...] = ("male", "female")


def sex_by_word(name: str) -> dict[str, Sex]:
    """The sex of each word of a list that is marked with one; English takes precedence."""
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
    return sex_by_word("given_names")


_SUFFIXES = read_marked("name_suffixes", ("credential", "short"))
_DEMONYMS = read_marked("demonyms", ("title",))
_ORGANISATIONS = read_marked("organisation_words", ("group",))

GIVEN_NAMES = _read_given_names()
"""Common given names, lower case, with the sex of each."""
CENSUS_GIVEN_NAMES = sex_by_word("census_given_names")
"""Given names of a census, lower case, with the sex of each; many are also other words."""
NICKNAMES = frozenset(
    frozenset((entry.word, full)) for entry in read_entries("nicknames") for full in entry.fields
)
"""Pairs of a short form and the full form of a given name."""
KINSHIP_WORDS = sex_by_word("kinship_words")
"""Words for relatives ("mother"), with the sex of each."""
PARTICLES = tuple(read_words("name_particles"))
"""Lower-case words between a given and a last name: "de", "von"."""
SUFFIXES = frozenset(word for word, marks in _SUFFIXES.items() if "credential" not in marks)
"""Suffixes that follow a name: "jr"."""
SHORT_SUFFIXES = words_with_mark(_SUFFIXES, "short")
"""Suffixes that are abbreviated with a full stop, listed without it."""
CREDENTIALS = frozenset(_SUFFIXES) - SUFFIXES
"""Degrees and honours that follow a name: "esq"."""
ORGANISATION_WORDS = frozenset(_ORGANISATIONS)
"""Last words of names of organisations, newspapers, places and groups."""
GROUP_WORDS = frozenset(word for word, marks in _ORGANISATIONS.items() if marks)
"""Words for groups of people ("officials"), among `ORGANISATION_WORDS`."""
PUBLIC_BODIES = frozenset(read_words("public_bodies"))
"""Kinds of bodies whose names go on with "of" or "for": "ministry"."""
SILENT_NOUNS = frozenset(read_words("silent_nouns"))
"""Nouns for what says nothing: "funding"."""
PLACE_WORDS = frozenset(read_words("place_words"))
"""First words of names of places."""
PLACE_NAMES = frozenset(read_words("place_names"))
"""Names of countries, states and large cities."""
PLACE_FORMS = tuple(
    tuple(form.replace("_", " ") for form in (entry.word, *entry.fields))
    for entry in read_entries("place_forms", language="en")
)
"""Names of a country and words for its people, a tuple for each; in capitals those that are other
words in lower case: "US"."""
SEATS_OF_GOVERNMENT = frozenset(read_words("seats_of_government"))
"""Cities and buildings that are named for the government that sits there."""
DEMONYMS = frozenset(_DEMONYMS)
"""Nouns and adjectives for the people and things of a country."""
DEMONYMS_AS_TITLES = frozenset(word for word, marks in _DEMONYMS.items() if marks)
"""Demonyms that are removed from the front of a name like titles."""
