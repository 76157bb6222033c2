"""Check the premises of a question: that the people and places it names occur in the documents.

A typing error in a name is corrected. A name that occurs nowhere is a reason to refuse: whatever is
found is about somebody or somewhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.premises.letter_case import restore_capitals, words_in_name_position
from assistant.answering.premises.names import (
    NameAsked,
    find_names_asked,
    find_subject_in_small_letters,
    words_as_indexed,
)
from assistant.answering.premises.occurrence import NameOccurrence
from assistant.answering.premises.question_language import language_problem
from assistant.answering.premises.spelling import (
    Correction,
    correct_words,
    find_unknown_words,
    nearest_word,
)
from index.lexicon.name_words import (
    CENSUS_GIVEN_NAMES,
    DEMONYMS,
    GIVEN_NAMES,
    PLACE_NAMES,
    SEATS_OF_GOVERNMENT,
)
from index.people.comparing import compare_names
from index.people.directory import People
from index.people.person_name import parse_person_name
from index.records import Filters
from index.retrieval.retriever import Retriever

__all__ = ["Premises", "check_premises"]

_CAPITALISED = re.compile(r"\b[^\W\d_a-z][^\W\d_]{3,60}\b")
_ENDINGS_OF_PEOPLE = ("ians", "ian", "ans", "an", "ers", "er", "ites", "ite")
_LETTERS_DROPPED = 2
"""Most letters at the end of a place's name that the word for its people lacks."""
_MIN_SIMILARITY_OF_HINT = 85
"""Least similarity (0 to 100) of a last name that is offered: Brand, Brandt; not Heer, Heller."""
_MAX_CHARACTERS = 3000
"""A longer question has a text pasted to it, whose names are not what it asks about."""
_PASSAGES_SEARCHED_FOR_NAMES = 20
"""Best passages whose capitalised words may be meant by a misspelt name."""


@dataclass(frozen=True, slots=True)
class Premises:
    """What a question takes for granted, compared with the documents."""

    question: str
    """The question with typing errors in names corrected."""
    names: tuple[NameAsked, ...] = ()
    corrections: tuple[Correction, ...] = ()
    refusal: str | None = None
    """Why the question can't be answered, a sentence for the user; None if nothing is wrong."""
    silence: str | None = None
    """If the question isn't answered: that whoever it asks about is named, but nowhere quoted."""

    @property
    def notice(self) -> str | None:
        """Which typed words were read as which names; None if none was."""
        return (
            " ".join(
                f"No document has “{one.typed}”; it was read as {one.meant}."
                for one in self.corrections
            )
            or None
        )


def check_premises(question: str, retriever: Retriever, filters: Filters) -> Premises:
    """Compare the names in a question with the documents to search.

    Args:
        question: As the user asked it.
        retriever: Searches the store.
        filters: Limits on the documents searched.

    Raises:
        FilterError: A filter can't be matched.
        StoreError: The store can't be searched.
    """
    problem = language_problem(question)
    if problem or len(question) > _MAX_CHARACTERS:
        return Premises(question, refusal=problem)
    numbers = retriever.document_numbers(filters)
    documents = retriever.store.catalogue.count()[0] if numbers is None else len(numbers)
    if not documents:
        return Premises(question)
    with retriever.reading():
        people = retriever.people
        occurrence = NameOccurrence(retriever.store, people, numbers)
        corrections = tuple(_corrections(question, retriever, filters, occurrence))
        question = restore_capitals(correct_words(question, corrections), people)
        names = tuple(find_names_asked(question)) or tuple(
            name for name in (find_subject_in_small_letters(question),) if name
        )
        for name in names:
            refusal = _refusal(name, occurrence, people, documents)
            if refusal is not None:
                return Premises(question, names, corrections, refusal)
        silence = _silence(names, occurrence, people, documents)
    return Premises(question, names, corrections, silence=silence)


