"""Words around a reporting verb that change what a report says of its content, lower case.

The words are in `en/stance_words.txt`, whose head explains the classes.
"""

from __future__ import annotations

from typing import Literal, get_args

from index.lexicon.data_files import read_marked, read_words, words_with_mark

StanceClass = Literal[
    "negation",
    "no-negation",
    "nobody",
    "refusal",
    "plan",
    "future",
    "modal",
    "narrated",
    "condition",
    "question",
    "being",
    "opinion",
    "wish",
    "certainty",
    "enquiry",
    "denial",
]
_WORDS = read_marked("stance_words", get_args(StanceClass), language="en")


def _in_class(name: StanceClass) -> frozenset[str]:
    return words_with_mark(_WORDS, name)


HOPES = frozenset(read_words("hopes", language="en"))
"""What somebody had in mind without saying it: "As Brandt had hoped, …"."""
NEGATIONS = _in_class("negation")
NO_NEGATION = _in_class("no-negation")
NOBODY = _in_class("nobody")
REFUSALS = _in_class("refusal")
PLANS = _in_class("plan")
FUTURE = _in_class("future")
MODALS = _in_class("modal")
NARRATED = _in_class("narrated")
CONDITIONS = _in_class("condition")
QUESTION_AUXILIARIES = _in_class("question")
FORMS_OF_BE = _in_class("being")
OPINION_VERBS = _in_class("opinion")
WISH_VERBS = _in_class("wish")
CERTAINTIES = _in_class("certainty")
ENQUIRIES = _in_class("enquiry")
DENIALS = _in_class("denial")
