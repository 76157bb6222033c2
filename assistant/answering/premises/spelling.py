"""Correct typing errors in names: "Plohov" for Plokhov.

A word is corrected if no document has it, if it is no common word or name, and if a single word of
the names in the documents is spelled or sounds nearly like it. So no known name becomes another.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from assistant.answering.premises.occurrence import NameOccurrence
from index.lexicon.function_words import FUNCTION_WORDS
from index.lexicon.name_words import CENSUS_GIVEN_NAMES, GIVEN_NAMES, PLACE_NAMES
from index.text.name_folding import fold_name, sound_of

__all__ = ["Correction", "correct_words", "find_unknown_words", "nearest_word"]

_LEAST_LETTERS = 5
"""Letters of the shortest word that is corrected; shorter names differ by a letter (Lee, Lie)."""
_LEAST_LETTERS_FOR_TWO = 8
"""Letters from which on a word may have two errors; as for the names of people that are joined."""
_WORD = re.compile(r"[^\W\d_]+")
_ENDINGS = ("s", "es", "ed", "d", "ing", "er", "ers", "ly", "ness", "n", "ns", "an", "ans", "ist")


@dataclass(frozen=True, slots=True)
class Correction:
    """A word of a question that was read as another."""

    typed: str
    meant: str


def find_unknown_words(question: str, occurrence: NameOccurrence) -> list[str]:
    """The words of a question, as typed, that no document has and that are no common words.

    Each once; names that are known from elsewhere are common words.
    """
    found = dict.fromkeys(_WORD.findall(question))
    return [
        word
        for word in found
        if len(word) >= _LEAST_LETTERS
        and not occurrence.has_word(fold_name(word))
        and not _is_known(fold_name(word))
    ]


def nearest_word(typed: str, words: Iterable[str]) -> str | None:
    """The word that is meant by a misspelt one; None if none is near or several are as near.

    Args:
        typed: The misspelt word.
        words: Words of names, as written.
    """
    from rapidfuzz.distance import OSA

    wanted = fold_name(typed)
    allowed = 2 if len(wanted) >= _LEAST_LETTERS_FOR_TWO else 1
    near: dict[int, dict[str, str]] = {}
    for word in words:
        folded = fold_name(word)
        if len(folded) < _LEAST_LETTERS - 1 or folded[0] != wanted[0]:
            continue
        distance = OSA.distance(wanted, folded, score_cutoff=allowed)
        if sound_of(folded) == sound_of(wanted):
            distance = min(distance, 1)
        if 0 < distance <= allowed:
            near.setdefault(distance, {}).setdefault(folded, word)
    nearest = near[min(near)] if near else {}
    return next(iter(nearest.values())) if len(nearest) == 1 else None


def correct_words(question: str, corrections: Collection[Correction]) -> str:
    """The question with each misspelt word replaced by the word that is meant."""
    for one in corrections:
        question = re.sub(rf"\b{re.escape(one.typed)}\b", one.meant, question)
    return question


def _is_known(word: str) -> bool:
    from index.embedding.vocabulary import known_words

    known = known_words()
    if word in known or word in FUNCTION_WORDS or word in PLACE_NAMES:
        return True
    if word in GIVEN_NAMES or word in CENSUS_GIVEN_NAMES:
        return True
    stems = (word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))
    return any(stem in known or f"{stem}e" in known for stem in stems)