def _corrections(
    question: str, retriever: Retriever, filters: Filters, occurrence: NameOccurrence
) -> Iterator[Correction]:
    unknown = find_unknown_words(question, occurrence)
    if not unknown:
        return
    speakers = retriever.people.name_words_as_written.values()
    nearby: set[str] | None = None
    # Among capitalised names, a word in small letters is none.
    may_be_names = set() if find_names_asked(question) else words_in_name_position(question)
    for typed in unknown:
        if typed[0].islower() and typed not in may_be_names:
            continue
        meant = nearest_word(typed, speakers)
        if meant is None and typed[0].isupper():
            if nearby is None:
                passages = retriever.retrieve(question, filters).passages
                best = passages[:_PASSAGES_SEARCHED_FOR_NAMES]
                nearby = {word for one in best for word in _CAPITALISED.findall(one.passage.text)}
            meant = nearest_word(typed, nearby)
        if meant is not None:
            yield Correction(typed, meant)


def _refusal(
    name: NameAsked, occurrence: NameOccurrence, people: People, documents: int
) -> str | None:
    """Why a question with this name can't be answered; None if it may be."""
    among = _counted(documents)
    if name.kind == "short" or any(map(_has_other_words, name.words)):
        return None
    if occurrence.occurs(name):
        others = _other_people_of_last_name(name, occurrence, people)
        if not others:
            return None
        verb = "is" if len(others) == 1 else "are"
        return f"Nobody named {name.text} is quoted in {among}, but {_listed(others)} {verb}."
    if name.kind == "person":
        nearest = " or ".join(_similar_names(name, people))
        hint = f" Did you mean {nearest}?" if nearest else ""
        return f"Nobody named {name.text} is quoted or named in {among}.{hint}"
    return f"The name {name.text} does not occur in {among}."


def _silence(
    names: Sequence[NameAsked], occurrence: NameOccurrence, people: People, documents: int
) -> str | None:
    for name in names:
        if name.is_subject and not people.find(name.text):
            text = name.text if occurrence.count(name.text) else name.last.title()
            count = occurrence.count(text)
            named = f"{count:,} of them name{'s' if count == 1 else ''} {text}"
            return f"Nobody named {name.text} is quoted in {_counted(documents)}; {named}."
    return None


def _has_other_words(word: str) -> bool:
    """Whether documents may name otherwise what a word of a name means.

    A government, for which its seat stands, and what or who is of a place: "Missourians".
    """
    if word in SEATS_OF_GOVERNMENT or word in DEMONYMS:
        return True
    bases = {word.removesuffix(ending) for ending in _ENDINGS_OF_PEOPLE if word.endswith(ending)}
    return any(
        place.startswith(base) and len(place) - len(base) <= _LETTERS_DROPPED
        for base in bases
        if len(base) > _LETTERS_DROPPED
        for place in PLACE_NAMES
    )


def _is_given_name(word: str) -> bool:
    return word in GIVEN_NAMES or word in CENSUS_GIVEN_NAMES


def _counted(documents: int) -> str:
    return f"{documents:,} document{'' if documents == 1 else 's'}"


def _similar_names(name: NameAsked, people: People) -> list[str]:
    """The names of people whose last name is spelled much like that of a name."""
    from rapidfuzz import fuzz

    return [
        similar
        for similar in people.similar_names(name.text, 2)
        if any(
            fuzz.ratio(name.last, word) >= _MIN_SIMILARITY_OF_HINT
            for word in words_as_indexed(similar)
        )
    ]


def _other_people_of_last_name(
    name: NameAsked, occurrence: NameOccurrence, people: People
) -> list[str]:
    """The people who have the last name, if no document can mean the person asked about."""
    asked = parse_person_name(name.text)
    if name.kind != "person" or asked is None or not asked.given or people.find_people(name.text):
        return []
    if occurrence.has_together(name.words[0], name.last):
        return []
    named = people.find_people(name.last)
    # Where the last name stands alone, it may be that of the person asked about, unless the given
    # name is one that no document has.
    is_elsewhere = _is_given_name(name.words[0]) and not occurrence.has_phrase(name.words[0])
    if not is_elsewhere and not occurrence.is_only_in_names(
        name.last, [person.name for person in named]
    ):
        return []
    parsed = [parse_person_name(person.name) for person in named]
    if not all(one and one.given and compare_names(asked, one).is_conflict for one in parsed):
        return []
    return [person.name for person in named]


def _listed(names: Iterable[str]) -> str:
    return " and ".join(dict.fromkeys(names))
