"""Prints people, one person's page, and corrections."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from assistant.commands.printing import shorten_line

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
            click.echo(json.dumps(person.as_dict(), ensure_ascii=False))
            continue
        counts = f"{person.statements:>7,} in {person.documents:>5,}"
        roles = shorten_line("; ".join(person.roles), 80)
        click.echo(f"{counts}  {click.style(person.name, bold=True)}  {roles}".rstrip())
    if not shown:
        click.echo("nobody to list" if not total else f"no such page: {total:,} in all", err=True)
    elif shown < total:
        click.echo(
            f"{start + 1:,} to {start + shown:,} of {total:,}; --page shows others", err=True
        )


def print_person(page: PersonPage, as_json: bool) -> None:
    """Print one person's page."""
    if as_json:
        click.echo(json.dumps(page.as_dict(), ensure_ascii=False))
        return
    one = page.summary
    click.echo(click.style(one.name, bold=True) + f"  ({one.kind}, {one.id})")
    period = f", {one.first} to {one.last}" if one.first else ""
    click.echo(f"{one.statements:,} statements in {one.documents:,} documents{period}")
    click.echo("\nnames as written:")
    for name in page.names:
        because = "; ".join(name.because[:_NAMES_WITH_ALL_REASONS])
        click.echo(
            f"{name.statements:>7,} in {name.documents:>5,}  {name.name}  (because: {because})"
        )
    if page.roles:
        click.echo("\nroles:")
    for role in page.roles:
        time = (
            f"{role.first} to {role.last}" if role.first != role.last else role.first or "undated"
        )
        click.echo(f"  {time:24}  {shorten_line(role.role, 100)}  ({role.documents:,})")
    click.echo("\noutlets:")
    for outlet, count in page.outlets.items():
        click.echo(f"{count:>7,}  {outlet}")
    click.echo("\nlatest statements:")
    for statement in page.latest:
        click.echo(f"  {statement.date}  {statement.document} {statement.start}-{statement.end}")
        click.echo(f"      {shorten_line(statement.read_as or statement.text)}")


def print_corrections(corrections: Sequence[Correction], as_json: bool) -> None:
    """Print a line for each correction, oldest first."""
    for one in corrections:
        if as_json:
            facts = {"number": one.number, "at": one.at, **json.loads(one.encode())}
            click.echo(json.dumps(facts, ensure_ascii=False))
        else:
            click.echo(f"{one.number}\t{one.at}\t{one.describe()}")
    if not corrections:
        click.echo("no corrections", err=True)
