"""Exports people as CSV, and reads such a file, with the field names of Popolo.

One row a person. Popolo (https://www.popoloproject.com/specs/person.html) has `id`, `name`,
`other_names`, `family_name`, `given_name`, `additional_name` and `honorific_suffix`, and
`classification` of organisations, here `person`, `body`, or `none` for names that the user
rejected. `other_names` are the names as written. `roles`, `outlets`, `sources` (the documents),
`statements` and `documents` are added. Values of a list are divided by semicolons.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from assistant.errors import PeopleFileError
from index.people.person_name import parse_person_name
from index.store.people_table import MentionRow
from index.store.store import Store

__all__ = ["COLUMNS", "PersonInFile", "people_as_csv", "read_people_csv"]

COLUMNS = (
    *("id", "name", "family_name", "given_name", "additional_name", "honorific_suffix"),
    *("other_names", "classification", "roles", "outlets", "sources", "statements", "documents"),
)
_NEEDED = ("name", "other_names")
_CLASSES = ("person", "body", "none")
_SEPARATOR = ";"


@dataclass(frozen=True, slots=True)
class PersonInFile:
    """What a row of the file says."""

    name: str
    written: tuple[str, ...]
    """Names as written in documents."""
    is_nobody: bool
    sources: tuple[str, ...]
    """Documents; only needed for names that several rows have."""


def people_as_csv(store: Store) -> str:
    """All people and bodies of a store, most statements first, then the rejected names."""
    rows = io.StringIO()
    writer = csv.DictWriter(rows, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for person in store.catalogue.people().people.values():
        mentions = list(store.catalogue.mentions_of_person(person.id))
        facts = {"id": person.id, "name": person.name, "classification": person.kind}
        if person.kind == "person":
            facts |= _name_parts(person.name)
        writer.writerow(facts | _facts(mentions))
    rejected = sorted(store.catalogue.rejected_mentions(), key=lambda one: one.speaker)
    for speaker, mine in groupby(rejected, key=lambda one: one.speaker):
        writer.writerow({"name": speaker, "classification": "none"} | _facts(list(mine)))
    return rows.getvalue()


def _name_parts(name: str) -> dict[str, str]:
    """The parts in the spelling of the name itself."""
    parsed = parse_person_name(name)
    if parsed is None or not parsed.given:
        return {"family_name": name}
    words = name.split()
    suffix = words.pop().strip(",.") if parsed.suffix and len(words) > 2 else ""
    given, *additional = words[: len(parsed.given)]
    return {
        "given_name": given,
        "additional_name": " ".join(additional),
        "family_name": " ".join(words[len(parsed.given) :]).strip(","),
        "honorific_suffix": suffix,
    }


def _facts(mentions: Sequence[MentionRow]) -> dict[str, str | int]:
    return {
        "other_names": _joined(one.speaker for one in mentions),
        "roles": _joined(role for one in mentions for role in one.roles),
        "outlets": _joined(one.outlet for one in mentions if one.outlet),
        "sources": _joined(one.document for one in mentions),
        "statements": sum(one.statements for one in mentions),
        "documents": len({one.document for one in mentions}),
    }


def _joined(values: Iterable[str]) -> str:
    """Values once each, divided by semicolons; one inside a value is doubled."""
    return _SEPARATOR.join(
        dict.fromkeys(value.replace(_SEPARATOR, _SEPARATOR * 2) for value in values)
    )


def read_people_csv(path: Path) -> list[PersonInFile]:
    """The people in a CSV file.

    Raises:
        PeopleFileError: The file can't be read or lacks a column, or a row lacks a name.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise PeopleFileError(f"{path} can't be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise PeopleFileError(f"{path} is not valid UTF-8 (byte {error.start})") from None
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        missing = [name for name in _NEEDED if name not in (reader.fieldnames or ())]
        if missing:
            raise PeopleFileError(
                f"{path} has no column {missing[0]!r}; `onrecord people export` writes a file with"
                " all columns"
            )
        return [_read_row(path, reader.line_num, row) for row in reader]
    except csv.Error as error:
        raise PeopleFileError(f"{path}, line {reader.line_num}: {error}") from error


def _read_row(path: Path, line: int, row: dict[str, str | None]) -> PersonInFile:
    name = " ".join((row["name"] or "").split())
    if not name:
        raise PeopleFileError(f"{path}, line {line}: the row has no name")
    classification = (row.get("classification") or "person").strip()
    if classification not in _CLASSES:
        raise PeopleFileError(
            f"{path}, line {line}: the classification {classification!r} is none of "
            + ", ".join(_CLASSES)
        )
    written = tuple(_split(row["other_names"] or "")) or (name,)
    sources = tuple(_split(row.get("sources") or ""))
    return PersonInFile(name, written, classification == "none", sources)


def _split(text: str) -> Iterator[str]:
    marked = text.replace(_SEPARATOR * 2, "\0")
    for value in marked.split(_SEPARATOR):
        if value.strip():
            yield value.replace("\0", _SEPARATOR).strip()
