"""Makes corrections of people out of the names that a user gives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.browse.people import find_one_person
from index.errors import FilterError
from index.people.corrections import Anchor, Correction
from index.people.directory import People, PersonRow
from index.store.people_table import MentionRow
from index.store.store import Store

__all__ = ["merge_people", "reject_person", "rename_person", "split_person"]


def merge_people(store: Store, first: str, second: str) -> Correction:
    """The correction that two people are one, who keeps the first one's name.

    Raises:
        FilterError: A name means nobody or several people, or both mean one person.
    """
    people = store.catalogue.people()
    one, other = find_one_person(people, first), find_one_person(people, second)
    if one.id == other.id:
        raise FilterError(f"{first!r} and {second!r} are one person already: {one.name}")
    anchors = (_anchor_of(store, people, one), _anchor_of(store, people, other))
    return Correction(kind="merge", people=anchors)


def split_person(
    store: Store, name: str, names: Sequence[str], documents: Sequence[str], called: str | None
) -> Correction:
    """The correction that some names of a person, or their names in some documents, are another's.

    Args:
        store: The store.
        name: Any name of the person.
        names: The names as written that are another's; empty for all.
        documents: The documents in which they are; empty for all.
        called: The name of the other person; None for the name as written.

    Raises:
        FilterError: Nothing or everything would be split off, or a name or document is unknown.
    """
    people = store.catalogue.people()
    person = find_one_person(people, name)
    wanted = {store.catalogue.find_one_document(document).name for document in documents}
    rows = list(store.catalogue.mentions_of_person(person.id))
    known = {row.speaker for row in rows}
    for written in names:
        if written not in known:
            raise FilterError(
                f"{person.name} is never called {written!r}; these are the names: "
                + ", ".join(map(repr, sorted(known)))
            )
    split = [
        row
        for row in rows
        if (not names or row.speaker in names) and (not wanted or row.document in wanted)
    ]
    if not split:
        raise FilterError(f"{person.name} has no statement in {', '.join(documents)}")
    if len(split) == len(rows):
        raise FilterError(
            f"all statements of {person.name} would be split off; name some of the names with "
            "--name, or some of the documents with --document"
        )
    left = [row for row in rows if row not in split]
    return Correction(kind="split", people=(_anchor(people, split, left),), name=called)


def rename_person(store: Store, name: str, new: str) -> Correction:
    """The correction that a person has another main name.

    Raises:
        FilterError: The name means nobody or several people, or the new name is empty.
    """
    people = store.catalogue.people()
    person = find_one_person(people, name)
    if not new.strip():
        raise FilterError(f"the new name of {person.name} is empty")
    anchor = _anchor_of(store, people, person)
    return Correction(kind="rename", people=(anchor,), name=" ".join(new.split()))


def reject_person(store: Store, name: str) -> Correction:
    """The correction that a name is nobody's.

    Raises:
        FilterError: The name means nobody already, or several people.
    """
    people = store.catalogue.people()
    person = find_one_person(people, name)
    return Correction(kind="reject", people=(_anchor_of(store, people, person),))


def _anchor_of(store: Store, people: People, person: PersonRow) -> Anchor:
    return _anchor(people, store.catalogue.mentions_of_person(person.id))


def _anchor(people: People, rows: Iterable[MentionRow], left: Iterable[MentionRow] = ()) -> Anchor:
    """The names of some mentions; with documents if others are called so too.

    Args:
        people: The people of the store.
        rows: The mentions.
        left: Mentions of the same person that are not meant.
    """
    others = {row.speaker for row in left}
    anchor: dict[str, list[str] | None] = {}
    for row in rows:
        if people.shares_name(row.speaker) or row.speaker in others:
            documents = anchor.setdefault(row.speaker, [])
            assert documents is not None
            documents.append(row.document)
        else:
            anchor[row.speaker] = None
    return anchor
