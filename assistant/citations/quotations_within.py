"""Words that a speaker quotes of somebody else: "Captain Lund used to say, ‘never trust a calm’".

They are theirs whom the sentence names, by the source's own words for them, and not the speaker's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.lexicon.function_words import FUNCTION_WORDS, PRONOUNS
from index.lexicon.name_words import KINSHIP_WORDS
from index.lexicon.titles import OFFICES, PERSON_NOUNS
from index.records import Span
from index.text.person_names import SHORT_NAME

__all__ = [
    "QuotationWithin",
    "find_quotations_within",
    "is_cue_of_saying",
    "quotation_within_around",
]

_AROUND = 400
"""Characters before and behind some words in which the quotation that holds them is looked for."""
_COMPANIONS = frozenset(
    "mate boss friend neighbour neighbor colleague mentor predecessor mum dad".split()
)
_PERSON = "|".join(
    sorted(_COMPANIONS | set(KINSHIP_WORDS) | OFFICES | PERSON_NOUNS, key=len, reverse=True)
)
_RELATIVE = rf"(?:[Mm]y|[Oo]ur|[Hh]is|[Hh]er|[Tt]heir|[Tt]he)(?: [a-z]+){{0,2}}? (?:{_PERSON})"
_ASIDE = r"(?:, (?:who|whom|whose|the|my|our|his|her|a|an) [^,.;:?!“”\"]{3,80},|,)?"
_CUE = (
    r"(?:(?:always |often )?(?:used to|would|liked to) (?:always |often )?"
    r"(?:say|tell (?:me|us|them|everyone|people))"
    r"|(?:always|often|once|famously) (?:said|told (?:me|us|them|everyone|people)|warned us))"
)
_PRONOUNS = PRONOUNS | {"i", "we", "you", "it", "who", "that", "this", "one"}
_QUOTATION = re.compile(
    rf"(?P<who>{SHORT_NAME}|{_RELATIVE}){_ASIDE} (?P<cue>{_CUE})(?: that)?[,:]? ?"
    r"(?:[‘“\"«]|''|(?<=\s)')(?P<words>[^“”\"‘«»\n]{3,300}?)(?:[”\"’»']|'')(?=[\s.,;:!?)”’]|$)"
)


@dataclass(frozen=True, slots=True)
class QuotationWithin:
    """Words that somebody is said to have used, within what another says."""

    speaker: Span
    cue: Span
    words: Span
    """Without quotation marks."""


def find_quotations_within(text: str) -> Iterator[QuotationWithin]:
    """The quotations in a text that its speaker or writer gives as somebody's saying."""
    for match in _QUOTATION.finditer(text):
        words = match["who"].split()
        start = match.start("who")
        while len(words) > 1 and words[0].lower() in FUNCTION_WORDS and words[1][0].isupper():
            start += len(words.pop(0)) + 1  # "But Captain Lund"
        if len(words) == 1 and words[0].lower() in _PRONOUNS:
            continue
        yield QuotationWithin(
            Span(start, match.end("who")), Span(*match.span("cue")), Span(*match.span("words"))
        )


def quotation_within_around(text: str, start: int, end: int) -> QuotationWithin | None:
    """The quotation of the kind that holds some words, with its places in the text; else None."""
    first = max(0, start - _AROUND)
    for found in find_quotations_within(text[first : end + _AROUND]):
        if first + found.words.start <= start and end <= first + found.words.end + 1:
            return QuotationWithin(
                *(
                    Span(first + one.start, first + one.end)
                    for one in (found.speaker, found.cue, found.words)
                )
            )
    return None


def is_cue_of_saying(cue: str) -> bool:
    """Whether a cue tells what somebody used to say, or once said."""
    return re.fullmatch(_CUE, cue) is not None
