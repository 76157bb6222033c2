"""Prints people, one person's page, and corrections."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from assistant.commands.printing import shorten_line
from assistant.commands.terminal import echo, echo_json, style

if TYPE_CHECKING:
    from assistant.browse.people import PersonPage, PersonSummary
    from index.people.corrections import Correction

_NAMES_WITH_ALL_REASONS = 3
"""Reasons that are printed for a name."""


def print_people(people: Iterable[PersonSummary], start: int, total: int, as_json: bool) -> None:
    """Print a line for each person; the number of pages goes to stderr."""
    shown = 0
    for person in people:
        shown += 1
        if as_json:
            echo_json(person.as_dict())
            continue
        counts = f"{person.statements:>7,} in {person.documents:>5,}"
        roles = shorten_line("; ".join(person.roles), 80)
        echo(f"{counts}  {style(person.name, bold=True)}  {roles}".rstrip())
    if not shown:
        echo("nobody to list" if not total else f"no such page: {total:,} in all", err=True)
    elif shown < total:
        echo(f"{start + 1:,} to {start + shown:,} of {total:,}; --page shows others", err=True)


def print_person(page: PersonPage, as_json: bool) -> None:
    """Print one person's page."""
    if as_json:
        echo_json(page.as_dict())
        return
    one = page.summary
    echo(style(one.name, bold=True) + f"  ({one.kind}, {one.id})")
    period = f", {one.first} to {one.last}" if one.first else ""
    echo(f"{one.statements:,} statements in {one.documents:,} documents{period}")
    echo("\nnames as written:")
    for name in page.names:
        because = "; ".join(name.because[:_NAMES_WITH_ALL_REASONS])
        echo(f"{name.statements:>7,} in {name.documents:>5,}  {name.name}  (because: {because})")
    if page.roles:
        echo("\nroles:")
    for role in page.roles:
        time = (
            f"{role.first} to {role.last}" if role.first != role.last else role.first or "undated"
        )
        echo(f"  {time:24}  {shorten_line(role.role, 100)}  ({role.documents:,})")
    echo("\noutlets:")
    for outlet, count in page.outlets.items():
        echo(f"{count:>7,}  {outlet}")
    echo("\nlatest statements:")
    for statement in page.latest:
        echo(f"  {statement.date}  {statement.document} {statement.start}-{statement.end}")
        echo(f"      {shorten_line(statement.read_as or statement.text)}")


def print_corrections(corrections: Sequence[Correction], as_json: bool) -> None:
    """Print a line for each correction, oldest first."""
    for one in corrections:
        if as_json:
            facts = {"number": one.number, "at": one.at, **json.loads(one.encode())}
            echo_json(facts)
        else:
            echo(f"{one.number}\t{one.at}\t{one.describe()}")
    if not corrections:
        echo("no corrections", err=True)
