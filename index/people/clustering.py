"""Joins mentions that mean one person, and says why; a function of the mentions, not their order.

1. Mentions with one full name are one person's, except where roles or dates tell two apart
   (`namesakes`).
2. Names that agree are joined, the surest first, unless two of the names can't be one person's, or
   the roles can't.
3. A last name alone, or a name that two people may have ("George Bush"), is decided for each
   document (`short_names`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from index.people.blocking import keys_of_name
from index.people.bodies import body_key, initials_of_body, is_acronym
from index.people.clusters import RARE, Cluster, NamedPerson
from index.people.comparing import Comparison, compare_names
from index.people.mentions import Mention
from index.people.namesakes import split_namesakes
from index.people.person_name import PersonName, parse_person_name
from index.people.short_names import assign_short_names
from index.text.name_folding import fold_name

__all__ = ["cluster_mentions"]

_LONG_ENOUGH = 6
"""Least letters of a last name whose rarer spelling is taken for a misspelling without more."""


def cluster_mentions(mentions: Iterable[Mention]) -> list[Cluster]:
    """The people and bodies whom mentions mean; mentions that name nobody are left out.

    Args:
        mentions: All mentions of one or more whole blocks (`index.people.blocking`).
    """
    ordered = sorted(mentions, key=lambda one: (one.date or "", one.document, one.speaker))
    named, short, bodies = _sort_by_kind(ordered)
    people = _people_with_full_names(named)
    ambiguous = _join(people)
    short += [(person.name, mention) for person in ambiguous for mention in person.mentions]
    clusters = _clusters_of(person for person in people if person not in ambiguous)
    unnamed, others = assign_short_names(clusters, short)
    return [*clusters, *unnamed, *_bodies([*bodies, *others])]


def _sort_by_kind(
    mentions: Sequence[Mention],
) -> tuple[
    dict[tuple[object, ...], list[Mention]], list[tuple[PersonName, Mention]], list[Mention]
]:
    """Mentions by full name; those with a last name alone; and those of bodies."""
    groups: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.kind != "none":
            groups[fold_name(mention.name)].append(mention)
    named: defaultdict[tuple[object, ...], list[Mention]] = defaultdict(list)
    short: list[tuple[PersonName, Mention]] = []
    bodies: list[Mention] = []
    for group in groups.values():
        # What one document leaves open, another one may tell.
        is_person = any(mention.kind == "person" for mention in group)
        for mention in group:
            name = parse_person_name(mention.name)
            if mention.kind == "body" or name is None or (name.given and not is_person):
                bodies.append(mention)
            elif name.given:
                named[name.given, name.last, name.suffix, name.titled].append(mention)
            else:
                short.append((name, mention))
    return named, short, bodies


def _people_with_full_names(
    named: dict[tuple[object, ...], list[Mention]],
) -> list[NamedPerson]:
    people: list[NamedPerson] = []
    for signature in sorted(named, key=str):
        name = parse_person_name(named[signature][0].name)
        assert name is not None
        for namesake in split_namesakes(named[signature]):
            people.append(NamedPerson(name, namesake, len(people)))
    return people


def _join(people: list[NamedPerson]) -> list[NamedPerson]:
    """Give people who are one the same root; returns those whose name two others may have."""
    pairs = {pair: compare_names(pair[0].name, pair[1].name) for pair in _pairs(people)}
    conflicts: defaultdict[int, set[int]] = defaultdict(set)
    for (one, other), found in pairs.items():
        if found.is_conflict or found.strength == 6:
            # With the same name they were told apart by roles or dates.
            conflicts[one.number].add(other.number)
            conflicts[other.number].add(one.number)
    agreeing = [(pair, found) for pair, found in pairs.items() if 0 < found.strength < 6]
    ambiguous = _ambiguous(agreeing, conflicts)
    left_out = set(ambiguous)
    agreeing.sort(
        key=lambda item: (
            -item[1].strength,
            -sum(len(person.mentions) for person in item[0]),
            [person.number for person in item[0]],
        )
    )
    members = {person.number: [person] for person in people}
    for (one, other), found in agreeing:
        if one in left_out or other in left_out or one.root is other.root:
            continue
        first, second = members[one.root.number], members[other.root.number]
        if _may_join(first, second, one, other, found, conflicts):
            _unite(first, second, one, other, found, members)
    return ambiguous


def _pairs(people: Sequence[NamedPerson]) -> set[tuple[NamedPerson, NamedPerson]]:
    by_key: defaultdict[str, list[NamedPerson]] = defaultdict(list)
    for person in people:
        for key in keys_of_name(person.written):
            by_key[key].append(person)
    return {pair for group in by_key.values() for pair in combinations(group, 2)}


def _ambiguous(
    agreeing: Sequence[tuple[tuple[NamedPerson, NamedPerson], Comparison]],
    conflicts: dict[int, set[int]],
) -> list[NamedPerson]:
    """People whose name is the shorter name of two others who are not one: "George Bush"."""
    longer: defaultdict[int, list[NamedPerson]] = defaultdict(list)
    by_number: dict[int, NamedPerson] = {}
    for pair, found in agreeing:
        if found.is_same:
            for one, other in (pair, pair[::-1]):
                if _is_longer(other.name, one.name):
                    longer[one.number].append(other)
                    by_number[one.number] = one
    return [
        by_number[number]
        for number in sorted(longer)
        if any(
            other.number in conflicts[one.number]
            and min(one.documents, other.documents) * RARE >= by_number[number].documents
            for one, other in combinations(longer[number], 2)
        )
    ]


def _is_longer(one: PersonName, other: PersonName) -> bool:
    """Whether a name says more than another one: a middle name, or a given name in full."""
    spelled_out = one.first.startswith(other.first) and len(one.first) > len(other.first)
    return len(one.words) > len(other.words) or spelled_out


def _may_join(
    first: Sequence[NamedPerson],
    second: Sequence[NamedPerson],
    one: NamedPerson,
    other: NamedPerson,
    found: Comparison,
    conflicts: dict[int, set[int]],
) -> bool:
    if any(conflicts[person.number] & {p.number for p in second} for person in first):
        return False
    profile, other_profile = one.root.joint_profile, other.root.joint_profile
    if profile.conflicts(other_profile):
        return False
    shared = profile.shares(other_profile)
    together = one.root.joint_documents & other.root.joint_documents
    if found.strength == 1:
        # A junior is another one, unless the roles are the same.
        return shared > 1 and not together
    if found.strength > 3:
        return found.strength > 4 or not profile.differs(other_profile)
    rarer, usual = sorted((len(one.root.joint_documents), len(other.root.joint_documents)))
    is_rare = usual >= RARE * rarer or bool(together)
    if found.strength == 3:
        return shared > 0 or is_rare
    return shared > 0 or (is_rare and len(one.name.last[-1]) >= _LONG_ENOUGH)


def _unite(
    first: list[NamedPerson],
    second: list[NamedPerson],
    one: NamedPerson,
    other: NamedPerson,
    found: Comparison,
    members: dict[int, list[NamedPerson]],
) -> None:
    """Join two groups; the one with more documents keeps its root and its reasons."""
    if len(one.root.joint_documents) < len(other.root.joint_documents):
        first, second, one, other = second, first, other, one
    root, joined = one.root, other.root
    root.joint_profile |= joined.joint_profile
    root.joint_documents |= joined.joint_documents
    for person in second:
        if not person.reason:
            person.reason = f"{found.why}: “{person.written}” and “{one.written}”"
        person.root = root
    first += second
    members.pop(joined.number, None)


def _clusters_of(people: Iterable[NamedPerson]) -> list[Cluster]:
    clusters: dict[int, Cluster] = {}
    for person in people:
        cluster = clusters.setdefault(person.root.number, Cluster())
        cluster.names.append(person.name)
        for mention in person.mentions:
            cluster.add(mention, person.reason_for(mention))
    return list(clusters.values())


def _bodies(mentions: Iterable[Mention]) -> list[Cluster]:
    clusters: defaultdict[str, Cluster] = defaultdict(lambda: Cluster(is_person=False))
    mentions = list(mentions)
    by_initials: defaultdict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        if not is_acronym(mention.name):
            by_initials[initials_of_body(mention.name)].add(body_key(mention.name))
    for mention in mentions:
        key = body_key(mention.name)
        spelled_out = by_initials[key] if is_acronym(mention.name) and len(key) > 2 else set()
        if len(spelled_out) == 1:
            clusters[min(spelled_out)].add(mention, "the initials of one body alone")
        else:
            clusters[key].add(mention, "the same name of a body")
    return [clusters[name] for name in sorted(clusters)]
