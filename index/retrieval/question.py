"""A question for retrieval: the date and speakers it asks about, and which texts cover it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.lexicon.calendar_words import MONTHS
from index.lexicon.reporting_verbs import REPORTING_NOUNS, VERBS
from index.text.capital_letters import CAPITAL
from index.text.person_names import PARTICLE, is_title
from index.text.stemming import stems

_MONTH = re.compile(rf"\b({'|'.join(MONTHS)})\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
_WORD = rf"{CAPITAL}[\w.’'-]{{0,60}}[^\W_]"
_NAME = rf"{_WORD}(?: (?:{PARTICLE}|{_WORD}|{CAPITAL}\.)){{0,40}}"
_WORDS = rf"((?: (?:the|an?|{_NAME}|[a-z][\w’'-]*)){{1,9}})"
_SOURCE = re.compile(rf"\b(?:(?i:according to)|[Ii]n the (?:view|opinion|words|eyes) of){_WORDS}")
_SUBJECT = re.compile(
    r"\b(?i:did|does|do|has|had|have|was|is|were|are|would|will|could|should|can)\b" + _WORDS
)
_TOPIC = re.compile(rf"^\W*({_NAME})[^:?]{{0,60}}:")
_OFFICE = re.compile(r"\w+(?:ist|writer|man|woman|person)$")
_POSSESSIVE = re.compile(rf"({_NAME})(?:['’]s?) (?:\w+ )?({'|'.join(sorted(REPORTING_NOUNS))})\b")
_RUN = re.compile(_NAME)
QUESTION_STEMS = frozenset(
    stems(
        """who whom whose what which when where why how did does do was were has have had been
        would could should can about"""
    )
)
"""Stems of question words, left out of `Question.rarity` because they say nothing of the topic."""
_REPORTING = frozenset(stems(" ".join(VERBS)))


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its embedding, the rarity of its words and the speaker it names."""

    text: str
    vector: npt.NDArray[np.float32]
    rarity: Mapping[str, float]
    """The question's stems, each with its inverse document frequency."""
    speakers: tuple[str, ...] = ()
    """Stored names of the speaker whose words it asks for; empty if it names no speaker."""
    namesakes: frozenset[tuple[int, str]] = frozenset()
    """Where one of these names means somebody else, by document number and name."""

    def is_asked_speaker(self, document: int, speaker: str | None) -> bool:
        """Whether it asks for the words of a speaker of the document with this number."""
        return speaker in self.speakers and (document, speaker) not in self.namesakes

    def coverage(self, text: str) -> float:
        """Share of the question's words, weighted by rarity, that `text` contains."""
        return self.share(stems(text))

    def share(self, found: Collection[str]) -> float:
        """Share of the question's stems, weighted by rarity, that are in `found`."""
        total = sum(self.rarity.values())
        if not total:
            return 0.0
        return sum(self.rarity[stem] for stem in self.rarity.keys() & set(found)) / total

    def is_covered_by(self, theirs: Collection[str]) -> bool:
        """Whether the speaker's sentences contain every topic word of the question.

        Args:
            theirs: Sentences of the speaker whose words are asked for.
        """
        names = set(stems(" ".join(self.speakers)))
        about = self.rarity.keys() - _REPORTING - names
        return bool(theirs) and about <= set(stems(" ".join(theirs)))


def speakers_asked_about(question: str) -> Iterator[str]:
    """Names of possible speakers whose words a question asks for, likeliest first.

    "What did Sanders say about Clinton?", "According to the Fed's Brainard, …", "What was
    Matthews' complaint?": the subject of the question, not the person it is about.
    """
    for match in _SOURCE.finditer(question):
        yield from _named(match.group(1))
    for match in _POSSESSIVE.finditer(question):
        yield from _named(match.group(1))
    for match in _SUBJECT.finditer(question):
        yield from _named(match.group(1))
    for match in _TOPIC.finditer(question):
        yield from _named(match.group(1))


def names_in(text: str) -> list[str]:
    """The runs of words with a capital letter in a text, without "'s"."""
    return [re.sub(r"['’]s?$", "", run.group()) for run in _RUN.finditer(text)]


def _named(phrase: str) -> Iterator[str]:
    """The names in a phrase, the person before their employer or owner.

    "Alex Conant" comes first in "Rubio spokesman Alex Conant", "Dante Chinni" in "NBC's Dante
    Chinni".
    """
    names: list[str] = []
    last = 0
    for run in _RUN.finditer(phrase):
        *owners, name = re.split(r"(?<=\w)['’]s? ", run.group())
        office = phrase[last : run.start()].split()
        if names and office and (is_title(office[-1]) or _OFFICE.match(office[-1])):
            names.insert(-1, name)
        else:
            names.append(name)
        names += owners
        last = run.end()
    yield from (re.sub(r"['’]s?$", "", name) for name in names)


def date_asked_about(text: str) -> tuple[int | None, int | None]:
    """The (year, month) that a question names, month from 1 to 12; None for a missing part."""
    year, month = _YEAR.search(text), _MONTH.search(text)
    # In lower case, "may" is nearly always the verb.
    if month and month.group() == "may":
        month = None
    return (
        int(year.group()) if year else None,
        MONTHS.index(month.group().lower()) + 1 if month else None,
    )
