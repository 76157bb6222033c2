"""Check "names": every name of a sentence is in the evidence, or near it and in the question."""

from __future__ import annotations

import re

from assistant.generation.comparison.cited_sentence import CitedSentence
from assistant.generation.comparison.name_variants import KnownWords, known_words
from assistant.generation.comparison.names_in_text import (
    POSSESSIVE_ENDING,
    find_capitalised_words,
    find_names,
    identifying_words,
)
from assistant.generation.comparison.sentence_check import SentenceCheck
from index.text.capital_letters import CAPITAL
from index.text.person_names import is_given_name

_FULL_NAME = re.compile(rf"\b({CAPITAL}[a-z]+) ({CAPITAL}[a-z]+)\b")
_PRONOUN = re.compile(r"\b(?:he|him|his|she|hers?|they|them|their|its?)\b", re.IGNORECASE)
_FEASTS = frozenset(
    "christmas thanksgiving easter halloween passover ramadan hanukkah diwali day eve".split()
)
"""Words of names of days, which only the evidence itself can give."""
_OFFICES = {
    "white house": "president presidential presidency administration",
    "oval office": "president presidential presidency",
    "capitol hill": "congress congressional senate house",
}


def find_unknown_name(sentence: CitedSentence) -> str | None:
    """What is wrong if the sentence names somebody or something that the evidence does not.

    A word of a name is known if the cited evidence has it; or if it is in the text around the
    evidence or in its title, and in the question as well (or in other evidence, if the cited
    evidence has a pronoun, which may stand for that name).
    """
    cited = known_words(
        text
        for evidence in sentence.evidence
        for text in (
            evidence.quote,
            *evidence.speakers,
            evidence.roles,
            evidence.citation.outlet,
        )
    )
    around = known_words(
        text
        for evidence in sentence.evidence
        for text in (evidence.text_before, evidence.text_after, evidence.citation.title)
    )
    has_pronoun = any(_PRONOUN.search(evidence.quote) for evidence in sentence.evidence)
    other_quotes = [evidence.quote for evidence in sentence.all_evidence] if has_pronoun else []
    elsewhere = known_words([sentence.question, *other_quotes])
    completing = _words_beside_known_names(sentence, cited) | _last_names(cited.words, sentence)
    for name in (
        part for run in find_names(sentence.text) for part in POSSESSIVE_ENDING.split(run)
    ):
        unknown = [
            word
            for word in identifying_words(name)
            if not cited.has_form_of(word)
            and (word in _FEASTS or not (elsewhere.has_form_of(word) and around.has_form_of(word)))
            and word not in completing
        ]
        office_words = set(_OFFICES.get(name.lower(), "").split())
        if unknown and not office_words & cited.words and not cited.has_initials_of(name):
            return f"the evidence does not name “{name}”"
    return None


def _words_beside_known_names(sentence: CitedSentence, cited: KnownWords) -> set[str]:
    """The words of names of which a part is known, from all evidence.

    "MSNBC's Alex Seitz-Wald" and "Chris Matthews" say who Seitz-Wald and Matthews are.
    """
    known = {
        word
        for name in find_names(sentence.text)
        for word in identifying_words(name)
        if cited.has_form_of(word)
    }
    found: set[str] = set()
    for evidence in sentence.all_evidence:
        for run in find_capitalised_words(evidence.quote):
            name_words = set(identifying_words(POSSESSIVE_ENDING.sub(" ", run)))
            if known & name_words:
                found |= name_words
    return found


def _last_names(cited_words: frozenset[str], sentence: CitedSentence) -> set[str]:
    """Last names of people whom the cited evidence calls by given names alone: "Hillary"."""
    found: set[str] = set()
    for evidence in sentence.all_evidence:
        for text in (
            evidence.quote,
            evidence.text_before,
            evidence.text_after,
            evidence.citation.title or "",
        ):
            for given, last in _FULL_NAME.findall(text):
                if given.lower() in cited_words and is_given_name(given):
                    found.add(last.lower())
    return found


CHECK = SentenceCheck(name="names", order=50, find_problem=find_unknown_name)
