"""Reads labels behind a section sign, as in the old Hansard: "§ Mr. Foss Yes, Sir".

Nothing stands between such a label and the words, so the name ends where a sentence begins.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from index.attribution.turns.labels import LabelKind, LabelWords, read_label
from index.lexicon.function_words import (
    AUXILIARIES,
    BOUNDARIES,
    OPENERS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
)
from index.lexicon.name_words import PARTICLES
from index.lexicon.speaker_labels import LABEL_HONORIFICS, SPEAKER_OFFICES
from index.text.person_names import is_title

__all__ = ["SectionLabel", "read_section_label"]

_SIGN = re.compile(r"(?:§[ \t\u00a0]*+)++(?:Q?\d{1,3}\.(?: and \d{1,3}\.)?[ \u00a0]*)?")
"""The sign, and the number of a question: "§ 12. "."""
_BRACKETED = re.compile(r"[^()\n]{3,80}\([^()\n]{2,80}\)")
"""An office and who holds it: "The Minister of Transport (Mr. Elwin Foss)"."""
_WORD = re.compile(r"\S+")
_REACH = 200
_ASKS = re.compile(r"(?:asked|asks|to ask|rose to ask)\b")
_IN_OFFICES = frozenset("of for the and".split())
_SENTENCE_WORDS = (
    AUXILIARIES
    | BOUNDARIES
    | OPENERS
    | POSSESSIVES
    | PREPOSITIONS
    | PRONOUNS
    | frozenset("a an the yes no not none order there this that these those all".split())
)
"""Words that begin or make a sentence, and are no names."""


class SectionLabel(NamedTuple):
    """A label behind a section sign."""

    parts: LabelWords
    start: int
    end: int
    content: int
    """Where the words begin: with a capital, or with "asked"."""


def read_section_label(text: str, start: int, end: int) -> SectionLabel | None:
    """The label at the start of a paragraph that begins with a section sign; None without one.

    Args:
        text: The document's text.
        start: Where the paragraph begins.
        end: Where it ends.
    """
    sign = _SIGN.match(text, start, end)
    if sign is None:
        return None
    bracketed = _BRACKETED.match(text, sign.end(), end)
    ends = [bracketed.end()] if bracketed else []
    for label_end in [*ends, _end_of_name(text, sign.end(), end)]:
        parts = read_label(text[sign.end() : label_end])
        content = label_end
        while content < end and text[content] in " \t\u00a0:,":
            content += 1
        is_speech = content == end or not text[content].islower() or _ASKS.match(text, content)
        if parts and parts.kind in (LabelKind.TITLED, LabelKind.OFFICE) and is_speech:
            return SectionLabel(parts, sign.end(), label_end, content)
    return None


def _end_of_name(text: str, start: int, end: int) -> int:
    """Where a titled name or an office ends: before the first word of a sentence."""
    words = list(_WORD.finditer(text, start, min(end, start + _REACH)))
    if not words or not _is_title_word(words[0][0]):
        return start
    last = 0
    for at, word in enumerate(words[1:], 1):
        plain = word[0].strip(".,;:!?").lower()
        if plain in _IN_OFFICES and words[0][0] == "The":
            continue
        if word[0][-1] == ":" and plain not in _SENTENCE_WORDS:
            return word.end() - 1
        is_end = word[0][-1] in ",;:!?" or (word[0][-1] == "." and len(plain) > 2)
        if is_end or plain in _SENTENCE_WORDS or (word[0].islower() and plain not in PARTICLES):
            break
        last = at
    following = words[last + 1] if last + 1 < len(words) else None
    if (
        last > 1
        and following
        and following[0].islower()
        and not _ASKS.match(text, following.start())
    ):
        # "Mr. Halvard Ships ran aground": the last capital begins the sentence.
        last -= 1
    return words[last].end()


def _is_title_word(word: str) -> bool:
    plain = word.rstrip(".").lower()
    return plain in LABEL_HONORIFICS or plain in SPEAKER_OFFICES or plain == "the" or is_title(word)
