"""Nouns whose content is what somebody else holds: "their argument is", "the thinking there is"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assistant.quotes.cuts.tokens import Token, find_markers, has_class
from index.lexicon.function_words import PASSIVE, PREPOSITIONS
from index.lexicon.reporting_verbs import VERBS

PASSIVES = PASSIVE - {"has", "have", "had"}
"""Forms of "be" and the like, which make a passive."""
MAX_SUBJECT = 3
"""Words of a subject that are looked at."""
_HOLDERS_BEHIND = frozenset(
    ("at", "among", "in", "from", "against", "going", "being", "we", "they")
)
"""Words behind a noun for a view that begin who holds it: "the thinking at City Hall is"."""


def find_stated_view(tokens: Sequence[Token]) -> int | None:
    """Where "their argument is" begins; None for "my argument is", and for other nouns."""
    what = _place_of_what(tokens)
    if what is not None:
        return _said_by_another(tokens, what)
    at_start = _noun_described(tokens)
    if at_start is not None:
        return at_start
    for at in range(len(tokens) - 2, max(-1, len(tokens) - 2 - MAX_SUBJECT), -1):
        if has_class(tokens[at], "stated") or has_class(tokens[at], "view"):
            if any("fixed" in one.classes for one in find_markers(tokens[max(0, at - 1) : at + 1])):
                continue  # "the bottom line is"
            before = tokens[max(0, at - 2) : at]
            is_speakers = any(token.word in ("my", "our") for token in before)
            return None if is_speakers else tokens[max(0, at - 1)].start
    return None


def find_what_is_said(tokens: Sequence[Token]) -> int | None:
    """Where "what they tell us is" begins; None for "what I say is", and for what is no report."""
    what = _place_of_what(tokens)
    return None if what is None else _said_by_another(tokens, what)


def _place_of_what(tokens: Sequence[Token]) -> int | None:
    """The number of the "what" of "what they tell us is"; None if there is no report."""
    first = next((at for at, token in enumerate(tokens) if token.word == "what"), None)
    return None if first is None or not _ends_with_report(tokens[first:-1]) else first


def _said_by_another(tokens: Sequence[Token], what: int) -> int | None:
    return None if is_own(tokens[what : what + 3]) else tokens[what].start


def _ends_with_report(clause: Sequence[Token]) -> bool:
    """Whether words end with a verb that reports, and the preposition of what it is about."""
    verb = len(clause) - 1
    while verb > 0 and (clause[verb].word in PREPOSITIONS or has_class(clause[verb], "listener")):
        verb -= 1
    return verb > 0 and clause[verb].word in VERBS


def _noun_described(tokens: Sequence[Token]) -> int | None:
    """Where "the thinking at City Hall is" begins; None for "the belief I hold is"."""
    for at, (noun, following) in enumerate(pairwise(tokens[:4])):
        is_noun = has_class(noun, "view") or has_class(noun, "stated")
        if not is_noun or not at or following.word not in _HOLDERS_BEHIND:
            continue
        behind = tokens[at + 1 : -1]
        is_passive = any(token.word in PASSIVES for token in behind)  # "we were given"
        if all(token.is_word for token in behind) and (is_passive or not is_own(tokens[:-1])):
            return tokens[at - 1].start
    return None


def is_own(tokens: Sequence[Token]) -> bool:
    """Whether the speaker is among words: "I", "us", "our"."""
    return any(
        has_class(token, "own") or token.word in ("me", "us", "my", "our") for token in tokens
    )
