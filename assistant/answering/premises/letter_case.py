"""Restore the capitals of names in a question that is typed in small letters or in capitals alone.

Speakers and names are found by their capitals. In "what did trump say" the subject of a verb that
takes no article is a name; elsewhere only words that are a full name together are one: "rice" may
be food.
"""

from __future__ import annotations

import re

from assistant.answering.premises.names import (
    find_names_asked,
    is_common_word,
    is_shouted,
    subjects_of_saying,
)
from index.lexicon.function_words import FUNCTION_WORDS
from index.people.directory import People
from index.text.name_folding import fold_name

__all__ = ["restore_capitals", "words_in_name_position"]

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_OWNER = re.compile(r"(?<![\w-])([^\W\d_][\w-]*+)['’]s\b")

_LAST_WORD = re.compile(
    r"\b(?:who is|who['’]s|who was|by|of)\s+([^\W\d_][\w'’-]*+)\W*$", re.IGNORECASE
)


def restore_capitals(question: str, people: People) -> str:
    """The question with capitals in the names of those who speak; unchanged if it shows names.

    Args:
        question: As the user asked it.
        people: Who speaks in the store.
    """
    if is_shouted(question):
        question = question.lower()
    elif find_names_asked(question):
        return question
    written = people.name_words_as_written
    words = list(_WORD.finditer(question))
    named = {
        match.start()
        for at, match in enumerate(words)
        for following in words[at + 1 : at + 2]
        if question[match.end() : following.start()] == " "
        and not is_common_word(match.group())
        and people.find_people(f"{match.group()} {_without_owner(following.group())}")
        and {fold_name(match.group()), fold_name(_without_owner(following.group()))}
        <= written.keys()
    }
    named |= {words[at + 1].start() for at, match in enumerate(words) if match.start() in named}
    asked = words_in_name_position(question)
    named |= {match.start() for match in words if _without_owner(match.group()) in asked}
    pieces, end = [], 0
    for match in words:
        word = _without_owner(match.group())
        if match.start() in named and fold_name(word) in written:
            pieces += [question[end : match.start()], written[fold_name(word)]]
            end = match.start() + len(word)
    return "".join([*pieces, question[end:]])


def words_in_name_position(question: str) -> set[str]:
    """The words of a question that stand where names do.

    The subject of a verb of saying without an article, an owner, and the last word: "what did trump
    say", "trump's view", "who is trump".
    """
    subjects = (
        words
        for words in subjects_of_saying(question)
        if not FUNCTION_WORDS.intersection(map(str.lower, words))
    )
    owners = (match[1] for match in _OWNER.finditer(question))
    last = (match[1] for match in _LAST_WORD.finditer(question))
    return {*owners, *last, *(word for words in subjects for word in words)}


def _without_owner(word: str) -> str:
    return re.sub(r"['’]s?$", "", word)
