"""Finds where a reported clause ends within its sentence."""

from __future__ import annotations

from collections.abc import Sequence

from index.attribution.grammar.tokens import Token, is_reporting_participle
from index.lexicon.function_words import PRONOUNS
from index.lexicon.punctuation import DASHES
from index.lexicon.reporting_verbs import VERBS

_MAX_CLAUSE_TOKENS = 100
"""Maximum number of tokens to search for the end of a clause; else it ends with the sentence."""
_CONJUNCTIONS_BEFORE_ING = frozenset(("while", "before", "after"))


def find_clause_end(tokens: Sequence[Token], start: int, stop: int) -> int:
    """The index of the token behind a clause.

    Args:
        tokens: The sentence.
        start: Index of the clause's second token.
        stop: Index of the sentence's end.
    """
    for index in range(start, min(stop, start + _MAX_CLAUSE_TOKENS)):
        lower = tokens[index].lower
        if lower == ";":
            return index
        if tokens[index - 1].quoted and is_reporting_participle(tokens[index]):
            return index
        if (
            lower in _CONJUNCTIONS_BEFORE_ING
            and index + 1 < stop
            and is_reporting_participle(tokens[index + 1])
        ):
            return index
        if lower in (",", *DASHES) and index + 1 < stop:
            following = tokens[index + 1]
            if following.lower in ("according", "adding", "saying", "noting", "citing"):
                return index
            if following.quoted:
                continue
            if (
                following.lower in _CONJUNCTIONS_BEFORE_ING
                and index + 2 < stop
                and is_reporting_participle(tokens[index + 2])
            ):
                return index
            if is_reporting_participle(following):
                return index
            if following.lower in ("which", "a", "an", "while", "but"):
                return index
            if following.lower == "and" and index + 2 < stop and _is_new_subject(tokens[index + 2]):
                return index
            if _ends_in_cue(tokens, index + 1, stop):
                return index
        if lower == "." and index + 1 < stop and tokens[index + 1].text[:1].isupper():
            return index
        if lower in ("and", "but") and _is_another_report(tokens, index + 1, stop):
            return index - 1 if tokens[index - 1].lower == "," else index
        if lower in ("and", "but") and index + 1 < stop:
            verb = VERBS.get(tokens[index + 1].lower)
            if verb and verb.clause and verb.form in ("past", "ing"):
                return index - 1 if tokens[index - 1].lower == "," else index
    return stop


def _is_another_report(tokens: Sequence[Token], start: int, stop: int) -> bool:
    """Whether another person's report starts here: "… and Jane Brandt said …"."""
    if start >= stop or not tokens[start].text[:1].isupper():
        return False
    for token in tokens[start + 1 : min(stop, start + 4)]:
        verb = VERBS.get(token.lower)
        if verb is not None and verb.clause and verb.form == "past":
            return True
    return False


def _is_new_subject(token: Token) -> bool:
    return token.text[:1].isupper() or token.lower in PRONOUNS


def _ends_in_cue(tokens: Sequence[Token], start: int, stop: int) -> bool:
    """Whether the sentence ends with a cue from here on: `…, he added`."""
    if stop - start > 6:
        return False
    return any(
        tokens[i].lower in VERBS
        and VERBS[tokens[i].lower].clause
        and VERBS[tokens[i].lower].form == "past"
        for i in range(start + 1, stop)
    )
