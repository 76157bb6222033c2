"""Keys that names share if they may mean one person, so that only such names are compared."""

from __future__ import annotations

from collections.abc import Iterator

from index.lexicon.name_words import GIVEN_NAMES
from index.people.bodies import body_key, initials_of_body, is_acronym
from index.people.person_name import PersonName, parse_person_name
from index.text.name_folding import fold_name, sound_of

__all__ = ["keys_of_name"]

_LEAST_MISSPELT = 5
"""Shorter last names have no keys for misspellings: a letter more or less makes another name."""


def keys_of_name(name: str, is_body: bool = False) -> frozenset[str]:
    """The keys of a name; two names are compared only if they have a key in common.

    - The words in any order: names that are spelled alike never fall apart.
    - The last name; and the first word, which may be one too ("Xi Jinping"), unless it is a common
      given name.
    - With the given name, what may be another spelling of the last name: its sound, its sound
      without one letter, and a middle name that may be a last name.

    A body has the first key, and its initials.
    """
    keys = {"= " + " ".join(sorted(fold_name(name).split()))}
    if is_body:
        letters = body_key(name) if is_acronym(name) else initials_of_body(name)
        keys |= {"= " + body_key(name), f"initials {letters}"}
    parsed = None if is_body else parse_person_name(name)
    if parsed is not None:
        keys.update(_keys_of_person(parsed))
    return frozenset(keys)


def _keys_of_person(name: PersonName) -> Iterator[str]:
    yield name.last[-1]
    if not name.first:
        return
    if name.first not in GIVEN_NAMES and len(name.first) > 1:
        yield name.first
    start, last = f"{sound_of(name.first)}~", sound_of(name.last[-1])
    yield start + last
    yield from (start + sound_of(word) for word in name.middle if len(word) > 1)
    if len(last) >= _LEAST_MISSPELT:
        yield from (start + last[:at] + last[at + 1 :] for at in range(len(last)))
