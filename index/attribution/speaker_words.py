"""Tells what can't be a speaker: first persons and fragments of sentences."""

from __future__ import annotations

from index.lexicon.function_words import PREPOSITIONS
from index.lexicon.reporting_verbs import VERBS

FIRST_PERSONS = frozenset("i we me us myself ourselves my our let's".split())
"""Words for whoever speaks: a speaker, but never a name."""
_NO_LAST_WORDS = PREPOSITIONS | frozenset("of to and or the a an".split())


def is_possible_speaker(name: str, strictly: bool = False) -> bool:
    """Whether some words can name or describe a speaker.

    Args:
        name: The words that the sentence has for the speaker.
        strictly: Refuse also what may be a description cut short, such as "mayors of". News has so
            many people in long descriptions that a part of one is better than nobody; a transcript
            or a release names its people.
    """
    words = [word.strip('.,;:()“”"') for word in name.lower().split()]
    words = [word for word in words if word]
    if not words or words == ["the"]:
        return False
    if name[0].islower() and words[0].endswith("ing"):
        return False
    return not strictly or (
        words[-1] not in _NO_LAST_WORDS
        and not (name[0].islower() and _begins_like_a_verb(words[0]))
        and words[0] not in ("it", "they", "those", "these")
    )


def _begins_like_a_verb(word: str) -> bool:
    if word in PREPOSITIONS or word in ("entitled", "online", "let", "used"):
        return True
    verb = VERBS.get(word)
    return verb is not None and verb.form in ("base", "third", "past")
