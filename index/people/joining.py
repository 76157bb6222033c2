"""Gives every person and body of a store an id and a main name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from index.people.clustering import cluster_mentions
from index.people.clusters import Cluster
from index.people.mentions import Mention
from index.records import content_id
from index.text.name_folding import fold_name

__all__ = ["JoinedPerson", "join_mentions", "main_name"]


@dataclass(frozen=True, slots=True)
class JoinedPerson:
    """A person or body with all mentions."""

    id: str
    """The main name in small letters; of several with one name, all but the most frequent have a
    hash of their first document behind it."""
    name: str
    is_person: bool
    mentions: tuple[Mention, ...]
    reasons: tuple[str, ...]
    """Why each mention belongs to it."""


def join_mentions(mentions: Iterable[Mention]) -> list[JoinedPerson]:
    """The people and bodies whom mentions mean, with ids that depend on nothing but these.

    Args:
        mentions: All mentions of one or more whole blocks (`index.people.blocking`).
    """
    by_id: defaultdict[str, list[tuple[str, Cluster]]] = defaultdict(list)
    for cluster in cluster_mentions(mentions):
        # Names of mentions, whose keys bring all that have one name into one block.
        name = main_name(mention.name for mention in cluster.mentions)
        by_id[fold_name(name).replace(" ", "-") or content_id(name)[:8]].append((name, cluster))
    return [
        JoinedPerson(
            plain_id if rank == 0 else f"{plain_id}-{content_id(*_first_place(cluster))[:6]}",
            name,
            cluster.is_person,
            tuple(cluster.mentions),
            tuple(cluster.reasons),
        )
        for plain_id, sharing in sorted(by_id.items())
        for rank, (name, cluster) in enumerate(sorted(sharing, key=_most_mentions_first))
    ]


def main_name(names: Iterable[str]) -> str:
    """The most frequent full name; a last name alone only if there is no other."""
    counts = Counter(names)
    return min(counts, key=lambda name: (" " not in name, -counts[name], -len(name), name))


def _most_mentions_first(item: tuple[str, Cluster]) -> tuple[int, tuple[str, ...]]:
    return -len(item[1].mentions), _first_place(item[1])


def _first_place(cluster: Cluster) -> tuple[str, ...]:
    return min((one.date or "9", one.document, one.speaker) for one in cluster.mentions)
