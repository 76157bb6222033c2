"""What one document tells about each of its speakers: who may be meant, and in which roles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from index.people.bodies import find_longer_body_name, is_acronym, name_of_body
from index.people.full_names import (
    find_full_names,
    find_misspelt_name,
    find_suffix,
    find_titles,
)
from index.people.person_name import parse_person_name
from index.people.roles import RoleProfile, profile_of_roles
from index.people.speaker_kinds import SpeakerKind, classify_speaker, name_of_speaker
from index.records import Statement

__all__ = ["Mention", "read_mentions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A speaker of one document, under one name."""

    speaker: str
    """As the statements have it."""
    kind: SpeakerKind
    name: str
    """The name alone; the full name if the document settles whom a last name means."""
    candidates: tuple[str, ...] = ()
    """Full names in the document that a last name may mean, if there are several."""
    roles: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    """Titles that stand before the name in the document: "President", "Mrs"."""
    statements: int = 1
    document: str = ""
    """Name of the document."""
    date: str | None = None
    outlet: str | None = None
    number: int = 0
    """Row number of the document."""

    @property
    def profile(self) -> RoleProfile:
        """What its roles and titles say."""
        return profile_of_roles((*self.roles, *self.titles))


def read_mentions(text: str, statements: Iterable[Statement]) -> list[Mention]:
    """The speakers of a document, in the order of their names.

    Args:
        text: The text in which the statements were found.
        statements: All statements of the document.
    """
    counts: Counter[str] = Counter()
    roles: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for statement in statements:
        if statement.speaker:
            counts[statement.speaker] += 1
            if statement.role:
                roles[statement.speaker][statement.role] += 1
    return [
        _read_mention(text, speaker, counts[speaker], tuple(sorted(roles[speaker])))
        for speaker in sorted(counts)
    ]


def _read_mention(text: str, speaker: str, count: int, roles: tuple[str, ...]) -> Mention:
    kind = classify_speaker(speaker, roles, text)
    name = name_of_speaker(speaker)
    candidates: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    spelled_out = find_longer_body_name(text, name) if kind == "body" or is_acronym(name) else None
    if spelled_out:
        kind, name = "body", spelled_out
    elif kind == "body":
        name = name_of_body(name)
    elif kind != "none":
        parsed = parse_person_name(name)
        if parsed is None:
            kind = "none"
        else:
            titles = tuple(find_titles(text, name))
        if parsed is not None and parsed.given and not parsed.suffix:
            suffix = find_suffix(text, name)
            name = f"{name} {suffix}" if suffix else name
        if parsed is not None and not parsed.given:
            found = find_full_names(text, name, parsed) or find_misspelt_name(text, name)
            if len(found) == 1:
                name, kind = found[0], "person"
            elif found:
                candidates, kind = tuple(found), "person"
    return Mention(
        speaker=speaker,
        kind=kind,
        name=name,
        candidates=candidates,
        roles=roles,
        titles=titles,
        statements=count,
    )
