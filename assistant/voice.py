"""Whose words a stretch of a document is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from index.cues import VERBS
from index.names import words
from index.records import Statement

_SUBJECT_ASKED = re.compile(r"^\W*(?:who|whose)\b", re.IGNORECASE)
_WHICH = re.compile(r"^\W*(?:which|what) ", re.IGNORECASE)
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
    """Whether a question wants to know who said or did something.

    "Who said …", "Which adviser claimed …"; not "Which economist did Clinton cite?", where the
    one who speaks is given.
    """
    if _INVERTED.search(question):
        return False
    if _SUBJECT_ASKED.match(question):
        return True
    if not _WHICH.match(question):
        return False
    found = (VERBS.get(word.lower()) for word in re.findall(r"\w+", question))
    return any(verb is not None and verb.form == "past" for verb in found)


def who_said(question: str, speakers: Sequence[str | None]) -> str | None:
    """The first of the speakers of the cited sentences whom the question doesn't name itself."""
    asked = {word.lower() for word in words(question)}
    for speaker in speakers:
        if speaker and not {word.lower() for word in words(speaker)} & asked:
            return speaker
    return None
