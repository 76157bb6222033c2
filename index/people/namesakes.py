"""Tells people apart who have the same name: by roles that nobody has both, and by dates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from index.people.mentions import Mention
from index.people.roles import RoleProfile

__all__ = ["Namesake", "split_namesakes"]

LONG_SILENCE = 40
"""Years between two documents after which a name is another person's, unless roles agree."""
LONG_LIFE = 75
"""Years for which one person speaks in public at most."""


@dataclass(slots=True)
class Namesake:
    """One of the people who have a name, with their mentions."""

    mentions: list[Mention] = field(default_factory=list)
    profile: RoleProfile = field(default_factory=RoleProfile)
    years: list[int] = field(default_factory=list)
    told_apart_by: str = ""
    """Why these are not the mentions of the first person of that name."""

    def add(self, mention: Mention, profile: RoleProfile) -> None:
        """Add a mention with the profile of its roles."""
        self.mentions.append(mention)
        self.profile |= profile
        if mention.date:
            self.years.append(int(mention.date[:4]))


def split_namesakes(mentions: Iterable[Mention]) -> list[Namesake]:
    """The people whom mentions of one name mean, most mentions first.

    A mention whose roles tell nothing goes to the person with whom it shares most words of roles,
    else to the one with most mentions.
    """
    with_profiles = [(mention, mention.profile) for mention in mentions]
    # Those with most to tell come first, so that the others find the person they belong to.
    with_profiles.sort(
        key=lambda item: (
            not (item[1].fields or item[1].offices),
            item[0].date is None,
            item[0].date or "",
            item[0].document,
            item[0].speaker,
        )
    )
    found: list[Namesake] = []
    for mention, profile in with_profiles:
        reasons = [_told_apart(mention, profile, other) for other in found]
        open_to = [other for other, reason in zip(found, reasons, strict=True) if not reason]
        if open_to:
            best = max(open_to, key=lambda o: (o.profile.shares(profile), len(o.mentions)))
        else:
            best = Namesake(told_apart_by=next((reason for reason in reasons if reason), ""))
            found.append(best)
        best.add(mention, profile)
    return sorted(found, key=lambda one: -len(one.mentions))


def _told_apart(mention: Mention, profile: RoleProfile, other: Namesake) -> str:
    conflict = profile.conflicts(other.profile)
    if conflict:
        return f"other roles ({conflict})"
    if mention.date and other.years:
        year = int(mention.date[:4])
        silence = min(abs(year - known) for known in other.years)
        life = max(abs(year - known) for known in other.years)
        if life > LONG_LIFE or (silence > LONG_SILENCE and not profile.shares(other.profile)):
            return f"other dates ({year}, and {min(other.years)} to {max(other.years)})"
    return ""
