"""What a negation denies: "not because", "I don't see how it would", "what we won't do is"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assistant.quotes.cuts.tokens import (
    Governor,
    Marker,
    Token,
    begins_clause,
    find_markers,
    has_class,
    has_stop,
    is_negation,
)
from index.lexicon.cut_words import words_in
from index.lexicon.reporting_verbs import VERBS
from index.lexicon.stance_words import FORMS_OF_BE

CLAUSE_OBJECTS = words_in("object")
"""Words that may begin a clause that is itself what is negated: "not what he said"."""
MAX_LIMITED = 3
"""Words between a short expression and what it governs: "at least the mayor"."""


def denies_reason(between: Sequence[Token], target: Sequence[Token]) -> bool:
    """Whether a negation denies a reason, or a clause as a whole: "not because …"."""
    if not between:
        return bool(target) and has_class(target[0], "subordinator")
    return [token.word for token in between] == ["because"]


def denies_possibility(between: Sequence[Token], target: Sequence[Token]) -> bool:
    """Whether a negation denies what may be: "I don't see how it would"."""
    if (
        len(between) < 2
        or between[-1].word not in CLAUSE_OBJECTS
        or not has_class(between[-2], "sees")
    ):
        return False
    return len(between) <= MAX_LIMITED and any(has_class(token, "modal") for token in target[:6])


def denies_together(negation: Token, between: Sequence[Token], target: Sequence[Token]) -> bool:
    """Whether a negated verb has a second one that reports: "you can't hire him and say …".

    The second verb has its base form, as the first one has.
    """
    if not negation.word.endswith("n't") and negation.word not in ("not", "cannot"):
        return False
    tail = [*between]
    while tail and (tail[-1].word in ("that", ",", ":") or not tail[-1].is_word):
        tail.pop()
    if tail and has_class(tail[-1], "listener"):
        tail.pop()  # "and tell you"
    verb = VERBS.get(tail[-1].word) if len(tail) > 2 else None
    if verb is None or not verb.clause or tail[-1].word != verb.base:
        return False
    return tail[-2].word in ("and", "or", "then") and not has_stop(between[: len(tail)])


def negates(left: Sequence[Token], marker: Marker, between: Sequence[Token]) -> bool:
    """Whether a negation turns the words behind it, rather than saying "no" or "not only"."""
    word = left[marker.first].word
    following = between[0] if between else None
    if word == "no" and following and following.word == ",":
        return False  # "No, we will"
    if has_class(following, "fixed"):
        return False  # "no less", "no matter"
    if word == "few" and marker.first and left[marker.first - 1].word == "a":
        return False
    if word in ("no", "none") and marker.first and left[marker.first - 1].word in ("with", "in"):
        return False  # "with no notes"
    if following and following.word in ("only", "just", "merely", "simply") and word == "not":
        # "not only" adds; "not just" says that there is more.
        return following.word != "only"
    if any("factive" in one.classes for one in find_markers(between)):
        return False
    # "What I can't forget is that …": the clause of the negation is the subject.
    opens_with_what = any(token.word == "what" for token in left[: marker.first])
    return not (opens_with_what and any(token.word in FORMS_OF_BE for token in between[1:]))


def has_negation_before(left: Sequence[Token], marker: Marker) -> bool:
    """Whether a negation stands right before a word: "did not refuse to", "never doubted that"."""
    before = left[max(0, marker.first - 3) : marker.first]
    return any(is_negation(token) for token in before)


def find_withholding_subject(left: Sequence[Token], target: Sequence[Token]) -> Governor | None:
    """The subject of "What we won't do is pay": what is quoted is what isn't done."""
    first = next((at for at, token in enumerate(left[:4]) if token.word == "what"), None)
    if first is None or left[-1].word not in FORMS_OF_BE:
        return None
    is_infinitive = bool(target) and has_class(target[0], "infinitive")
    if begins_clause(target) and not is_infinitive:
        return None
    clause = left[first + 1 : first + 1 + MAX_LIMITED + 2]
    for token, following in pairwise(clause):
        if is_negation(token) and has_class(following, "withheld"):
            return Governor("negation", left[first].start, following.end)
    return None
