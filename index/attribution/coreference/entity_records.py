"""What a document names: an entity, and each place where it is mentioned."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from index.attribution.coreference.named_people import PersonKey
from index.lexicon.name_words import Sex

EntityKind = Literal["person", "likely person", "body", "place", "unknown", "description"]


@dataclass(slots=True, eq=False)
class Entity:
    """Somebody or something that a document names or describes."""

    name: str
    """The fullest name; the document's words for who is described."""
    kind: EntityKind
    sex: Sex | None = None
    person: PersonKey | None = None
    """Whom of the named people it is, if it is one."""
    mentions: list[EntityMention] = field(default_factory=list)
    """The places outside quotations that name it, in order."""
    roles: frozenset[str] | None = None
    """What `traits.py` reads of its titles and appositions, once it has."""


@dataclass(slots=True, eq=False)
class EntityMention:
    """A place where a document names, describes or refers to an entity."""

    start: int
    end: int
    entity: Entity
    sentence: int
    paragraph: int
    is_name: bool = True
    """False for a pronoun or a description that was resolved to the entity."""
    traits: frozenset[str] | None = None
    """What `traits.py` reads of its surroundings, once it has."""
