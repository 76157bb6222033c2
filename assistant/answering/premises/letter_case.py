"""Restore the capitals of names in a question that is typed in small letters or in capitals alone.

Speakers and names are found by their capitals. In "what did trump say" the subject of a verb that
takes no article is a name; elsewhere only words that are a full name together are one: "rice" may
be food.
"""

from __future__ import annotations

import re

from assistant.answering.premises.names import find_names_asked, is_shouted, subjects_of_saying
from index.people.directory import People
from index.text.name_folding import fold_name

__all__ = ["restore_capitals"]

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_WHO_IS = re.compile(r"\bwho(?: is|['’]s| was)\s+([^\W\d_][\w'’-]*)\W*$", re.IGNORECASE)
_OWNER = re.compile(r"(?<![\w-])([^\W\d_][\w-]*+)['’]s\b")


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
    written = _forms_by_word(people)
    words = list(_WORD.finditer(question))
    named = {
        match.start()
        for at, match in enumerate(words)
        for following in words[at + 1 : at + 2]
        if question[match.end() : following.start()] == " "
        and people.find_people(f"{match.group()} {_without_owner(following.group())}")
        and {fold_name(match.group()), fold_name(_without_owner(following.group()))}
        <= written.keys()
    }
    named |= {words[at + 1].start() for at, match in enumerate(words) if match.start() in named}
    named |= _subjects(question)
    pieces, end = [], 0
    for match in words:
        word = _without_owner(match.group())
        if match.start() in named and fold_name(word) in written:
            pieces += [question[end : match.start()], written[fold_name(word)]]
            end = match.start() + len(word)
    return "".join([*pieces, question[end:]])


def _subjects(question: str) -> set[int]:
    """Where words begin that are names if somebody who speaks has them as a last name."""
    found = {match.start(1) for match in (*_WHO_IS.finditer(question), *_OWNER.finditer(question))}
    asked = {word for words in subjects_of_saying(question) for word in words}
    return found | {one.start() for one in _WORD.finditer(question) if one.group() in asked}


def _forms_by_word(people: People) -> dict[str, str]:
    """The words of people's names as written, by the folded words."""
    return {
        folded: word
        for person in people.people.values()
        if person.kind == "person"
        for word in person.name.split()
        if (folded := fold_name(word)) and " " not in folded and word[0].isupper()
    }


def _without_owner(word: str) -> str:
    return re.sub(r"['’]s?$", "", word)
