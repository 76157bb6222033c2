"""Compares two names of people: the same person, another one, or one who may be the same."""

from __future__ import annotations

from typing import NamedTuple

from index.lexicon.name_words import GIVEN_NAMES, NICKNAMES
from index.people.person_name import PersonName
from index.text.name_folding import sound_of

__all__ = ["Comparison", "compare_names"]


class Comparison(NamedTuple):
    """What two names say of whether they are one person's."""

    strength: int
    """How strongly they agree, from 1 to 6; 0 if they can't mean one person; -1 if nothing is in
    common. At `_SURE` and more the names alone decide."""
    why: str = ""
    """In what way they agree or differ, to be shown."""

    @property
    def is_same(self) -> bool:
        """Whether the names alone show one person, as long as nothing else speaks against it."""
        return self.strength >= _SURE

    @property
    def is_possible(self) -> bool:
        """Whether the names leave one person possible."""
        return self.strength > 0

    @property
    def is_conflict(self) -> bool:
        """Whether two people of one family name are told apart by it."""
        return self.strength == 0


_SURE = 3
_UNRELATED = Comparison(-1)
_SHORT_FORM = 3
"""Least letters of a short form that begins a given name: Don, but not Jo."""
_LEAST_MISSPELT = 5
"""Least letters of a word of which one letter may be wrong; in shorter words it makes another
name (Lee, Lie)."""
_MISSPELT = 2
"""Wrong letters by which given names may differ without being two people's."""
_LEAST_CONSONANTS = 3
"""Consonants that tell a given name from others."""
_LEAST_MISSPELT_TWICE = 8
"""Least letters of a word of which two letters may be wrong."""


def compare_names(one: PersonName, other: PersonName) -> Comparison:
    """Compare two names that have given names; the order makes no difference.

    Titles, roles and documents are weighed elsewhere.
    """
    if None not in (one.titled, other.titled) and one.titled != other.titled:
        return Comparison(0, "of another sex") if one.last == other.last else _UNRELATED
    if one.words == other.words:
        return _with_suffix(one, other, Comparison(6, "the same name"))
    if len(one.words) > 1 and sorted(one.words) == sorted(other.words):
        return _with_suffix(one, other, Comparison(4, "the same words in another order"))
    if not one.given or not other.given:
        return _UNRELATED
    last = _compare_last_names(one, other)
    if last is None:
        return _UNRELATED
    if _sexes_differ(one, other) and not _is_nickname(one, other):
        return Comparison(0, "of another sex")
    given = _compare_given_names(one, other)
    if given is None:
        is_conflict = last.strength == 6 and not _are_similar(one.first, other.first)
        return Comparison(0, "another given name") if is_conflict else _UNRELATED
    if _middles_differ(one, other):
        return Comparison(0, "another middle name") if last.strength == 6 else _UNRELATED
    if last.strength < 6 and given.strength < 6 and given != last:
        # Two words that both differ are two names, unless both are transliterations.
        return _UNRELATED
    weaker = min(last, given, key=lambda found: found.strength)
    if weaker.strength == 6:
        weaker = Comparison(5, "the same name, with or without a middle name")
    return _with_suffix(one, other, weaker)


def _with_suffix(one: PersonName, other: PersonName, found: Comparison) -> Comparison:
    if one.suffix == other.suffix:
        return found
    if one.suffix and other.suffix:
        return Comparison(0, " is not ".join(sorted((one.suffix, other.suffix))))
    return Comparison(1, "the same name, with or without a suffix")


def _compare_last_names(one: PersonName, other: PersonName) -> Comparison | None:
    if one.last == other.last:
        return Comparison(6, "the same last name")
    if one.last[-1] in other.middle or other.last[-1] in one.middle:
        shorter, longer = sorted((one, other), key=lambda name: len(name.words))
        is_longer = len(longer.words) > len(shorter.words) and len(shorter.last[-1]) > 1
        return Comparison(4, "one of two last names") if is_longer else None
    return _compare_spelling(one.last[-1], other.last[-1])


