"""Reads the authors of a piece out of its byline: "By A. B. Brandt and Jo Kerr | The Courier"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from index.attribution.turns.name_index import lower_capitals
from index.attribution.turns.people_in_titles import TurnSpeaker, read_people
from index.embedding.vocabulary import known_words
from index.lexicon.calendar_words import DATE_NAMES, WEEKDAYS
from index.lexicon.function_words import FUNCTION_WORDS
from index.lexicon.name_words import NICKNAMES, PARTICLES, PLACE_FORMS, SILENT_NOUNS
from index.lexicon.speaker_labels import LABEL_HONORIFICS, OFFICES_AS_SURNAMES, SPEAKER_OFFICES
from index.lexicon.titles import OFFICES, SHORT_SUFFIX
from index.text.capital_letters import CAPITAL
from index.text.name_folding import fold_accents
from index.text.person_names import (
    PARTICLE,
    is_given_name,
    is_organisation_name,
    may_be_given_name,
)

__all__ = ["read_byline"]

_BYLINE = re.compile(r"[*_]{0,3}(?:By|BY|by)\s+(?P<who>[^\n*_]{3,80})[*_]{0,3}$")
_BYLINE_WITH_FACTS = re.compile(
    r"[*_]{0,3}(?:By|BY)\s+(?P<who>[^\n*_]{5,80}?)(?:\s*[(|–—]|(?<![ .][A-Z])[.;] )[^\n]{0,160}$"
)
"""With the paper, the date or the kind of piece behind the author."""
_JOINT = re.compile(r"(?:,?\s+and|\s*&|,)\s+", re.IGNORECASE)
_BEHIND_NAME = re.compile(
    r"\s+(?:special )?(?:for|to|in|at|of|from|on|with)\s[^\n]*", re.IGNORECASE
)
"""Where an author writes, and for whom: "Special to The Courier", "in Port Elm"."""
_FIRST_PERSON = re.compile(r"\b(?:I(?!\.)|[Mm]y|[Ww]e|[Oo]ur)\b")
_NAME_WORD = re.compile(
    rf"(?:{CAPITAL}\.-?)+|{CAPITAL}[^\W\d_]*(?:[-’'][^\W\d_]+)*|{PARTICLE}|(?:{SHORT_SUFFIX})\.?"
)
_INITIALS = re.compile(rf"(?:{CAPITAL}\.-?)+|{CAPITAL}")
_DEGREE = re.compile(rf"\s(?!I+$){CAPITAL}{{2,4}}$")
"""Capitals behind a name: "Jo Kerr MP"."""
_ROLE = re.compile(r"[^\d\n]{3,}")
"""What may be a role: not the date of "By Jo Kerr, 3 May 2021"."""
_MAX_WORDS = 5
_NO_GIVEN_NAMES = SILENT_NOUNS | DATE_NAMES | {"spring", "autumn", "easter"}
"""Times and things, some of which are rare given names too: "By Summer"."""
_SHORT_NAMES = frozenset(chain.from_iterable(NICKNAMES))
_POSSESSIVE = re.compile(r"['’]s?$")
_PLACES_IN_CAPITALS = frozenset(
    form.replace(".", "").lower() for forms in PLACE_FORMS for form in forms if form.isupper()
)
"""Places whose short names look like initials: "U.S. Staff"."""


def read_byline(line: str) -> list[TurnSpeaker]:
    """The people whom a line names as authors; empty if it is no byline, or names no person.

    "By way of background, I …" and "By March the boats …" are no bylines; "By Port News Staff"
    names no person.
    """
    for pattern in (_BYLINE_WITH_FACTS, _BYLINE):
        byline = pattern.match(line)
        if byline is None or _FIRST_PERSON.search(byline["who"]):
            continue
        who = byline["who"].strip()
        authors = _read_names(who) or _read_office_holders(who)
        if authors:
            return authors
    return []


def _read_names(words: str) -> list[TurnSpeaker]:
    """The people at the start of some words; behind the comma of a single one stands a role."""
    names: list[str] = []
    starts: list[tuple[int, bool]] = []
    for start, is_and, piece in _pieces(words):
        starts.append((start, is_and))
        name = _name_of(piece)
        if name is None:
            break
        names.append(name)
    if not names or (len(names) < len(starts) and starts[-1][1]):
        return []  # "Jo Kerr and staff"
    if len(names) > 1 and starts[len(names) - 1][1]:
        return [TurnSpeaker(name) for name in names]
    role = words[starts[1][0] :].strip() if len(starts) > 1 else ""
    return [TurnSpeaker(names[0], role if _ROLE.fullmatch(role) else None)]


def _pieces(words: str) -> Iterator[tuple[int, bool, str]]:
    """The words between commas and "and": their start, whether "and" is before them, and they."""
    start, is_and = 0, False
    for joint in _JOINT.finditer(words):
        yield start, is_and, words[start : joint.start()]
        start, is_and = joint.end(), joint.group().strip() != ","
    yield start, is_and, words[start:]


def _name_of(words: str) -> str | None:
    """The full name of a person that some words are, with a title before it; None if they aren't.

    A word that is neither a common given name nor initials begins a name only if not all words are
    common ones, so that "By Popular Demand" names nobody.
    """
    words = _BEHIND_NAME.sub("", words).strip(" .,")
    if not words.isupper():
        words = _DEGREE.sub("", words)
    tokens = words.split()
    is_titled = False
    while tokens and _plain(tokens[0]) in LABEL_HONORIFICS and len(_plain(tokens[0])) > 1:
        tokens, is_titled = tokens[1:], True
    name = " ".join(tokens)
    if not tokens or not all(map(_NAME_WORD.fullmatch, tokens)) or not _may_be_name(tokens):
        return None
    is_sure = is_titled or _is_initials(tokens[0]) or _begins_with_given_name(tokens)
    return lower_capitals(name) if is_sure or _has_rare_word(tokens) else None


def _may_be_name(tokens: Sequence[str]) -> bool:
    plain = [_plain(token) for token in tokens]
    offices = {*plain[:-1], *({plain[-1]} - OFFICES_AS_SURNAMES)} & (OFFICES | SPEAKER_OFFICES)
    return (
        2 <= len(tokens) <= _MAX_WORDS
        and not offices
        and not is_organisation_name(list(tokens))
        and not any(word in FUNCTION_WORDS and not _is_of_name(word) for word in plain)
        and (plain[0] not in DATE_NAMES or may_be_given_name(plain[0]))
        and plain[-1] not in WEEKDAYS
        and not any(_POSSESSIVE.search(token) for token in tokens)
    )


def _begins_with_given_name(tokens: Sequence[str]) -> bool:
    """Whether a name begins with a given name; a rare one may be a time or a thing as well."""
    first = _plain(tokens[0])
    if is_given_name(first):
        return True
    is_thing = first in _NO_GIVEN_NAMES or _plain(tokens[-1]) in SILENT_NOUNS
    return not is_thing and (may_be_given_name(first) or first in _SHORT_NAMES)


def _is_of_name(word: str) -> bool:
    return word in PARTICLES or len(word) == 1 or may_be_given_name(word)


def _is_initials(token: str) -> bool:
    is_place = token.replace(".", "").lower() in _PLACES_IN_CAPITALS
    return _INITIALS.fullmatch(token) is not None and token not in ("A", "I") and not is_place


def _has_rare_word(tokens: Sequence[str]) -> bool:
    parts = re.findall(r"[^\W\d_]+", fold_accents(" ".join(tokens)).lower())
    return not known_words().issuperset(parts)


def _read_office_holders(words: str) -> list[TurnSpeaker]:
    """The people behind their offices: "Harbour Minister Ada Brandt"."""
    people = read_people(words)
    role = people[0].role if people else None
    if not role or not re.match(rf"(?:the )?{re.escape(role)}\b", words, re.IGNORECASE):
        return []
    if "," in role:
        return []  # "By law, Senator Brandt"
    is_office = any(_plain(word) in OFFICES | SPEAKER_OFFICES for word in role.split())
    return people if is_office else []


def _plain(word: str) -> str:
    return word.rstrip(".,").casefold()
