"""Words whose loss changes what a quote says, lower case.

The words are in `en/quotes/cut_words.txt`, whose head explains the classes. Stores do not depend on
them.
"""

from __future__ import annotations

from typing import Literal, get_args

from index.lexicon.data_files import read_marked
from index.lexicon.stance_words import NEGATIONS, NOBODY

CutClass = Literal[
    "negation",
    "rejection",
    "condition",
    "concession",
    "limit",
    "contrast",
    "doubt",
    "pretence",
    "view",
    "factive",
    "discourse",
    "fixed",
    "indefinite",
    "own",
    "subject",
    "subordinator",
    "falsehood",
    "points-back",
    "focus",
    "conviction",
    "evidence",
    "mimicry",
    "afterthought",
    "quantity",
    "exception",
    "stated",
    "also-verb",
    "apart",
    "inverted",
    "former",
    "alternative",
    "guess",
    "source",
    "for-whom",
    "says",
    "hearing",
    "filler",
    "time",
    "modal",
    "universal",
    "reflexive",
    "no-holder",
    "object",
    "link",
    "described",
    "question-word",
    "coordinator",
    "first-person",
    "any-person",
    "many",
    "listener",
    "holder",
    "asks-if",
    "accepts",
    "sees",
    "eventual",
    "withheld",
    "thinks",
    "trailing",
    "truth",
    "by-now",
    "past",
    "duty",
    "infinitive",
    "relative",
    "unreal",
]

CUT_WORDS: dict[str, frozenset[str]] = {
    word.replace("_", " "): classes
    for word, classes in read_marked("quotes/cut_words", get_args(CutClass), language="en").items()
}
"""Words and phrases with their classes; the negations of a verb among them."""
for _word in NEGATIONS | NOBODY:
    CUT_WORDS[_word] = CUT_WORDS.get(_word, frozenset()) | {"negation"}
LONGEST_PHRASE = max(len(word.split()) for word in CUT_WORDS)
"""The number of words of the longest phrase."""


def words_in(kind: CutClass) -> frozenset[str]:
    """The words and phrases of a class."""
    return frozenset(word for word, classes in CUT_WORDS.items() if kind in classes)
