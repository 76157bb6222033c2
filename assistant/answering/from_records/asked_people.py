"""Finds whom the words of a question mean: by any of a person's names, or by their role."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from assistant.answering.from_records.role_mentions import find_roles_in_text, head_of_role
from index.people.directory import People, PersonRow, SpeakerSelection
from index.people.person_name import parse_person_name
from index.retrieval.retriever import Retriever
from index.text.name_folding import fold_name

__all__ = [
    "AskedPerson",
    "RoleHolder",
    "find_asked_person",
    "find_holder",
    "find_holders",
    "people_called",
]

_ARTICLE = re.compile(r"^(?:the|this|that|a|an)\s+", re.IGNORECASE)
_NO_MEANING = frozenset("of for the in at from a an to on and s their his her its our new".split())
_QUALIFIER = re.compile(r"\s+(?:of|for|in|at|from|behind|on)\s+(?:the\s+)?", re.IGNORECASE)
_MAX_DOCUMENTS = 60
"""Documents with an office that are read for its holders."""
_PLAIN_NOUNS = frozenset("thing case matter affair story business".split())
"""Nouns that say nothing of what they stand behind: "the Wexley thing"."""
_OTHER_OFFICE = frozenset(
    "former ex late outgoing acting deputy vice assistant designate elect".split()
)
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


@dataclass(frozen=True, slots=True)
class RoleHolder:
    """Somebody who has a role, and the dates of the documents that say so."""

    person: AskedPerson
    first: str
    """The earliest date, ISO 8601; empty for a document without one."""
    last: str
    place: frozenset[str]
    """The words of the role beside the office: of what or where it is."""


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
    holders = find_holders(retriever, description)
    return holders[0].person if len(holders) == 1 else None


def find_holders(
    retriever: Retriever, description: str, all_in_role: bool = False
) -> list[RoleHolder]:
    """Who has, or had, a role that a description names, in the order of time.

    Args:
        retriever: Knows the people of the store.
        description: As for `find_holder`.
        all_in_role: Whether what follows "of" must be in the role too.
    """
    wanted, *qualifiers = _QUALIFIER.split(_ARTICLE.sub("", description.strip()))
    office = _words(wanted)
    if not office or head_of_role(wanted) is None:
        return []
    details = {word for one in qualifiers for word in _words(one)} - _PLAIN_NOUNS
    people, catalogue = retriever.people, retriever.store.catalogue
    roles = [
        (person, number, words)
        for person, number, role in _roles_with(retriever, people, wanted)
        if person in people.people
        and office <= (words := _words(role))
        and not words & _OTHER_OFFICE - office
    ]
    numbers = {number for _, number, _ in roles}
    infos = {info.number: info for info in catalogue.documents_by_date(numbers)}
    words_of_document = cache(lambda number: _words(catalogue.text(infos[number])))
    found: defaultdict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for person, number, words in roles:
        if number not in infos:
            continue
        if details <= words or (not all_in_role and details <= words_of_document(number)):
            found[person].append((infos[number].date or "", words - office - _OTHER_OFFICE))
    holders = [
        RoleHolder(
            _with_office(people, people.people[person], office),
            min(day for day, _ in roles),
            max(day for day, _ in roles),
            frozenset().union(*(words for _, words in roles)),
        )
        for person, roles in found.items()
        if people.people[person].kind == "person"
    ]
    return sorted(holders, key=lambda one: (one.first, one.last))


def _roles_with(
    retriever: Retriever, people: People, office: str
) -> Iterator[tuple[str, int, str]]:
    """Ids of people, and in which document a statement, or the text beside a name, gives a role."""
    catalogue = retriever.store.catalogue
    yield from catalogue.roles_of_people()
    phrases = retriever.store.document_words.documents_with_phrases([office], _MAX_DOCUMENTS)
    infos = {info.number: info for info in catalogue.documents_by_date(phrases)}
    speakers = {
        (number, statement.speaker) for number, statement in catalogue.statements(sorted(phrases))
    }
    for number, speaker in sorted(speakers, key=str):
        row = people.person_of(number, speaker or "")
        if row is not None and number in infos:
            names = (row.name, speaker or "")
            for one in find_roles_in_text(catalogue, infos[number], names):
                yield row.id, number, one.role


def _with_office(people: People, row: PersonRow, office: frozenset[str]) -> AskedPerson:
    """The person, and whom a transcript knows by the office alone: "HARBOUR MASTER: …"."""
    called_so = [
        one for one in people.people.values() if one.kind == "body" and _words(one.name) == office
    ]
    return _asked(people, [row, *called_so])


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
    in_full = [one for one in found if _has_given_name(one)]
    if len(found) > 1 and len(in_full) == 1:
        (only,) = in_full
        others = _with_initial(people, only)
        found = in_full if all(one in others for one in found if one is not only) else found
    return _asked(people, found) if len(found) == 1 else None


def _has_given_name(row: PersonRow) -> bool:
    name = parse_person_name(row.name)
    return name is not None and len(name.first) > 1


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


def _with_initial(people: People, row: PersonRow) -> list[PersonRow]:
    """Who is called by the same last name, alone or behind the initial: "I. Vail", "Ms. Vail".

    Only if nobody else has this last name and a given name with that letter, so that nobody else
    can be meant.
    """
    name = parse_person_name(row.name)
    if row.kind != "person" or name is None or len(name.first) < 2:
        return []
    same = [
        (one, other)
        for one in people.find_people(name.last[-1])
        if one.kind == "person" and one.id != row.id
        if (other := parse_person_name(one.name)) is not None and other.last[-1:] == name.last[-1:]
    ]
    is_only = all(len(other.first) < 2 for _, other in same)
    letter = [other for _, other in same if other.first[:1] == name.first[0]]
    is_only_letter = all(len(other.first) < 2 for other in letter)
    return [
        one
        for one, other in same
        if (is_only_letter and len(other.first) == 1 and other.first == name.first[0])
        or (is_only and not other.given)
    ]
