"""Finds names in a text: runs of capitalised words, and which of their words identify anything."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.lexicon.calendar_words import MONTH_NUMBERS, WEEKDAYS
from index.lexicon.function_words import ADVERBIALS, OPENERS, PREPOSITIONS, PRONOUNS
from index.lexicon.number_words import NUMBER_WORDS, SCALE_WORDS
from index.lexicon.reporting_verbs import VERBS
from index.lexicon.titles import BODIES_BEFORE_NAMES, SHORT_TITLES
from index.text.capital_letters import CAPITAL
from index.text.person_names import PARTICLE, is_title

_WORD = rf"{CAPITAL}(?:\.{CAPITAL})+\.?|{CAPITAL}[\w’'-]*"
_CAPITALISED_WORDS = re.compile(rf"\b(?:{_WORD})(?: (?:{PARTICLE} )?(?:{_WORD}))*")
POSSESSIVE_ENDING = re.compile(r"['’]s? ")
"""What ends the first of two names in "MSNBC's Alex Seitz-Wald"."""
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+|[“\"‘(]\s*)$")
_DATES = frozenset((*MONTH_NUMBERS, *WEEKDAYS))
_NOT_NAMES = (
    PREPOSITIONS
    | PRONOUNS
    | OPENERS
    | ADVERBIALS
    | SHORT_TITLES
    | frozenset(
        """the a an this that these those his her their its i and but or nor yet so if when while as
        asked there here both many some most all no not one what who why how where which neither
        """.split()
    )
)
_NUMBERS = frozenset((*NUMBER_WORDS, *SCALE_WORDS, "first", "second", "third"))


def find_capitalised_words(text: str) -> Iterator[str]:
    """Runs of capitalised words, the first word of each sentence included."""
    return (match.group() for match in _CAPITALISED_WORDS.finditer(text))


def find_names(text: str) -> Iterator[str]:
    """Runs of capitalised words, without a sentence's first word unless it begins a name."""
    for match in _CAPITALISED_WORDS.finditer(text):
        name = match.group()
        if _SENTENCE_START.search(text[: match.start()]):
            first, _, rest = name.partition(" ")
            if not rest or first.lower() in _NOT_NAMES or first.endswith("ing"):
                # A single word there has its capital anyway; if it is the speaker, the check
                # "speakers" looks at it.
                name = rest
        if name:
            yield name


def identifying_words(name: str) -> list[str]:
    """The words of a name that identify somebody or something, lower case.

    Titles, months and numbers do not, nor does a single word such as "Morning".
    """
    name_words = [normalise_word(word).lower() for word in name.split()]
    # "Morning" and "Post" are no names, but "The Morning Post" is.
    alone = len([word for word in name_words if word not in _NOT_NAMES - ADVERBIALS]) < 2
    return [
        word
        for word in name_words
        if len(word) > 1
        and word not in (_NOT_NAMES if alone else _NOT_NAMES - ADVERBIALS)
        and word not in _DATES
        and not (is_title(word) and word not in BODIES_BEFORE_NAMES)
        and not (alone and word in VERBS)
        and not all(part in _NUMBERS for part in word.split("-"))
    ]


def normalise_word(word: str) -> str:
    """A word without a possessive ending or full stops, its apostrophes straight."""
    return re.sub(r"'s?$", "", word.replace("’", "'").strip("'")).replace(".", "")
