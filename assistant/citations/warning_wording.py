"""The wording of warnings about a quote, and of brackets that are accepted."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from assistant.records import QuoteVerdict, QuoteWarning, WarningKind

WARNING_SIGN = "⚠"
_NAMES: dict[WarningKind, str] = {
    "hidden_in_gap": "hidden in the gap",
    "cut_start": "cut at the start",
    "cut_end": "cut at the end",
    "splice": "spliced",
    "question": "a question",
    "reported": "reported speech",
    "denied": "denied",
    "hypothetical": "hypothetical",
    "others_words": "another's words",
    "changed_reference": "changed reference",
}


class WarningText(NamedTuple):
    """What is shown of the warnings about one stretch of text."""

    name: str
    """The kinds: "cut at the start, denied"."""
    message: str
    words: str
    """The text's own words."""


def warning_texts(warnings: Iterable[QuoteWarning]) -> list[WarningText]:
    """The warnings as they are shown; those about the same words are shown together."""
    return [
        WarningText(
            ", ".join(_NAMES[one.kind] for one in together),
            "; ".join(dict.fromkeys(one.message for one in together)),
            together[0].words,
        )
        for together in (
            [*group] for _, group in groupby(warnings, key=lambda one: (one.start, one.end))
        )
    ]


def brackets_text(verdict: QuoteVerdict) -> str:
    """A sentence on the words that an exact quote adds in brackets; empty if it adds none."""
    if verdict.verdict == "altered" or not verdict.matches:
        return ""
    added = [
        piece[piece.index("[") : piece.rindex("]") + 1]
        for kind, piece in verdict.matches[0].diff
        if kind == "insert" and "[" in piece and "]" in piece and any(map(str.isalpha, piece))
    ]
    if not added:
        return ""
    verb = "are" if len(added) > 1 else "is"
    return f"{' and '.join(added)} {verb} the quote's own, in brackets, and changes no word"
