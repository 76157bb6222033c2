"""Finds whom the words of a question mean: by any of a person's names, or by their role."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.answering.from_records.role_mentions import head_of_role
from index.people.directory import People, PersonRow, SpeakerSelection
from index.people.person_name import parse_person_name
from index.retrieval.retriever import Retriever
from index.text.name_folding import fold_name

__all__ = ["AskedPerson", "find_asked_person", "find_holder", "people_called"]

_ARTICLE = re.compile(r"^(?:the|this|that|a|an)\s+", re.IGNORECASE)
_NO_MEANING = frozenset("of for the in at from a an to on and s their his her its our new".split())
_QUALIFIER = re.compile(r"\s+(?:of|for|in|at|from|behind|on)\s+(?:the\s+)?", re.IGNORECASE)
_PLACE_OF_PLAIN_WORD = frozenset("thing case matter affair story business".split())
"""Nouns that say nothing of what they stand behind: "the Wexley thing"."""
_FORMER = frozenset("former ex late outgoing acting deputy vice assistant designate elect".split())
"""Words that make another role of a role: "deputy mayor"."""


@dataclass(frozen=True, slots=True)
class AskedPerson:
    """A person, or a body, whom a question asks about."""

    name: str
    """The main name."""
    names: tuple[str, ...]
    """All names that documents write, the main name first."""
    people: SpeakerSelection
    """Whose statements are theirs."""

    @property
    def is_speaker(self) -> bool:
        """Whether there are statements by them."""
        return bool(self.people)


def find_asked_person(retriever: Retriever, words: str) -> AskedPerson | None:
    """The one person whom some words of a question mean; None for nobody, and for several.

    Args:
        retriever: Knows the people of the store.
        words: A name in any form ("Ms Brandt", "brandt"), or a role ("the harbour master").
    """
    people = retriever.people
    bare = _ARTICLE.sub("", words.strip())
    is_description = bare != words.strip()
    named = _named(people, bare, is_description)
    if named is not None and not is_description:
        return named
    return find_holder(retriever, bare) or named


def people_called(retriever: Retriever, name: str) -> list[AskedPerson]:
    """All people whom a name may mean, most statements first."""
    people = retriever.people
    return [_asked(people, [one]) for one in people.find_people(name) if one.kind == "person"]


def find_holder(retriever: Retriever, description: str) -> AskedPerson | None:
    """The one person whose role a description names; None if nobody or several have it.

    "director of the State Pension Fund", "mayor", "judge in the Wexley case": every word must be in
    the person's role, but what follows "of", "in" or "for" may be in their documents instead.
    """
    wanted, *qualifiers = _QUALIFIER.split(description.strip())
    office = _words(wanted)
    if not office:
        return None
    details = {word for one in qualifiers for word in _words(one)} - _PLACE_OF_PLAIN_WORD
    people = retriever.people
    holders: dict[str, bool] = {}
    for person, number, role in retriever.store.catalogue.roles_of_people():
        found = _words(role)
        if person not in people.people or not office <= found or found & _FORMER - office:
            continue
        is_whole = details <= found or details <= _words_of_document(retriever, number)
        holders[person] = holders.get(person, False) or is_whole
    whole = [people.people[one] for one, is_whole in holders.items() if is_whole]
    persons = [one for one in whole if one.kind == "person"]
    if len(persons) != 1 or (not details and len(holders) > 1):
        return None
    # A transcript may know them by the office alone: "HARBOUR MASTER: …".
    called_so = [
        one
        for one in people.people.values()
        if one.kind == "body" and _words(one.name) == office and head_of_role(wanted)
    ]
    return _asked(people, [*persons, *called_so])


def _named(people: People, words: str, only_whole: bool) -> AskedPerson | None:
    """The one who has a name.

    Args:
        people: All people of the store.
        words: The name.
        only_whole: Whether a part of a name is none: "the bill" is no Bill.
    """
    found = people.find_people(words)
    folded = fold_name(words)
    called_so = [
        one
        for one in found
        if folded in {fold_name(name) for name in (one.name, *people.written_names(one.id))}
    ]
    if only_whole or (len(found) > 1 and len(called_so) == 1 and " " in words):
        found = called_so
    return _asked(people, found) if len(found) == 1 else None


def _asked(people: People, rows: Iterable[PersonRow]) -> AskedPerson:
    rows = list(rows)
    rows += [one for row in rows for one in _with_initial(people, row) if one not in rows]
    names = dict.fromkeys(
        name for one in rows for name in (one.name, *people.written_names(one.id))
    )
    selection = SpeakerSelection(tuple(one.id for one in rows), ())
    return AskedPerson(rows[0].name, tuple(names), selection)


def _words(text: str) -> frozenset[str]:
    """The words that carry meaning, folded: "Board's" as "board"."""
    folded = fold_name(re.sub(r"['’]s?\b", " ", text))
    return frozenset(word for word in folded.split() if word not in _NO_MEANING)


def _words_of_document(retriever: Retriever, number: int) -> frozenset[str]:
    return _words(retriever.store.catalogue.text(number))


def _with_initial(people: People, row: PersonRow) -> list[PersonRow]:
    """Who has the same last name and the first letter of the given name: "I. Vail".

    Only if no other Vail has a name with that letter, so that nobody else can be meant.
    """
    name = parse_person_name(row.name)
    if row.kind != "person" or name is None or len(name.first) < 2:
        return []
    same = [
        (one, other)
        for one in people.find_people(name.last[-1])
        if one.kind == "person" and (other := parse_person_name(one.name)) is not None
        if other.last[-1:] == name.last[-1:] and other.first[:1] == name.first[0]
    ]
    if any(len(other.first) > 1 and one.id != row.id for one, other in same):
        return []
    return [one for one, other in same if len(other.first) == 1]
