"""Where a reported clause ends."""

from __future__ import annotations

from collections.abc import Sequence

from index.attribution.grammar.tokens import Token, reports_on
from index.lexicon.function_words import PRONOUNS
from index.lexicon.punctuation import DASHES
from index.lexicon.reporting_verbs import VERBS

_LONG = 100
"""Words after which the end of a clause is no longer looked for before the sentence's."""
_WITH_ING = frozenset(("while", "before", "after"))


def clause_end(items: Sequence[Token], start: int, stop: int) -> int:
    """Where a clause that starts before `start` ends."""
    for index in range(start, min(stop, start + _LONG)):
        lower = items[index].lower
        if lower == ";":
            return index
        if items[index - 1].quoted and reports_on(items[index]):
            return index
        if lower in _WITH_ING and index + 1 < stop and reports_on(items[index + 1]):
            return index
        if lower in (",", *DASHES) and index + 1 < stop:
            following = items[index + 1]
            if following.lower in ("according", "adding", "saying", "noting", "citing"):
                return index
            if following.quoted:
                continue
            if following.lower in _WITH_ING and index + 2 < stop and reports_on(items[index + 2]):
                return index
            if reports_on(following):
                return index
            if following.lower in ("which", "a", "an", "while", "but"):
                return index
            if following.lower == "and" and index + 2 < stop and _new_subject(items[index + 2]):
                return index
            if _trails(items, index + 1, stop):
                return index
        if lower == "." and index + 1 < stop and items[index + 1].text[:1].isupper():
            return index
        if lower in ("and", "but") and _another_reports(items, index + 1, stop):
            return index - 1 if items[index - 1].lower == "," else index
        if lower in ("and", "but") and index + 1 < stop:
            verb = VERBS.get(items[index + 1].lower)
            if verb and verb.clause and verb.form in ("past", "ing"):
                return index - 1 if items[index - 1].lower == "," else index
    return stop


def _another_reports(items: Sequence[Token], start: int, stop: int) -> bool:
    """Whether somebody else reports from here on: "… and Jane Brandt said …"."""
    if start >= stop or not items[start].text[:1].isupper():
        return False
    for token in items[start + 1 : min(stop, start + 4)]:
        verb = VERBS.get(token.lower)
        if verb is not None and verb.clause and verb.form == "past":
            return True
    return False


def _new_subject(token: Token) -> bool:
    return token.text[:1].isupper() or token.lower in PRONOUNS


def _trails(items: Sequence[Token], start: int, stop: int) -> bool:
    """Whether the sentence ends in `…, he added`."""
    if stop - start > 6:
        return False
    return any(
        items[i].lower in VERBS
        and VERBS[items[i].lower].clause
        and VERBS[items[i].lower].form == "past"
        for i in range(start + 1, stop)
    )
