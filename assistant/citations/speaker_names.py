"""Tells names and descriptions of speakers from pieces of a sentence that were taken for them."""

from __future__ import annotations

import re
from functools import cache

from index.lexicon.calendar_words import WEEKDAYS
from index.lexicon.function_words import AUXILIARIES, OPENERS, PREPOSITIONS, PRONOUNS
from index.lexicon.reporting_verbs import FINITE_FORMS, read_past_forms

__all__ = ["shown_speaker"]

MAX_WORDS = 18
"""The longest description that is shown. Of the speakers in 1,008 articles, those with more words
are mostly the first half of a sentence."""
_BREAK = re.compile(r"\s+(?:--|[—–-])\s+|\s*[—;:]\s*|\s+\(")
_RELATIVES = frozenset(("who", "that", "which", "whose"))


@cache
def shown_speaker(speaker: str | None) -> str | None:
    """A speaker's name or description as it may stand in an attribution; None for anything else.

    What follows a dash or a bracket is left out. A pronoun, a day, and a piece of a sentence ("On
    RT", "Brandt will be one of many") name nobody.
    """
    words = _BREAK.split(speaker or "", maxsplit=1)[0].strip(" ,*").split()
    if not words or len(words) > MAX_WORDS or not any(map(str.isalpha, "".join(words))):
        return None
    lower = [word.lower().strip(",.") for word in words]
    opens_sentence = lower[0] in OPENERS and words[0].endswith(",")
    if opens_sentence or lower[0] in _RELATIVES or lower[0] in PREPOSITIONS | frozenset(WEEKDAYS):
        return None
    if len(words) == 1 and lower[0] in PRONOUNS:
        return None
    return None if _has_finite_verb(words, lower) else " ".join(words)


def _has_finite_verb(words: list[str], lower: list[str]) -> bool:
    """Whether a verb makes a sentence of the words, and not just a relative clause of a noun."""
    for at, word in enumerate(lower[1:], 1):
        if words[at][0].isupper() or not _RELATIVES.isdisjoint(lower[:at]):
            continue
        if word in AUXILIARIES and not word.startswith("'"):
            return True
        behind_name = at > 1 and words[at - 1][:1].isupper() and words[at - 2][:1].isupper()
        if behind_name and word in FINITE_FORMS | _past_forms() and not word.endswith("ed"):
            return True
    return False


@cache
def _past_forms() -> frozenset[str]:
    return frozenset(read_past_forms())
