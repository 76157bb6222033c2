"""Whose words a stretch of a document is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from index.lexicon.function_words import PRONOUNS
from index.lexicon.reporting_verbs import REPORTING_NOUNS, VERBS
from index.records import Statement
from index.retrieval.question import Question
from index.text.person_names import words

_SAYINGS = REPORTING_NOUNS | {"word", "words", "quote", "idea"}
Wanted = Literal["speaker", "words", "fact"]
_BE = r"(?:is|are|was|were|will be|would be|has been|had been)\b"
_SUBJECT_ASKED = re.compile(rf"^\W*(?:who|whose)\b(?! {_BE})", re.IGNORECASE)
_WHICH = re.compile(
    rf"^\W*(?:which|what) (?!{_BE}|(?:had|has|have|would|will|could|should|can|may|might)\b)",
    re.IGNORECASE,
)
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


def voice(statements: Iterable[Statement], start: int, end: int) -> Statement | None:
    """The statement that fills most of `text[start:end]`; the longer of two that fill the same."""
    best: Statement | None = None
    most = 0
    for one in statements:
        shared = min(one.end, end) - max(one.start, start)
        if shared > most:
            best, most = one, shared
    return best


def asks_who(question: str) -> bool:
    """Whether a question wants to know who said something.

    "Who said …", "Which adviser claimed …"; not "Which economist did Clinton cite?", where the
    one who speaks is given, nor "Who was the mayor?" or "Who shot him?".
    """
    if _INVERTED.search(question):
        return False
    told = [word.lower() for word in re.findall(r"\w+", question)]
    if _SUBJECT_ASKED.match(question):
        return len(told) == 1 or any(word in VERBS or word in _SAYINGS for word in told)
    found = (VERBS.get(word) for word in told)
    return bool(_WHICH.match(question)) and any(verb and verb.form == "past" for verb in found)


def names_speaker(question: str, speaker: str | None) -> bool:
    """Whether a speaker answers a question for one: somebody whom it doesn't name itself."""
    if not speaker or speaker.lower() in PRONOUNS:
        return False
    # By the last name: Paul Nehlen is not Paul Ryan.
    last = [word.lower() for word in words(speaker)][-1:]
    return not set(last) & {word.lower() for word in words(question)}


def asked_for(question: Question) -> Wanted:
    """What a question wants to hear: who said or did something, what somebody says, or a fact."""
    if asks_who(question.text):
        return "speaker"
    asks_words = _OPEN.search(question.text) and not _NARROW.search(question.text)
    return "words" if question.speakers and asks_words else "fact"
