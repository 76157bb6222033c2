"""Decide whether a question depends on the one before: it has no verb, points back or is short."""

from __future__ import annotations

import re

from assistant.conversation.question_names import names_in_question
from assistant.conversation.question_patterns import (
    ELSE_OR_SAME,
    IT_AND_THAT_WITHOUT_REFERENCE,
    OTHER_PARTY,
    POINTING_WORD,
    RELATIVE_TIME,
    THERE_OR_ONE_POINTING_BACK,
)
from index.lexicon.function_words import AUXILIARIES
from index.lexicon.reporting_verbs import VERBS
from index.retrieval.question import QUESTION_STEMS
from index.text.stemming import stems

ENOUGH_CONTENT_WORDS = 4
"""A question with a name and this many different content words is surely standalone."""
ENOUGH_CONTENT_WORDS_WITHOUT_NAME = 7
"""The same for a question without a name."""
MAX_FRAGMENT_WORDS = 7
"""A longer question is not a fragment."""
_OWN_TOPIC = re.compile(
    r"\b(?:about|against|of|on|over|regarding|toward|towards)\s+"
    r"(?!the\b|his\b|her\b|hers\b|him\b|a\b|an\b)\w{3,}",
    re.IGNORECASE,
)
"""`of Kerry`, `about taxes`: "about the vote" may mean a vote spoken of before."""


def is_fragment(question: str) -> bool:
    """Whether a question has no verb of its own: "O'Malley?", "By how much?"."""
    question_words = [word.lower() for word in re.findall(r"[\w'’]+", question)]
    if len(question_words) > MAX_FRAGMENT_WORDS:
        return False
    return bool(OTHER_PARTY.search(question)) or not any(
        word in AUXILIARIES or (word in VERBS and VERBS[word].form != "base")
        for word in question_words
    )


def has_pointing_word(question: str) -> bool:
    """Whether a question has any word that may point back ("it", "there"), whatever it means."""
    return POINTING_WORD.search(question) is not None


def points_back(question: str) -> bool:
    """Whether a word of the question stands for something in an earlier question or answer."""
    if ELSE_OR_SAME.search(question) or RELATIVE_TIME.search(question):
        return True
    if IT_AND_THAT_WITHOUT_REFERENCE.search(question):
        return False
    for match in POINTING_WORD.finditer(question):
        word, before, after = match.group().lower(), question[: match.start()], match.end()
        if word == "that" and before and re.match(r"\s+[\w'’]+(?:\s+[\w'’]+){2}", question[after:]):
            continue  # the conjunction: "said that …"
        if word == "so" and re.match(r"\s+\w+", question[after:]):
            continue  # "so many"
        if word in ("there", "one") and not THERE_OR_ONE_POINTING_BACK.search(question):
            continue
        if word == "their" and before.endswith(" and "):
            continue  # "women and their rights"
        if len(names_in_question(before)) > 1 or count_content_words(before) > ENOUGH_CONTENT_WORDS:
            continue  # the question itself names what the word stands for
        return True
    return False


def stands_whole_with_new_name(question: str, previous: str) -> bool:
    """Whether a question names somebody new and says itself what it asks about them.

    "What does Putin think of Kerry?" after a question about Le Pen; not "What did Cole say?", which
    goes on with the topic, nor "What did Cole say about the vote?", which may.

    Args:
        question: One that nothing points back in.
        previous: The question before it.
    """
    before = set(re.findall(r"\w+", previous.lower()))
    names = names_in_question(question)
    new = [name for name in names if not before & set(re.findall(r"\w+", name.lower()))]
    if not new or has_pointing_word(question):
        return False
    return len(new) > 1 or _OWN_TOPIC.search(question) is not None


def is_short(question: str) -> bool:
    """Whether a question has too few content words to say what it is about."""
    if IT_AND_THAT_WITHOUT_REFERENCE.search(question):  # "When was it that …": a clause of its own
        return False
    enough = ENOUGH_CONTENT_WORDS
    if not names_in_question(question):
        enough = ENOUGH_CONTENT_WORDS_WITHOUT_NAME
    return count_content_words(question) < enough


def count_content_words(question: str) -> int:
    """The number of different words, without those that questions are made of ("what", "did")."""
    return len(set(stems(question)) - QUESTION_STEMS)
