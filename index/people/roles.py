"""Compares the roles that documents give to speakers: of one person, of another, or no telling."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.lexicon.function_words import ADVERBS, BOUNDARIES, NO_HEAD, PREPOSITIONS
from index.lexicon.titles import (
    FIELDS_OF_OFFICES,
    LOCAL_OFFICES,
    NOUNS_FOR_OFFICES,
    WORDS_BEFORE_NAMES,
)
from index.text.name_folding import fold_name

__all__ = ["RoleProfile", "profile_of_roles"]

_PAST = frozenset("former ex retired late onetime outgoing once then future elect".split())
"""Words that say that somebody doesn't have the office now."""
_ENDS_OF_HEADS = frozenset("of for from in to who at with whose that".split())
_NO_MEANING = ADVERBS | BOUNDARIES | NO_HEAD | PREPOSITIONS | _PAST
_STEM = 6
"""Letters by which words of roles are compared: "strategist", "strategy"."""


@dataclass(frozen=True, slots=True)
class RoleProfile:
    """What the roles of a speaker say."""

    stems: frozenset[str] = frozenset()
    """Beginnings of all words that carry meaning."""
    fields: frozenset[str] = frozenset()
    """Walks of life of the offices that are held now."""
    offices: frozenset[tuple[str, str]] = frozenset()
    """Local offices held now, each with a word of the place: ("mayor", "ashford")."""
    titles: frozenset[str] = frozenset()
    """Offices in full, held now or before: "senator", "president"."""

    def __or__(self, other: RoleProfile) -> RoleProfile:
        return RoleProfile(
            self.stems | other.stems,
            self.fields | other.fields,
            self.offices | other.offices,
            self.titles | other.titles,
        )

    def shares(self, other: RoleProfile) -> int:
        """Number of words that carry meaning in both."""
        return len(self.stems & other.stems)

    def differs(self, other: RoleProfile) -> bool:
        """Whether both say much, and nothing in common."""
        return min(len(self.stems), len(other.stems)) > 1 and not self.shares(other)

    def conflicts(self, other: RoleProfile) -> str | None:
        """Why two people must have these roles; None if one person may have both."""
        mine = {office for office, _ in self.offices}
        for office in sorted(mine & {office for office, _ in other.offices}):
            one, two = ({p for o, p in side.offices if o == office} for side in (self, other))
            alike = any(a in b or b in a for a in one for b in two)
            if not alike and len(mine) == 1:
                return f"{office} of {_listed(one)}, and of {_listed(two)}"
        has_two_fields = self.fields and other.fields and not self.fields & other.fields
        if has_two_fields and not self.stems & other.stems:
            return f"{_listed(self.fields)}, and {_listed(other.fields)}"
        return None


def _listed(words: Iterable[str]) -> str:
    return " ".join(sorted(words))


def profile_of_roles(roles: Iterable[str]) -> RoleProfile:
    """The profile of all roles together."""
    profile = RoleProfile()
    for role in roles:
        profile |= _profile_of_role(role)
    return profile


@lru_cache(maxsize=20_000)
def _profile_of_role(role: str) -> RoleProfile:
    # "F.B.I." is one word.
    folded = [(fold_name(word.replace(".", "")), word[:1].isupper()) for word in role.split()]
    words = [(part, capital) for text, capital in folded for part in text.split()]
    lower = [word for word, _ in words]
    # The words behind "of" and "for" are whom somebody serves: no office of theirs.
    end = next((at for at, word in enumerate(lower) if word in _ENDS_OF_HEADS), len(lower))
    office = lower[end - 1] if end else ""
    is_past = bool(_PAST & set(lower[:end]))
    fields = {FIELDS_OF_OFFICES[office]} if office in FIELDS_OF_OFFICES else set()
    places = _places(words, end) if office in LOCAL_OFFICES else set()
    office = NOUNS_FOR_OFFICES.get(office, (office,))[0]
    return RoleProfile(
        frozenset(
            NOUNS_FOR_OFFICES.get(word, (word,))[0][:_STEM]
            for word in lower
            if len(word) > 2 and word not in _NO_MEANING
        ),
        frozenset() if is_past else frozenset(fields),
        frozenset() if is_past else frozenset((office, place) for place in places),
        frozenset(
            NOUNS_FOR_OFFICES.get(word, (word,))[0] for word in lower if word in FIELDS_OF_OFFICES
        ),
    )


def _places(words: Sequence[tuple[str, bool]], end: int) -> set[str]:
    """The place of a local office: capitalised words right before it, or behind "of"."""
    found = set()
    for run in (reversed(words[: max(0, end - 1)]), words[end + 1 :]):
        for word, capital in run:
            if word == "the":
                continue
            if not capital:
                break
            if len(word) > 2 and word not in WORDS_BEFORE_NAMES:
                found.add(word)
    return found
