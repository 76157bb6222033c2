"""Who "he" and "she" are in a follow-up question, and whom a question names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from index.lexicon.calendar_words import MONTH_ABBREVIATIONS, MONTHS, WEEKDAYS
from index.lexicon.function_words import BOUNDARIES, PREPOSITIONS
from index.lexicon.titles import SHORT_TITLE
from index.text.capital_letters import CAPITAL
from index.text.person_names import PARTICLE, gender, is_organisation, words

AUXILIARY = r"(?:did|does|do|was|were|is|are|had|has|have|will|would|can|could|should|may|might)"
MONTH = "|".join(
    [word.title() for word in MONTHS] + [rf"{word.title()}\." for word in MONTH_ABBREVIATIONS]
)
_WORD = rf"{CAPITAL}[\w.’'-]{{0,60}}[^\W_]|{CAPITAL}"
_TITLE = rf"(?:(?:{SHORT_TITLE})\. )?"
NAME = re.compile(rf"{_TITLE}(?:{_WORD})(?: (?:{PARTICLE} )?(?:{_WORD})){{0,40}}")
BRACKETS = re.compile(r"(?<=\?) \(([^()]*)\)$")
"""What a follow-up carries from the question before it."""
_HE = re.compile(r"\b(he|him|his|himself)\b", re.IGNORECASE)
_SHE = re.compile(r"\b(she|her|hers|herself)\b", re.IGNORECASE)
_ASKED_WHO = re.compile(r"^\W*(?:who|whom|which)\b", re.IGNORECASE)
_IS_MONTH = re.compile(rf"(?:{MONTH})(?!\w| [A-Z])")
_FIRST = re.compile(
    rf"\W*(?:(?:in|on|at|by|for|over|with|to|from|of|about) )?(?:{AUXILIARY}|who|whom|whose|what"
    r"|which|when|where|why|how|any|anyone|anybody|and|but)\b\s*",
    re.IGNORECASE,
)
_NO_NOUN = PREPOSITIONS | BOUNDARIES | frozenset("a an the and or to at".split())
Speaks = Callable[[str], bool]
"""Whether somebody of a name is known to speak."""


@dataclass(frozen=True, slots=True)
class Before:
    """The turn before, as far as a follow-up can refer to it."""

    question: str
    """Made standalone."""
    short_answer: str | None = None


def with_people(asked: str, before: Before, speaks: Speaks) -> str | None:
    """The question with "he" and "she" replaced; None where nobody fits.

    A pronoun for somebody whom the question names itself stays.
    """
    for pattern, sex in ((_HE, "male"), (_SHE, "female")):
        match = pattern.search(asked)
        if not match or any(_may_be(one, sex, speaks) for one in people(asked[: match.start()])):
            continue
        who = _meant(before, sex, asked, speaks)
        if who is None:
            return None
        asked = f"{asked[: match.start()]}{_put(match, who)}{asked[match.end() :]}"
    return asked


def _put(match: re.Match[str], who: str) -> str:
    """A name in the place of a pronoun: "her" is whose where a noun may follow."""
    word = match.group().lower()
    following = re.match(r"\s+([a-z]+)", match.string[match.end() :])
    owns = word in ("his", "hers") or (
        word == "her" and following is not None and following[1] not in _NO_NOUN
    )
    return f"{who}'s" if owns else who


def people(text: str) -> list[str]:
    """The names in a text, owners apart from what they own."""
    return [
        part
        for match in names(text)
        for part in re.split(r"['’]s? (?=[A-Z])|['’]s?$", match.group())
        if part and part.lower() not in WEEKDAYS
    ]


def names(text: str, start: int = 0) -> Iterator[re.Match[str]]:
    """Capitalised names, but for the word that begins the question."""
    first = _FIRST.match(text)
    for match in NAME.finditer(text, max(start, first.end() if first else 0)):
        if not _IS_MONTH.match(match.group()):
            yield match


def _may_be(name: str, sex: str, speaks: Speaks) -> bool:
    known = gender(name)
    if known is None:
        return not name.isupper() and speaks(name) and not is_organisation(words(name))
    return known == sex


def _meant(before: Before, sex: str, asked: str, speaks: Speaks) -> str | None:
    """Whoever answered "who", else the first one named who fits."""
    short = before.short_answer
    if (
        short
        and _ASKED_WHO.match(before.question)
        and NAME.fullmatch(short)
        and len(words(short)) > 1
        and gender(short) in (sex, None)
    ):
        return short
    here = {word.lower() for word in words(asked)}
    for text in (BRACKETS.sub("", before.question), before.question):
        fitting = [name for name in people(text) if _may_be(name, sex, speaks)]
        fitting = [name for name in fitting if not {word.lower() for word in words(name)} & here]
        surely = [name for name in fitting if gender(name) == sex]
        if fitting:
            return (surely or fitting)[0]
    return None
