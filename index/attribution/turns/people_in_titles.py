"""Reads people with their offices out of titles: "First Lady Nora Falk at the Summit"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from index.attribution.turns.name_index import lower_all_capitals, lower_capitals
from index.lexicon.calendar_words import MONTHS, WEEKDAYS
from index.lexicon.name_words import PARTICLES
from index.lexicon.speaker_labels import LABEL_HONORIFICS, SPEAKER_OFFICES
from index.text.person_names import is_given_name, is_organisation_name, is_title

_SHORT_DATES = "|".join(name[:3] for name in (*MONTHS, *WEEKDAYS))
_END_OF_WHO = re.compile(
    r"\s+(?:on|at|to|in|about|following|regarding|before|after|during|upon|marking|concerning"
    r"|ahead|under|as|with|between|over|against|announcing|condemning|welcoming|commemorating"
    r"|honoring|honouring|a|an|en|sobre|ante|à|au|aux|sur|lors|beim|zum|zur|im|am|anlässlich|no|na)"
    r"\b(?= )|\s*[:;–—|(]|\s-\s|['’]s\b"
    rf"|,\s*(?=(?:\d|{_SHORT_DATES}|Washington|New York))",
    re.IGNORECASE,
)
_NO_NAMES = frozenset("the of and for to in on at his her their".split())
_BEFORE_PLACES = frozenset("of for the and de du des la von".split())
_AND = re.compile(r"\s*(?:,\s*and|,|\band\b|&|\by\b|\bet\b|\bund\b)\s+")


class TurnSpeaker(NamedTuple):
    """Whose turn it is."""

    name: str | None
    """None if the document doesn't tell who speaks."""
    role: str | None = None


def read_people(words: str) -> list[TurnSpeaker]:
    """The people at the start of some words: "President Joe Biden and First Lady Jill Biden on"."""
    words = re.sub(r"\s+", " ", words).strip()
    end = _END_OF_WHO.search(words)
    words = words[: end.start()] if end else words
    people: list[TurnSpeaker] = []
    before = ""
    for joint, piece in _pieces(words):
        if people and not before and not _begins_like_a_person(piece, joint):
            continue
        # "Senior Advisor and Chief Spokesperson Ada Brandt" is one person.
        before = f"{before}{', ' if joint == ',' else ' and '}{piece}" if before else piece
        person = read_person(before.strip(" .,"))
        if person is not None:
            people.append(person)
            before = ""
    return people


def _pieces(words: str) -> Iterator[tuple[str, str]]:
    """The words between commas and "and", each with what stands before it."""
    at, joint = 0, ""
    for match in _AND.finditer(words):
        yield joint, words[at : match.start()]
        at, joint = match.end(), match.group().strip()
    yield joint, words[at:]


def _begins_like_a_person(piece: str, joint: str) -> bool:
    """Whether words behind a person begin with another one rather than with an office."""
    person = read_person(piece.strip(" .,"))
    first = piece.split()[0] if piece.split() else ""
    if person is not None and person.role and joint != ",":
        return True
    plain = first.rstrip(".").casefold()
    return person is not None and (
        is_given_name(first)
        or plain in LABEL_HONORIFICS
        or plain in SPEAKER_OFFICES
        or is_title(first)
    )


def read_person(words: str) -> TurnSpeaker | None:
    """The person with their role in "First Lady Nora Falk"; None if there is no full name."""
    tokens = words.split()
    while tokens and (
        tokens[0].casefold() in ("the", "la", "le", "el", "der", "die", "his", "her")
    ):
        tokens = tokens[1:]
    if not tokens or len(tokens) > 16 or any(ch.isdigit() for ch in words):
        return None
    name = _find_name(tokens)
    if name is None:
        return None
    before, after = tokens[: name.start], tokens[name.stop :]
    while before and before[0].rstrip(".").casefold() in LABEL_HONORIFICS:
        before = before[1:]
    while before and before[-1].rstrip(".").casefold() in LABEL_HONORIFICS:
        before = before[:-1]
    role = [token for token in before if not token.endswith(".")]
    role = role or [token.rstrip(",") for token in after]
    shown = " ".join(tokens[name.start : name.stop]).rstrip(",")
    return TurnSpeaker(
        lower_capitals(shown), lower_all_capitals(" ".join(role)).strip(" ,") or None
    )


def _find_name(tokens: list[str]) -> slice | None:
    """Where the full name stands: before its office, or behind it."""
    runs = _runs_of_names(tokens)
    for run in runs:
        if run.start == 0 or tokens[run.start - 1].casefold() not in _BEFORE_PLACES:
            found = _name_in(tokens, run, run.start > 0)
            if found is not None:
                return found
    for run in reversed(runs):
        if run.stop == len(tokens) and run.stop - run.start > 2:
            # "President of Tarvania Ruben Askar"
            return _name_in(tokens, slice(run.start + 1, run.stop), True, at_most=2)
    return None


def _runs_of_names(tokens: list[str]) -> list[slice]:
    runs = []
    first = 0
    while first < len(tokens):
        end = first
        while end < len(tokens) and _is_name_token(tokens[end], False):
            end += 1
        while end > first and tokens[end - 1].casefold() in PARTICLES:
            end -= 1
        if end - first > 1:
            runs.append(slice(first, end))
        first = max(end, first) + 1
    return runs


def _name_in(tokens: list[str], run: slice, has_title: bool, at_most: int = 3) -> slice | None:
    first = run.start
    while first < run.stop and tokens[first].casefold() in PARTICLES:
        first += 1
    for at in range(first, run.stop - 1):
        if is_given_name(tokens[at]):
            first = at
            break
    name = tokens[first : run.stop]
    if len(name) > at_most and not is_given_name(name[0]):
        name = name[-2:]
        first = run.stop - 2
    if len(name) < 2 or is_organisation_name(name):
        return None
    return slice(first, run.stop) if has_title or is_given_name(name[0]) else None


def _is_name_token(token: str, is_last: bool) -> bool:
    plain = token.rstrip(".,").casefold()
    if plain in PARTICLES:
        return not is_last
    if plain in _NO_NAMES:
        return False
    if not token[:1].isupper():
        return False
    if is_given_name(plain):
        return True
    return not (
        plain in SPEAKER_OFFICES
        or (plain in LABEL_HONORIFICS and (len(plain) > 1))
        or is_title(token)
    )