def _compare_spelling(one: str, other: str) -> Comparison | None:
    """Whether two words may be spellings of one name."""
    if sound_of(one) == sound_of(other) and min(len(one), len(other)) > 2:
        return Comparison(4, "another transliteration")
    from rapidfuzz.distance import OSA

    shorter = min(len(one), len(other))
    allowed = (shorter >= _LEAST_MISSPELT) + (shorter >= _LEAST_MISSPELT_TWICE)
    if allowed and OSA.distance(one, other, score_cutoff=allowed) <= allowed:
        return Comparison(2, "nearly the same spelling")
    return None


def _compare_given_names(one: PersonName, other: PersonName) -> Comparison | None:
    first, second = one.first, other.first
    shorter, longer = sorted((first, second), key=lambda word: (len(word), word))
    if first == second:
        return Comparison(6, "the same given name")
    if other.nickname and _are_forms(first, other.nickname):
        return Comparison(4, "by the nickname")
    if one.nickname and _are_forms(one.nickname, second):
        return Comparison(4, "by the nickname")
    if _are_forms(first, second):
        return Comparison(4, f"{shorter.title()} is short for {longer.title()}")
    if len(shorter) == 1:
        return Comparison(3, "by the initial") if longer[0] == shorter else None
    if _is_middle_name(one, other):
        return Comparison(4, "by the middle name")
    if sound_of(first) == sound_of(second):
        return Comparison(4, "another transliteration")
    if first in GIVEN_NAMES and second in GIVEN_NAMES:
        return None
    if len(_consonants(first)) >= _LEAST_CONSONANTS and _consonants(first) == _consonants(second):
        return Comparison(3, "nearly the same spelling")
    return _compare_spelling(first, second)


def _consonants(word: str) -> str:
    """The consonants of a word's sound, which transliterations keep: Mohamed, Muhammad."""
    sound = sound_of(word)
    return sound[0] + "".join(letter for letter in sound[1:] if letter not in "aeiou")


def _are_similar(one: str, other: str) -> bool:
    """Whether two given names are so similar that one may be the other, though it isn't likely."""
    if one in GIVEN_NAMES and other in GIVEN_NAMES:
        return False
    from rapidfuzz.distance import OSA

    return min(len(one), len(other)) >= _LEAST_MISSPELT and OSA.distance(one, other) <= _MISSPELT


def _are_forms(one: str, other: str) -> bool:
    """Whether one given name is a short form of the other."""
    if one == other:
        return True
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) >= _SHORT_FORM and longer.startswith(shorter):
        sexes = {GIVEN_NAMES.get(shorter), GIVEN_NAMES.get(longer)} - {None}
        return len(sexes) < 2
    return frozenset((one, other)) in NICKNAMES


def _is_nickname(one: PersonName, other: PersonName) -> bool:
    return frozenset((one.first, other.first)) in NICKNAMES


def _is_middle_name(one: PersonName, other: PersonName) -> bool:
    """Whether one goes by the middle name of the other: Mitt Romney, Willard Mitt Romney."""
    return (other.first in one.middle or one.first in other.middle) and len(one.words) != len(
        other.words
    )


def _sexes_differ(one: PersonName, other: PersonName) -> bool:
    return None not in (one.sex, other.sex) and one.sex != other.sex


def _middles_differ(one: PersonName, other: PersonName) -> bool:
    """Whether both have middle names, and none of them can be the other's."""
    first, second = one.middle, other.middle
    if not first or not second or _is_middle_name(one, other):
        return False
    shared = {word for word in first if len(word) > 1} & {word for word in second if len(word) > 1}
    if shared:
        return False
    return first[0][0] != second[0][0] or (
        min(len(first[0]), len(second[0])) > 1 and sound_of(first[0]) != sound_of(second[0])
    )
