"""Decides what a question asks for: a speaker, somebody's words, or a fact."""

from __future__ import annotations

import re
from typing import Literal

from index.lexicon.function_words import PRONOUNS
from index.lexicon.reporting_verbs import REPORTING_NOUNS
from index.lexicon.speaker_labels import QUESTION_LABELS
from index.retrieval.question import Question
from index.retrieval.who_said import read_who_said
from index.text.person_names import split_name

__all__ = [
    "QUANTIFIERS",
    "QuestionTarget",
    "asks_for_speaker",
    "can_answer_who",
    "classify_question",
    "names_nobody",
]

QuestionTarget = Literal["speaker", "words", "fact"]
"""Who said or did something, what a named speaker says, or a fact."""
QUANTIFIERS = frozenset(
    """some many most much several few all both each any another other others one none various
    numerous countless""".split()
)
_UNNAMED = (
    QUANTIFIERS
    | PRONOUNS
    | frozenset(
        """a the of these those them us you
        someone somebody anyone anybody everyone everybody
        people critics opponents supporters experts analysts observers commentators pundits
        detractors sceptics skeptics proponents insiders sources""".split()
    )
)
"""Words that name nobody, not even a group of which one could be asked: "some of the critics"."""
_SPEECH_WORDS = REPORTING_NOUNS | {"word", "words", "quote", "idea"}
_BE = r"(?:is|are|was|were|will be|would be|has been|had been)\b"
_SUBJECT_ASKED = re.compile(rf"^\W*(?:who|whose)\b(?! {_BE})", re.IGNORECASE)
_OPEN = re.compile(
    r"\b(?:what|how|why)\b|^\W*(?:did|does|do|has|had|have|was|is|were|are|would|will)\b",
    re.IGNORECASE,
)
_NARROW = re.compile(
    r"(?:^\W*|, )(?:which|where|when|who|whom|whose|how (?:many|much|long|often|old|far))\b"
    r"|(?:^\W*|, )(?:in|on|at|to|for|with|by|from) (?:which|whom|what)\b(?! words)",
    re.IGNORECASE,
)
_INVERTED = re.compile(r"\b(?:did|does|do)\b", re.IGNORECASE)


def asks_for_speaker(question: str) -> bool:
    """Whether a question asks who said something.

    "Who said …", "Which adviser claimed …"; not "Which economist did Clinton cite?", where the
    speaker is given, nor "Who was the mayor?" or "Who shot him?".
    """
    if read_who_said(question) is not None:
        return True
    if _INVERTED.search(question) or not _SUBJECT_ASKED.match(question):
        return False
    question_words = {word.lower() for word in re.findall(r"\w+", question)}
    return len(question_words) == 1 or not _SPEECH_WORDS.isdisjoint(question_words)


def can_answer_who(question: str, speaker: str | None) -> bool:
    """Whether a speaker can be the answer: one who is told, and whom the question doesn't name."""
    if not speaker or speaker.lower() in QUESTION_LABELS or names_nobody(speaker):
        return False
    # By the last name: Paul Nehlen is not Paul Ryan.
    last = [word.lower() for word in split_name(speaker)][-1:]
    return not set(last) & {word.lower() for word in split_name(question)}


def names_nobody(words: str) -> bool:
    """Whether words for people tell nothing of who they are: "Some", "Many of the critics"."""
    found = re.findall(r"[^\W\d_]+", words)
    return bool(found) and all(word.lower() in _UNNAMED for word in found)


def classify_question(question: Question) -> QuestionTarget:
    """What the question asks for."""
    if asks_for_speaker(question.text):
        return "speaker"
    asks_words = _OPEN.search(question.text) and not _NARROW.search(question.text)
    return "words" if question.speakers and asks_words else "fact"
