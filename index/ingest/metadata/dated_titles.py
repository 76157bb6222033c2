"""Tells titles that end with the date of what they name: "Press call by Jane Roe, 3 June 2021"."""

from __future__ import annotations

import re

from index.lexicon.calendar_words import WEEKDAY_PATTERN
from index.lexicon.speaker_labels import DIALOGUE_KINDS, RECORD_KINDS, SPEECH_KINDS

_SPEECH = "|".join(map(re.escape, SPEECH_KINDS))
_EVENT = "|".join(map(re.escape, sorted(DIALOGUE_KINDS | RECORD_KINDS)))
_WEEKDAY = rf"(?:(?:{WEEKDAY_PATTERN}),?\s+)?"
_SET_OFF = re.compile(
    rf".{{0,200}}\b(?:{_SPEECH}|{_EVENT})\b.{{0,200}}[,|–—(-]\s*{_WEEKDAY}", re.IGNORECASE
)
_OF_DAY = re.compile(
    rf".{{0,200}}\b(?:(?:{_EVENT})\s+(?:on|of)|(?:{_SPEECH})\s+of)\s+{_WEEKDAY}", re.IGNORECASE
)
_TO_COME = re.compile(r"\b(?:to|will|before|ahead)\b")
_SENTENCE_END = re.compile(r"[.!?…][”\"’')\]]*\s+(?=[^\W\d_a-z])")
_MAX_TITLE = 250
_MAX_LINES_ABOVE = 2


def ends_title(above: str, before: str, after: str) -> bool:
    """Whether a date ends the title of a speech, an event or the record of one.

    Args:
        above: The text above the date's line.
        before: What stands before the date on its line.
        after: What stands behind it.

    The title names the kind of speech or event and sets the date off, or goes on with "of"; with
    "on", a speech may be about that day, and an event may be to come.
    """
    if after.strip(" \t\r)]") or len(before) > _MAX_TITLE or _SENTENCE_END.search(before):
        return False
    if sum(map(bool, map(str.strip, above.splitlines()))) > _MAX_LINES_ABOVE:
        return False
    if _SET_OFF.fullmatch(before):
        return True
    return bool(_OF_DAY.fullmatch(before)) and not _TO_COME.search(before)
