"""Short closed classes of English words, lower case, by what they do in a sentence.

The words are in `en/function_words.txt`, whose head explains the classes.
"""

from __future__ import annotations

from typing import Literal, get_args

from index.lexicon.calendar_words import WEEKDAYS
from index.lexicon.data_files import read_marked

WordClass = Literal[
    "auxiliary",
    "passive",
    "adverb",
    "boundary",
    "preposition",
    "pronoun",
    "subject",
    "possessive",
    "plural",
    "writing",
    "no-head",
    "begins-phrase",
    "begins-clause",
    "opener",
    "time",
    "manner",
    "place",
]
_WORDS = read_marked("function_words", get_args(WordClass), language="en")


def _of_class(*classes: WordClass) -> frozenset[str]:
    return frozenset(word for word, found in _WORDS.items() if not found.isdisjoint(classes))


FUNCTION_WORDS = frozenset(_WORDS)
"""The words of all classes."""
AUXILIARIES = _of_class("auxiliary")
PASSIVE = _of_class("passive")
ADVERBS = _of_class("adverb")
BOUNDARIES = _of_class("boundary")
PREPOSITIONS = _of_class("preposition")
PRONOUNS = _of_class("pronoun")
SUBJECTS = _of_class("subject")
POSSESSIVES = _of_class("possessive")
PLURALS = _of_class("plural")
WRITINGS = _of_class("writing")
NO_HEAD = _of_class("no-head")
BEGINS_PHRASE = _of_class("begins-phrase")
BEGINS_CLAUSE = _of_class("begins-clause")
OPENERS = _of_class("opener")
ADVERBIALS = _of_class("time", "manner", "place") | frozenset(WEEKDAYS)
"""Words that say when, how or where, as they stand between a cue and its content."""
