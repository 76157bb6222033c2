"""Lists the people of a store, and one person's page: names, roles, outlets, latest statements."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from assistant.browse.statements import cite_statement
from assistant.records import CitedStatement
from index.errors import FilterError
from index.people.clusters import DOMINANCE
from index.people.directory import People, PersonRow, SpeakerSelection
from index.store.listing_table import PeopleKind
from index.store.people_table import MentionRow
from index.store.store import Store

__all__ = ["PersonPage", "PersonSummary", "find_one_person", "list_people", "read_person"]

LATEST_STATEMENTS = 5
"""Number of statements on a person's page."""
LISTED_ROLES = 3
"""Number of roles in a line of the list."""


@dataclass(frozen=True, slots=True)
class PersonSummary:
    """A line of the list of people."""

    id: str
    kind: str
    name: str
    statements: int
    documents: int
    roles: tuple[str, ...]
    """The most frequent roles."""
    first: str | None
    """The earliest date of a document with a statement; None if none has a date."""
    last: str | None

    def as_dict(self) -> dict[str, Any]:
        """The fields by name, for JSON."""
        return {**asdict(self), "roles": list(self.roles)}


@dataclass(frozen=True, slots=True)
class NameOnPage:
    """A name as written, and why it means this person."""

    name: str
    statements: int
    documents: int
    because: tuple[str, ...]
    """The reasons, most frequent first."""


@dataclass(frozen=True, slots=True)
class RoleOnPage:
    """A role in the words of documents, and from when to when it occurs."""

    role: str
    documents: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class PersonPage:
    """All that a store knows of one person."""

    summary: PersonSummary
    names: tuple[NameOnPage, ...]
    roles: tuple[RoleOnPage, ...]
    """In order of time."""
    outlets: dict[str, int]
    """Number of documents by outlet, most first."""
    documents: tuple[str, ...]
    """Names of documents, oldest first."""
    latest: tuple[CitedStatement, ...]

    def as_dict(self) -> dict[str, Any]:
        """The page for JSON."""
        return {
            **self.summary.as_dict(),
            "names": [asdict(name) for name in self.names],
            "roles": [asdict(role) for role in self.roles],
            "outlets": self.outlets,
            "in_documents": list(self.documents),
            "latest": [statement.as_dict() for statement in self.latest],
        }


def list_people(
    store: Store, kind: PeopleKind = "person", start: int = 0, n: int = 50
) -> tuple[int, Iterator[PersonSummary]]:
    """The number of people, and some of them, most statements first.

    Args:
        store: The store to read.
        kind: `person`, `body`, or `all`.
        start: How many to skip.
        n: How many to give at most.
    """
    return store.catalogue.count_people(kind), (
        _summarise(person, list(store.catalogue.mentions_of_person(person.id)))
        for person in store.catalogue.people_page(kind, start, n)
    )


def find_one_person(people: People, name: str, likeliest: bool = False) -> PersonRow:
    """The person whom a name, or an id, means.

    A full name that several have means the one who is called just so, if there is one.

    Args:
        people: The people of a store.
        name: Any name of the person.
        likeliest: Take the one who is quoted far more than all others of that name.

    Raises:
        FilterError: It means nobody, or several; the message names them.
    """
    found = people.find_people(name)
    called_so = [one for one in found if one.name.casefold() == name.casefold()]
    if len(found) > 1 and len(called_so) == 1 and " " in name.strip():
        found = called_so
    if likeliest and len(found) > 1:
        others = sum(one.documents for one in found[1:])
        found = found[:1] if found[0].documents >= DOMINANCE * others else found
    if not found:
        near = people.similar_names(name, 3)
        offer = f"; did you mean {' or '.join(map(repr, near))}?" if near else ""
        raise FilterError(f"nobody in the store is called {name!r}{offer}")
    if len(found) > 1:
        ids = ", ".join(one.id for one in found[:8]) + (", …" if len(found) > 8 else "")
        raise FilterError(
            f"{name!r} means {len(found)} people in the store; name one by the full name or the"
            f" id: {ids}"
        )
    return found[0]


def read_person(store: Store, person: PersonRow) -> PersonPage:
    """A person's page."""
    catalogue = store.catalogue
    rows = list(catalogue.mentions_of_person(person.id))
    outlets = Counter(row.outlet for row in {row.number: row for row in rows}.values())
    return PersonPage(
        _summarise(person, rows),
        tuple(_names(rows)),
        tuple(_roles(rows)),
        {outlet or "(unknown)": count for outlet, count in outlets.most_common()},
        tuple(dict.fromkeys(row.document for row in rows)),
        tuple(_latest(store, person, rows)),
    )


def _summarise(person: PersonRow, rows: Sequence[MentionRow]) -> PersonSummary:
    roles = Counter(role for row in rows for role in row.roles)
    dates = [row.date for row in rows if row.date]
    return PersonSummary(
        *person,
        tuple(role for role, _ in roles.most_common(LISTED_ROLES)),
        min(dates, default=None),
        max(dates, default=None),
    )


def _names(rows: Sequence[MentionRow]) -> Iterator[NameOnPage]:
    by_name: defaultdict[str, list[MentionRow]] = defaultdict(list)
    for row in rows:
        by_name[row.speaker].append(row)
    ranked = sorted(
        by_name.items(), key=lambda item: (-sum(r.statements for r in item[1]), item[0])
    )
    for name, mine in ranked:
        reasons = Counter(row.reason for row in mine)
        yield NameOnPage(
            name,
            sum(row.statements for row in mine),
            len(mine),
            tuple(reason for reason, _ in reasons.most_common()),
        )


def _roles(rows: Sequence[MentionRow]) -> Iterator[RoleOnPage]:
    """The roles in order of time; rows are sorted by date, undated ones last."""
    by_role: defaultdict[str, list[MentionRow]] = defaultdict(list)
    for row in rows:
        for role in row.roles:
            by_role[role].append(row)
    for role, mine in by_role.items():
        dates = [row.date for row in mine if row.date]
        yield RoleOnPage(role, len(mine), min(dates, default=None), max(dates, default=None))


def _latest(
    store: Store, person: PersonRow, rows: Sequence[MentionRow]
) -> Iterator[CitedStatement]:
    """The latest statements of a person, the last first; undated ones are left out.

    Args:
        store: The store.
        person: The person.
        rows: All mentions of them by date.
    """
    dated = list(dict.fromkeys(row.number for row in rows if row.date))
    # Each of these documents has at least one statement of theirs.
    last = dated[-LATEST_STATEMENTS:]
    found = list(store.catalogue.statements(last, SpeakerSelection(people=(person.id,))))
    infos = store.catalogue.documents_by_number(last)
    for number, statement in reversed(found[-LATEST_STATEMENTS:]):
        yield cite_statement(store, infos[number], statement)
