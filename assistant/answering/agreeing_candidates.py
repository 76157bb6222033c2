"""Candidates that say the same: copies of a sentence, and sentences with the same answer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from assistant.answering.candidates import Candidate
from assistant.answering.evidence_choice import MIN_SAME_WORDING_RATIO
from index.lexicon.function_words import BEGINS_PHRASE

MAX_COMPARED = 40
"""Number of likeliest candidates among which copies are looked for."""
_WORD = re.compile(r"\w+")
_DIGITS = re.compile(r"\d+")


def group_agreeing(
    candidates: Sequence[Candidate], probabilities: Sequence[float]
) -> list[list[int]]:
    """The numbers of the candidates that agree, in groups; the likeliest of each group first.

    A candidate without a probability, or without one that agrees with it, is in no group.
    """
    likeliest = sorted(
        (number for number, probability in enumerate(probabilities) if probability > 0),
        key=lambda number: (-probabilities[number], candidates[number].place),
    )
    groups: list[list[int]] = []
    for number in likeliest[:MAX_COMPARED]:
        candidate = candidates[number]
        for group in groups:
            if agree(candidates[group[0]], candidate):
                group.append(number)
                break
        else:
            groups.append([number])
    return [group for group in groups if len(group) > 1]


def agree(one: Candidate, other: Candidate) -> bool:
    """Whether two sentences of different documents have the same words, or the same answer."""
    if one.place[0] == other.place[0]:
        return False
    return is_copy(one, other) or _same_answer(one, other)


def is_copy(one: Candidate, other: Candidate) -> bool:
    """Whether two sentences have about the same words, and exactly the same figures."""
    if one.speaker and other.speaker and not _names_agree(one.speaker, other.speaker):
        return False
    if _DIGITS.findall(one.text) != _DIGITS.findall(other.text):
        return False
    return fuzz.token_sort_ratio(one.text, other.text) >= MIN_SAME_WORDING_RATIO


def _same_answer(one: Candidate, other: Candidate) -> bool:
    """Whether the reader finds the same words in both, and prefers them to no answer."""
    if one.best_reading is None or other.best_reading is None:
        return False
    if min(one.best_reading.score, other.best_reading.score) <= 0:
        return False
    words = _bare(one.answer)
    return bool(words) and words == _bare(other.answer)


def _bare(answer: str) -> list[str]:
    """The words of an answer in lower case, without an article or the like before them."""
    words = _WORD.findall(answer.lower())
    while words and words[0] in BEGINS_PHRASE:
        del words[0]
    return words


def _names_agree(one: str, other: str) -> bool:
    return bool(set(_WORD.findall(one.lower())) & set(_WORD.findall(other.lower())))
