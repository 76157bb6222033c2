"""What one document tells about one of its speakers: who may be meant, and in which roles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from index.people.roles import RoleProfile, profile_of_roles

__all__ = ["Mention", "SpeakerKind"]

SpeakerKind = Literal["person", "body", "unknown", "none"]
"""`unknown`: a name, of which this document does not tell whether it is a person's; `none`: a
pronoun, a description or a fragment."""


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
