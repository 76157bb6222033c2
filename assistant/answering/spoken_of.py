"""Whether a sentence speaks of the person of whom a question asks who said something.

"Who called Trump a con man?" is not answered by what somebody says of another, nor where nobody of
that name is near. The check is of the surface: a name, a pronoun or an office, and what stands
before the word that was said of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.answering.candidates import Candidate
from assistant.generation.comparison.content_words import content_stems
from index.lexicon.calendar_words import MONTHS, WEEKDAYS
from index.lexicon.function_words import PREPOSITIONS
from index.lexicon.reporting_verbs import VERBS
from index.lexicon.titles import OFFICES
from index.text.person_names import NAME_PATTERN, SHORT_NAME, split_name, strip_titles
from index.text.stemming import stems

__all__ = ["DescribedPerson", "read_described_person", "speaks_of"]

_DESCRIBES = (
    r"(?:call(?:s|ed|ing)?|describ(?:es?|ed)|label(?:s|l?ed)?|brand(?:s|ed)?|dub(?:s|bed)?"
    r"|term(?:s|ed)?)"
)
_SAYS = "|".join(
    word for word, verb in VERBS.items() if verb.form in ("third", "past") and word.isalpha()
)
_BE = r"(?:is|was|are|were|has been|had been|would be|will be|['’]s)"
_QUESTION = re.compile(
    r"^\W*(?:(?:[Ss]o|[Aa]nd|[Bb]ut),? )?[Ww]ho"
    r"(?: (?:has|have|had|is|was|once|also|first|openly|publicly))* "
    rf"(?:(?:(?i:{_DESCRIBES}) (?P<called>{NAME_PATTERN.pattern})(?: as)?"
    rf"|(?i:{_SAYS})(?: that)? (?P<said>{NAME_PATTERN.pattern}) {_BE}) (?P<words>[^?]{{2,80}}))"
)
_STANDS_FOR_PERSON = re.compile(
    r"\b(?:he|she|him|her|his|hers|himself|herself|they|them|their|you|your|it|its"
    rf"|the (?:\w+ ){{0,2}}(?:{'|'.join(map(re.escape, sorted(OFFICES)))}|man|woman)"
    r"(?!(?-i: [A-ZÀ-Þ])))\b",
    re.IGNORECASE,
)
"""A pronoun, or an office without a name behind it."""
_SUBJECT = re.compile(
    rf"(?P<name>{SHORT_NAME}),? (?:\w+ )?(?:{_BE}|as) (?:\w+ ){{0,4}}$",
)
_DESCRIBED = re.compile(rf"\b(?i:{_DESCRIBES}) (?P<name>{SHORT_NAME})")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class DescribedPerson:
    """Somebody of whom a question asks who said that they are something."""

    last_name: str
    """In lower case."""
    noun: str
    """Stem of the last word of what they were said to be: "man" for "a con man"."""
    words: frozenset[str] = frozenset()
    """Stems of what they were called; empty where it may have been said in other words."""


@lru_cache(maxsize=64)
def read_described_person(question: str) -> DescribedPerson | None:
    """Of whom a question asks who called them what: "Who said that Brandt is a liar?".

    None for any other question, and for one without a capital.
    """
    match = _QUESTION.match(" ".join(question.split()))
    if match is None:
        return None
    name = strip_titles(split_name(match["called"] or match["said"]))
    words = _WORD.findall(_up_to_preposition(match["words"]))
    known = {word.lower() for word in (*MONTHS, *WEEKDAYS)}
    if not name or not words or name[-1].lower() in known:
        return None
    noun = (stems(words[-1]) or [words[-1].lower()])[0]
    called = content_stems(" ".join(words)) if match["called"] else frozenset()
    return DescribedPerson(name[-1].lower(), noun, called)


def speaks_of(candidate: Candidate, person: DescribedPerson) -> bool:
    """Whether a sentence may say of a person what a question asks for.

    It names them, or has a pronoun or an office where its passage or its title names them. A word
    of what they were called stands in it, or in a sentence beside it; and it
    doesn't say it of somebody else whom it names: "Ada Brandt is a liar", "called Kerr one".
    """
    others = [
        match["name"]
        for word in _WORD.finditer(candidate.text)
        if person.noun in stems(word.group())
        and (match := _SUBJECT.search(candidate.text[: word.start()]))
        and not _STANDS_FOR_PERSON.fullmatch(match["name"])
    ]
    others += [match["name"] for match in _DESCRIBED.finditer(candidate.text)]
    if others and not any(_has_name(other, person) for other in others):
        return False
    if person.words and not person.words & content_stems(_with_neighbours(candidate)):
        return False
    if _has_name(candidate.text, person):
        return True
    passage = candidate.ranked.passage
    around = f"{passage.document.title or ''} {passage.text}"
    return _has_name(around, person) and _STANDS_FOR_PERSON.search(candidate.text) is not None


def _with_neighbours(candidate: Candidate) -> str:
    """A sentence with those before and behind it in its passage."""
    passage = candidate.ranked.passage
    at = passage.sentences.index(candidate.span)
    near = passage.sentences[max(at - 1, 0) : at + 2]
    return passage.text[near[0].start - passage.start : near[-1].end - passage.start]


def _up_to_preposition(words: str) -> str:
    """The words for what somebody is, without what is told of it: "a liar" of "a liar on taxes"."""
    found = words.split()
    end = next((n for n, word in enumerate(found) if n and word.lower() in PREPOSITIONS), None)
    return " ".join(found[:end])


def _has_name(text: str, person: DescribedPerson) -> bool:
    return person.last_name in {word.lower() for word in split_name(text)}
