"""Records of clustering: a person with one full name, and the mentions of one person or body."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from index.people.mentions import Mention
from index.people.namesakes import Namesake
from index.people.person_name import PersonName, parse_person_name
from index.people.roles import RoleProfile

__all__ = ["DOMINANCE", "RARE", "Cluster", "NamedPerson"]

DOMINANCE = 8
"""A name means who has so many times the documents of all others together who have it."""
RARE = 8
"""A spelling that is so many times rarer than another is taken for a misspelling of it."""


class NamedPerson:
    """Somebody with one full name, who may be joined with others who have other names."""

    def __init__(self, name: PersonName, namesake: Namesake, number: int) -> None:
        self.name = name
        self.number = number
        self.mentions = namesake.mentions
        self.written = namesake.mentions[0].name
        self.root = self
        """The person with whom this one was joined."""
        self.reason = ""
        """Why they are joined with `root`."""
        self.joint_profile = namesake.profile
        self.joint_documents = frozenset(mention.document for mention in namesake.mentions)
        self._told_apart_by = namesake.told_apart_by

    @property
    def documents(self) -> int:
        """Number of documents with this name."""
        return len({mention.document for mention in self.mentions})

    def reason_for(self, mention: Mention) -> str:
        """Why a mention of this name belongs to its cluster."""
        reasons = []
        if mention.speaker != mention.name and mention.speaker in mention.name:
            reasons.append(f"the document names {mention.name}")
        reasons.append(self.reason or "the same name")
        if self._told_apart_by:
            reasons.append(f"another one of this name has {self._told_apart_by}")
        return "; ".join(reasons)


@dataclass(slots=True)
class Cluster:
    """The mentions of one person or body."""

    mentions: list[Mention] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    """Why each mention belongs to it, in the order of `mentions`."""
    is_person: bool = True
    names: list[PersonName] = field(default_factory=list)
    """The full names; empty if there is none."""

    def add(self, mention: Mention, reason: str) -> None:
        """Add a mention."""
        self.mentions.append(mention)
        self.reasons.append(reason)

    def usual_last_names(self) -> set[str]:
        """The last names of more than a quarter of the mentions; others may be of a fragment."""
        parsed = (parse_person_name(mention.name) for mention in self.mentions)
        counts = Counter(name.last[-1] for name in parsed if name is not None)
        return {last for last, count in counts.items() if count * 4 > counts.total()}

    @property
    def documents(self) -> int:
        """Number of documents with a mention."""
        return len({mention.document for mention in self.mentions})

    @property
    def profile(self) -> RoleProfile:
        """The roles of all mentions together."""
        return reduce(or_, (mention.profile for mention in self.mentions), RoleProfile())
