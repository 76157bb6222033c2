"""Antecedents: the speakers that "he", "she" or "they" in the next sentence may refer to."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.generation.comparison.cited_sentence import CitedSentence
from assistant.generation.comparison.reporting_words import is_proper_name
from assistant.generation.comparison.speaker_mentions import (
    lowercase_last_name,
    lowercase_words,
    mentions_speaker,
)
from index.lexicon.function_words import PRONOUNS


def find_antecedents(sentence: CitedSentence, speakers: Iterable[str]) -> tuple[str, ...]:
    """The speakers that a pronoun after this sentence may refer to.

    Those are the speakers that the sentence names, describes or refers to by a pronoun; where there
    are none, the sentence's own antecedents.

    Args:
        sentence: The sentence before the pronoun.
        speakers: Everybody who speaks in the evidence.
    """
    named = find_mentioned_speakers(sentence.text, speakers)
    described = [
        speaker
        for evidence in sentence.evidence
        for speaker in evidence.speakers
        if is_proper_name(speaker) and mentions_speaker(sentence, speaker, evidence)
    ]
    return tuple(dict.fromkeys((*named, *described))) or sentence.antecedents


def find_mentioned_speakers(text: str, speakers: Iterable[str]) -> tuple[str, ...]:
    """The speakers whose last name is in a text."""
    text_words = lowercase_words(text)
    return tuple(
        dict.fromkeys(
            speaker
            for speaker in speakers
            if lowercase_last_name(speaker) in text_words and speaker.lower() not in PRONOUNS
        )
    )
