"""Names of bodies: without the owner's title, and what acronyms and short names stand for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from index.lexicon.function_words import BOUNDARIES, OPENERS, PREPOSITIONS
from index.lexicon.titles import COURTESY_TITLES
from index.text.capital_letters import CAPITAL
from index.text.name_folding import fold_name

__all__ = [
    "CONNECTORS",
    "body_key",
    "find_longer_body_name",
    "initials_of_body",
    "is_acronym",
    "name_of_body",
]

CONNECTORS = frozenset("of and for the in on at & de la du".split())
"""Words in small letters within the names of bodies: "Bank of America"."""
_LEGAL_FORMS = frozenset("inc corp corporation co company ltd llc plc ag gmbh sa".split())
_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,8}")
_WORD = rf"{CAPITAL}[\w.’'&-]{{0,30}}+"
_RUN = re.compile(rf"{_WORD}(?: (?:(?:of|and|for|the|in|on|&) ){{0,2}}{_WORD}){{1,9}}+")
_NO_NAMES = BOUNDARIES | PREPOSITIONS | OPENERS | frozenset(("the", "a", "an"))
_SENTENCE_END = re.compile(r"(?<=[a-z]{2})\. ")


def name_of_body(name: str) -> str:
    """A body's name without courtesy titles and possessives: "Mrs. Clinton's campaign"."""
    words = [re.sub(r"[’']s?\Z", "", word) for word in name.split()]
    return " ".join(word for word in words if word.rstrip(".").lower() not in COURTESY_TITLES)


def is_acronym(name: str) -> bool:
    """Whether a name is written in capitals alone, with or without full stops: "U.N."."""
    return _ACRONYM.fullmatch(name) is not None


def body_key(name: str) -> str:
    """What a body's names have in common: their words without accents, in any order."""
    if is_acronym(name):
        return name.replace(".", "").lower()
    words = [word for word in fold_name(name).split() if word not in CONNECTORS]
    while len(words) > 1 and words[-1] in _LEGAL_FORMS:
        words.pop()
    # "Ministry of Roads" is also the "Roads Ministry".
    return " ".join(sorted(words))


def initials_of_body(name: str) -> str:
    """The letters by which a body of several words may be called; empty for a name of one word."""
    words = [word for word in fold_name(name).split() if word not in CONNECTORS]
    return "".join(word[0] for word in words) if len(words) > 1 else ""


def find_longer_body_name(text: str, name: str) -> str | None:
    """The full name of a body that the text calls by a short name too; None if it isn't clear.

    "DNC" is the Democratic National Committee, "the Times" the New York Times, in a text that has
    one such name. A short name of two words is a name of its own.
    """
    found = Counter(_longer_names(text, name))
    people = {body_key(longer) for longer in found}
    return min(found, key=lambda longer: (-found[longer], longer)) if len(people) == 1 else None


def _longer_names(text: str, name: str) -> Iterator[str]:
    wanted = name.replace(".", "").lower() if is_acronym(name) else ""
    for match in _RUN.finditer(text):
        for run in _SENTENCE_END.split(match[0]):
            words = run.rstrip(".,’'").split()
            if wanted:
                yield from _spelled_out(words, wanted)
            elif " " not in name and words[-1] == name and len(words) > 1:
                while words[0].lower() in _NO_NAMES or words[0] in CONNECTORS:
                    words = words[1:]
                if len(words) > 1 and "and" not in words:
                    yield " ".join(words)


def _spelled_out(words: list[str], wanted: str) -> Iterator[str]:
    """The parts of a run of words whose initials are the wanted ones."""
    for start in range(len(words)):
        if words[start] in CONNECTORS:
            continue
        initials = ""
        for end in range(start, len(words)):
            if words[end] not in CONNECTORS:
                initials += words[end][0].lower()
                if initials == wanted:
                    yield " ".join(words[start : end + 1])
                    break
