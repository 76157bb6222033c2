"""Reads what a document tells about each of its speakers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from index.people.bodies import find_longer_body_name, is_acronym, name_of_body
from index.people.full_names import (
    find_full_names,
    find_misspelt_name,
    find_suffix,
    find_titles,
)
from index.people.mentions import Mention
from index.people.person_name import parse_person_name
from index.people.speaker_kinds import classify_speaker, name_of_speaker
from index.records import Statement

__all__ = ["read_mentions"]


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
            if not parsed.given:
                found = find_full_names(text, name, parsed) or find_misspelt_name(text, name)
                if len(found) == 1:
                    name, kind = found[0], "person"
                elif found:
                    candidates, kind = tuple(found), "person"
            elif not parsed.suffix:
                suffix = find_suffix(text, name)
                name = f"{name} {suffix}" if suffix else name
    return Mention(
        speaker=speaker,
        kind=kind,
        name=name,
        candidates=candidates,
        roles=roles,
        titles=titles,
        statements=count,
    )
