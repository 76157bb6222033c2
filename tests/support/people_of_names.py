"""A directory of people for tests, from names alone or from statements of made-up documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from index.people.directory import People, PersonRow, WrittenName
from index.people.joining import JoinedPerson, join_mentions
from index.people.mentions import Mention
from index.people.reading_mentions import read_mentions
from index.records import Statement


def mention(name: str, document: str = "a.txt", **facts: object) -> Mention:
    """A mention of a person, by default with the name as the speaker."""
    given = {"speaker": name, "kind": "person", "name": name, "document": document, **facts}
    return Mention(**given)  # type: ignore[arg-type]


def mentions_in(text: str, speakers: Mapping[str, str | None], document: str) -> list[Mention]:
    """The mentions of a document in which each speaker, with a role or none, says one thing."""
    said = [
        Statement(start=0, end=1, kind="direct", speaker=speaker, role=role)
        for speaker, role in speakers.items()
    ]
    return [
        Mention(
            **{
                **{name: getattr(one, name) for name in Mention.__dataclass_fields__},
                "document": document,
            }
        )
        for one in read_mentions(text, said)
    ]


def groups(people: Iterable[JoinedPerson]) -> set[frozenset[str]]:
    """The names of each person."""
    return {frozenset(one.speaker for one in person.mentions) for person in people}


def people_of_names(names: Sequence[str]) -> People:
    """The directory of a store in which each name speaks once, all in documents of their own."""
    mentions = [mention(name, f"{number}.txt") for number, name in enumerate(names)]
    joined = join_mentions(mentions)
    rows = [
        PersonRow(one.id, "person", one.name, len(one.mentions), len(one.mentions))
        for one in joined
    ]
    written = [
        WrittenName(speaker.speaker, one.id, 1, 1) for one in joined for speaker in one.mentions
    ]
    return People(sorted(rows, key=lambda row: -row.statements), written)
