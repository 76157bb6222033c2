"""What the model of sources looks at: the words of a source, those beside it, and its form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from index.lexicon.function_words import AUXILIARIES, BOUNDARIES, PREPOSITIONS
from index.lexicon.reporting_verbs import FINITE_FORMS
from index.records import Span
from index.text.noun_phrases import AMOUNTS, place_of_head

Slot = Literal["head", "first", "last", "next", "previous", "phrase"]
SLOTS: tuple[Slot, ...] = ("head", "first", "last", "next", "previous", "phrase")
"""The places of words whose meaning counts; "phrase" is the mean of all words of the source."""

WORD_OR_MARK = re.compile(r"[^\W_]+(?:[’'.&-][^\W_]+)*+[’']?|[^\w\s]")
_MAX_WORDS = 40
"""Words of a source that are looked at, from its first on."""
_REACH = 30
"""Characters beside a source in which the next and the previous word are looked for."""
_RELATIVE = frozenset(("who", "which", "that", "whose"))
_HEAD_ENDS = (
    frozenset('of to for who which that whose whom including - – — ( [ : ; , “ "'.split())
    | BOUNDARIES
    | PREPOSITIONS
)
"""What ends the part of a noun phrase in which its head stands last."""
_COUNTS = AMOUNTS | frozenset(
    """millions third quarter percent group pair couple all some most many several few both one
    each""".split()
)
"""What stands before "of" and those who are counted: "a range of experts"."""


class SourceWords:
    """The words of a source, and those on both sides."""

    def __init__(self, text: str, source: Span) -> None:
        """Read them.

        Args:
            text: The document's text.
            source: Where the source stands in it.
        """
        before = text[max(0, source.start - _REACH) : source.start]
        behind = text[source.end : source.end + _REACH]
        self.words = WORD_OR_MARK.findall(text[slice(*source)])[:_MAX_WORDS] or ["-"]
        self.head = head_of(self.words)
        self.next = (WORD_OR_MARK.findall(behind) or ["."])[0]
        self.previous = (WORD_OR_MARK.findall(before) or ["."])[-1]
        self.begins_line = not before or before.endswith("\n")

    def in_slot(self, slot: Slot) -> Sequence[str]:
        """The words of a slot; the slot counts for their mean."""
        if slot == "phrase":
            return self.words
        if slot in ("first", "last"):
            return [self.words[0 if slot == "first" else -1]]
        word: str = getattr(self, slot)
        return [word]


def head_of(words: Sequence[str]) -> str:
    """The word that a noun phrase is about: "experts" of "a range of experts in the north"."""
    return words[place_of_head([word.lower() for word in words], _HEAD_ENDS, _COUNTS)]


def features_of(source: SourceWords) -> Iterator[str]:
    """The names of what holds of a source's form."""
    words = source.words
    inner = [word.lower() for word in words[1:]]
    shapes = [_shape(word) for word in words]
    signs = {
        "one word": len(words) == 1,
        "at most 3 words": len(words) <= 3,
        "at most 6 words": len(words) <= 6,
        "more than 12 words": len(words) > 12,
        "more than 25 words": len(words) > 25,
        "auxiliary inside": any(word in AUXILIARIES for word in inner),
        "verb inside": not FINITE_FORMS.isdisjoint(inner),
        "relative inside": not _RELATIVE.isdisjoint(inner),
        "quotation inside": not {'"', "“", "”"}.isdisjoint(words),
        "full stop inside": "." in words[:-1],
        "possessive": words[-1].endswith(("'s", "’s", "'", "’")),
        "ends with a mark": words[-1] in ",—-",
        "begins a line": source.begins_line,
        "all capitalised": all(shape in ("capital", "capitals") for shape in shapes),
        "none capitalised": not any(shape in ("capital", "capitals") for shape in shapes),
    }
    signs |= {f"{mark} inside": mark in words for mark in ",;:—-"}
    yield from (name for name, holds in signs.items() if holds)
    yield f"head is {_shape(source.head)}"
    yield f"first is {shapes[0]}"
    yield f"last is {shapes[-1]}"
    yield f"next is {_shape(source.next)}"


def _shape(word: str) -> str:
    if word[0].islower():
        return "small"
    if len(word) > 1 and word.isupper():
        return "capitals"
    if word[0].isupper():
        return "capital"
    return "figure" if word[0].isdigit() else "mark"
