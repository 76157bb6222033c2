"""Replace "he" and "she" in a follow-up question by the name of the person meant."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.conversation.question_names import names_in_question
from assistant.conversation.question_patterns import CAPITALISED_NAME, CARRIED_TOPIC
from index.lexicon.function_words import BOUNDARIES, PREPOSITIONS
from index.text.person_names import gender_of, is_organisation_name, split_name

_MALE_PRONOUN = re.compile(r"\b(he|him|his|himself)\b", re.IGNORECASE)
_FEMALE_PRONOUN = re.compile(r"\b(she|her|hers|herself)\b", re.IGNORECASE)
_ASKS_WHO = re.compile(r"^\W*(?:who|whom|which)\b", re.IGNORECASE)
_WORDS_THAT_BEGIN_NO_NOUN_PHRASE = (
    PREPOSITIONS | BOUNDARIES | frozenset("a an the and or to at".split())
)
IsSpeaker = Callable[[str], bool]
"""Whether a name is that of a speaker in the documents."""


@dataclass(frozen=True, slots=True)
class PreviousTurn:
    """The turn before a follow-up question, as far as the question can refer to it."""

    question: str
    """Its standalone form."""
    short_answer: str | None = None


def replace_pronouns(question: str, previous: PreviousTurn, is_speaker: IsSpeaker) -> str | None:
    """The question with "he" and "she" replaced by names; None if nobody fits.

    A pronoun stays if the question itself names, before it, somebody it can mean.
    """
    for pronoun, sex in ((_MALE_PRONOUN, "male"), (_FEMALE_PRONOUN, "female")):
        match = pronoun.search(question)
        if match is None:
            continue
        names_before = names_in_question(question[: match.start()])
        if any(_can_be(name, sex, is_speaker) for name in names_before):
            continue
        name = _person_meant(previous, sex, question, is_speaker)
        if name is None:
            return None
        replacement = _in_form_of_pronoun(match, name)
        question = f"{question[: match.start()]}{replacement}{question[match.end() :]}"
    return question


def _in_form_of_pronoun(pronoun: re.Match[str], name: str) -> str:
    """The name, with "'s" where the pronoun is possessive: "her" is, if a noun may follow."""
    word = pronoun.group().lower()
    next_word = re.match(r"\s+([a-z]+)", pronoun.string[pronoun.end() :])
    is_possessive = word in ("his", "hers") or (
        word == "her"
        and next_word is not None
        and next_word[1] not in _WORDS_THAT_BEGIN_NO_NOUN_PHRASE
    )
    return f"{name}'s" if is_possessive else name


def _can_be(name: str, sex: str, is_speaker: IsSpeaker) -> bool:
    """Whether a name can be that of a man or a woman: by its first name, else if it speaks."""
    known = gender_of(name)
    if known is None:
        return (
            not name.isupper() and is_speaker(name) and not is_organisation_name(split_name(name))
        )
    return known == sex


def _person_meant(
    previous: PreviousTurn, sex: str, question: str, is_speaker: IsSpeaker
) -> str | None:
    """The person who was the answer to "who", else the first fitting name in the turn before."""
    short = previous.short_answer
    if (
        short
        and _ASKS_WHO.match(previous.question)
        and CAPITALISED_NAME.fullmatch(short)
        and len(split_name(short)) > 1
        and gender_of(short) in (sex, None)
    ):
        return short
    question_words = {word.lower() for word in split_name(question)}
    for text in (CARRIED_TOPIC.sub("", previous.question), previous.question):
        fitting = [
            name
            for name in names_in_question(text)
            if _can_be(name, sex, is_speaker)
            and not {word.lower() for word in split_name(name)} & question_words
        ]
        known_by_first_name = [name for name in fitting if gender_of(name) == sex]
        if fitting:
            return (known_by_first_name or fitting)[0]
    return None
