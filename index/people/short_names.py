"""Decides, document by document, whom a last name alone means, or a name that two people have."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from index.lexicon.name_words import GIVEN_NAMES, Sex
from index.lexicon.titles import TITLE_SEXES
from index.people.clusters import DOMINANCE, Cluster
from index.people.comparing import compare_names
from index.people.mentions import Mention
from index.people.person_name import PersonName, parse_person_name
from index.people.roles import RoleProfile
from index.text.name_folding import sound_of

__all__ = ["assign_short_names"]

FAMOUS = 10
"""Documents from which on somebody is so well known that a document may have the last name alone,
though others have it too or though it may be a body's."""

SERIES_YEARS = 2
"""Years between two documents of one publication in which a title and a last name are one
person's, as a rule: the length of a session, a part of a term."""

LABELLED = 3
"""Statements under one short name from which on a document has it throughout."""


def assign_short_names(
    clusters: Sequence[Cluster], short: Iterable[tuple[PersonName, Mention]]
) -> tuple[list[Cluster], list[Mention]]:
    """Add mentions to the people whom they mean.

    Args:
        clusters: The people with full names.
        short: Mentions, each with its name.

    Returns:
        New clusters of those who could be anybody: one for each document, and for those with roles
        in common. And the mentions of a word that is no person's name as far as one can tell.
    """
    # Counted before any is added, so that the order of the mentions changes nothing.
    sizes = {id(cluster): cluster.documents for cluster in clusters}
    profiles = {id(cluster): cluster.profile for cluster in clusters}
    by_last: defaultdict[str, list[Cluster]] = defaultdict(list)
    by_first: defaultdict[str, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        for last in sorted(cluster.usual_last_names()):
            by_last[last].append(cluster)
        for first in sorted({name.first for name in cluster.names} - GIVEN_NAMES.keys()):
            by_first[first].append(cluster)
    decided: list[tuple[Cluster, Mention, str]] = []
    left: list[tuple[PersonName, Mention]] = []
    others: list[Mention] = []
    for name, mention in short:
        # "President Xi" is Xi Jinping, if nobody has it as a last name.
        bearers = by_last[name.last[-1]] or by_first[name.last[-1]]
        possible = _possible(name, mention, bearers)
        named = _named_in_document(mention, possible)
        mine = mention.profile
        sharing = _sharing_roles(mine, [(c, profiles[id(c)]) for c in named or possible])
        if len(named) == 1:
            decided.append((named[0], mention, f"the document names {_shown(named[0])}"))
        elif len(sharing) == 1:
            decided.append((sharing[0], mention, f"the roles of {_shown(sharing[0])}"))
        else:
            best, reason = _likeliest(mention, named, possible, sizes)
            if best is None and mention.kind == "unknown" and not bearers:
                others.append(mention)
            elif best is None:
                left.append((name, mention))
            else:
                decided.append((best, mention, reason))
    for cluster, mention, reason in decided:
        cluster.add(mention, reason)
    return _own_clusters(left), others


def _possible(name: PersonName, mention: Mention, bearers: Sequence[Cluster]) -> list[Cluster]:
    """The people whom a name can mean, by sex, suffix and given names."""
    if name.given:
        return [c for c in bearers if any(compare_names(name, full).is_same for full in c.names)]
    if len(name.last) > 1:
        # "Nunez-Smith" is no "Smith".
        bearers = [c for c in bearers if any(set(name.last) <= set(n.words) for n in c.names)]
    if name.suffix:
        bearers = [c for c in bearers if name.suffix in {full.suffix for full in c.names}]
    titled = {
        TITLE_SEXES[title.lower()] for title in mention.titles if title.lower() in TITLE_SEXES
    }
    told = {name.sex} if name.sex else titled
    return [c for c in bearers if not told or _sexes(c) & told or not _sexes(c)]


def _sexes(cluster: Cluster) -> set[Sex]:
    return {full.sex for full in cluster.names if full.sex is not None}


def _sharing_roles(
    mine: RoleProfile, possible: Sequence[tuple[Cluster, RoleProfile]]
) -> list[Cluster]:
    """The people who have an office of a mention; if none is told, who share words of roles."""
    in_office = [cluster for cluster, profile in possible if mine.titles & profile.titles]
    return in_office or [cluster for cluster, profile in possible if profile.shares(mine)]


def _named_in_document(mention: Mention, possible: Sequence[Cluster]) -> list[Cluster]:
    """The people whose full names stand in the mention's document."""
    full_names = [parse_person_name(full) for full in mention.candidates]
    return [
        cluster
        for cluster in possible
        if any(
            full is not None and compare_names(full, name).is_same
            for full in full_names
            for name in cluster.names
        )
    ]


def _likeliest(
    mention: Mention, named: Sequence[Cluster], possible: Sequence[Cluster], sizes: dict[int, int]
) -> tuple[Cluster | None, str]:
    """Whom a name means of which neither document nor roles tell; None if it can't be told."""
    if len(possible) == 1 and mention.kind == "person" and not mention.candidates:
        return possible[0], f"nobody else of this name is quoted than {_shown(possible[0])}"
    ranked = sorted(named or possible, key=lambda cluster: -sizes[id(cluster)])
    if not ranked:
        return None, ""
    first, others = sizes[id(ranked[0])], sum(sizes[id(cluster)] for cluster in ranked[1:])
    if first < DOMINANCE * others or (not named and first < FAMOUS):
        return None, ""
    return ranked[0], f"nobody else of this name is quoted nearly as often as {_shown(ranked[0])}"


def _shown(cluster: Cluster) -> str:
    names = Counter(mention.name for mention in cluster.mentions)
    return min(names, key=lambda name: (-names[name], name))


def _own_clusters(left: Iterable[tuple[PersonName, Mention]]) -> list[Cluster]:
    """Clusters of mentions that nobody with a full name fits."""
    clusters: list[Cluster] = []
    by_sound: defaultdict[tuple[str, ...], list[tuple[Sex | None, Cluster]]] = defaultdict(list)
    left = sorted(left, key=lambda item: (item[1].date or "", item[1].document, item[1].speaker))
    for name, mention in left:
        alike = by_sound[tuple(map(sound_of, name.last))]
        for sex, cluster in alike:
            may_be_one = None in (sex, name.sex) or sex == name.sex
            reason = _reason_to_join(mention, cluster) if may_be_one else ""
            if reason:
                cluster.add(mention, reason)
                break
        else:
            cluster = Cluster()
            cluster.add(mention, "nobody with a full name fits")
            clusters.append(cluster)
            alike.append((name.sex, cluster))
    return clusters


def _reason_to_join(mention: Mention, cluster: Cluster) -> str:
    """Why a mention means whom others of its last name mean; empty if nothing tells it."""
    if any(one.document == mention.document for one in cluster.mentions):
        return "the same name in the same document"
    if cluster.profile.shares(mention.profile):
        return "the same name and role"
    if mention.titles and _is_near(mention, cluster):
        return "the same name and title in the same publication"
    return ""


def _is_near(mention: Mention, cluster: Cluster) -> bool:
    """Whether a publication that titles its speakers has had one of this name not long before.

    "Dr. Fauci" of two briefings of one body, "Mr. Leahy" of two days of one record. Of documents
    whose publication is unknown, both must have the name throughout, as transcripts do.
    """
    return any(
        one.outlet == mention.outlet
        and (one.outlet is not None or min(one.statements, mention.statements) >= LABELLED)
        and set(one.titles) & set(mention.titles)
        and one.date is not None
        and mention.date is not None
        and abs(int(one.date[:4]) - int(mention.date[:4])) <= SERIES_YEARS
        for one in cluster.mentions
    )
