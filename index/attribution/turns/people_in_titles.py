"""Reads people with their offices out of titles: "First Lady Nora Falk at the Summit"."""

from __future__ import annotations

import re
from typing import NamedTuple

from index.attribution.turns.name_index import lower_capitals
from index.lexicon.name_words import PARTICLES
from index.lexicon.speaker_labels import LABEL_HONORIFICS, SPEAKER_OFFICES
from index.text.person_names import is_given_name, is_organisation_name, is_title

_END_OF_WHO = re.compile(
    r"\s+(?:on|at|to|in|about|following|regarding|before|after|during|upon|marking|concerning"
    r"|ahead|under|as|with|between|over|against|announcing|condemning|welcoming|commemorating"
    r"|honoring|honouring|a|an|en|sobre|ante|à|au|aux|sur|lors|beim|zum|zur|im|am|anlässlich|no|na)"
    r"\b(?= )|\s*[:;–—|(]|\s-\s|['’]s\b"
    r"|,\s*(?=(?:\d|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun"
    r"|Washington|New York))"
)
_AND = re.compile(r"\s*(?:,\s*and|,|\band\b|&|\by\b|\bet\b|\bund\b)\s+")


class TurnSpeaker(NamedTuple):
    """Whose turn it is."""

    name: str | None
    """None if the document doesn't tell who speaks."""
    role: str | None = None


def read_people(words: str) -> list[TurnSpeaker]:
    """The people at the start of some words: "President Joe Biden and First Lady Jill Biden on"."""
    words = re.sub(r"\s+", " ", words).strip()
    people: list[TurnSpeaker] = []
    while words:
        end = _END_OF_WHO.search(words)
        limit = end.start() if end else len(words)
        piece = _AND.search(words)
        first = words[: min(limit, piece.start() if piece else limit)].strip(" .,")
        person = read_person(first)
        if person is None:
            break
        people.append(person)
        if piece is None or piece.start() >= limit:
            break
        words = words[piece.end() :]
    return people


def read_person(words: str) -> TurnSpeaker | None:
    """The person with their role in "First Lady Nora Falk"; None if there is no full name."""
    tokens = words.split()
    while tokens and (
        tokens[0].casefold() in ("the", "la", "le", "el", "der", "die", "his", "her")
    ):
        tokens = tokens[1:]
    if not tokens or len(tokens) > 16 or any(ch.isdigit() for ch in words):
        return None
    start = _start_of_name(tokens)
    if start is None:
        return None
    name = lower_capitals(" ".join(tokens[start:]))
    role = [
        token for token in tokens[:start] if token.rstrip(".").casefold() not in LABEL_HONORIFICS
    ]
    return TurnSpeaker(name, lower_capitals(" ".join(role)) or None)


def _start_of_name(tokens: list[str]) -> int | None:
    """Where the full name begins in words that end with it."""
    first = len(tokens)
    while first > 0 and _is_name_token(tokens[first - 1], first == len(tokens)):
        first -= 1
    while first < len(tokens) and tokens[first].casefold() in PARTICLES:
        first += 1
    for at in range(first, len(tokens) - 1):
        if is_given_name(tokens[at]):
            first = at
            break
    if first > 0 and tokens[first - 1].casefold() == "of" and len(tokens) - first > 2:
        first += 1
    name = tokens[first:]
    if not 2 <= len(name) <= 5 or is_organisation_name(name):
        return None
    has_title = first > 0
    return first if has_title or is_given_name(name[0]) else None


def _is_name_token(token: str, is_last: bool) -> bool:
    plain = token.rstrip(".,").casefold()
    if plain in PARTICLES:
        return not is_last and plain not in ("of",)
    if not token[:1].isupper():
        return False
    if is_given_name(plain):
        return True
    return not (
        plain in SPEAKER_OFFICES
        or (plain in LABEL_HONORIFICS and (len(plain) > 1))
        or is_title(token)
    )
