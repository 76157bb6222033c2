"""A user's corrections of people: two are one, one is two, another name, nobody.

A correction names people by their names as written, not by ids, so that it holds after documents
are indexed again. A name that several people share is given with its documents.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

__all__ = ["Anchor", "Correction", "CorrectionKind", "decode_correction"]

CorrectionKind = Literal["merge", "split", "rename", "reject"]

Anchor = Mapping[str, Sequence[str] | None]
"""A person's names as written; each with the documents in which it means this person, None for
all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One correction by the user."""

    kind: CorrectionKind
    people: tuple[Anchor, ...]
    """Two for "merge", of which the first gives id and name; one otherwise."""
    name: str | None = None
    """The new name of "rename", and of the person whom "split" makes."""
    number: int = 0
    """The order in which corrections were made; 0 before it is stored."""
    at: str = ""
    """When it was made, as local time in ISO 8601."""

    def encode(self) -> str:
        """JSON, without number and time."""
        people = [dict(anchor) for anchor in self.people]
        return json.dumps(
            {"kind": self.kind, "people": people, "name": self.name}, ensure_ascii=False
        )

    def describe(self) -> str:
        """What was corrected, in words."""
        names = [_described(anchor) for anchor in self.people]
        if self.kind == "merge":
            return f"{names[1]} is {names[0]}"
        if self.kind == "split":
            return f"{names[0]} is another person"
        if self.kind == "rename":
            return f"{names[0]} is called {self.name}"
        return f"{names[0]} is nobody"


def decode_correction(text: str, number: int, at: str) -> Correction:
    """The correction that `Correction.encode` wrote."""
    facts = json.loads(text)
    return Correction(
        kind=facts["kind"],
        people=tuple(facts["people"]),
        name=facts["name"],
        number=number,
        at=at,
    )


def _described(anchor: Anchor) -> str:
    name, documents = next(iter(anchor.items()))
    others = f" (with {len(anchor) - 1} other names)" if len(anchor) > 1 else ""
    if documents is None:
        return f"“{name}”{others}"
    where = documents[0] + (f" and {len(documents) - 1} more" if len(documents) > 1 else "")
    return f"“{name}” in {where}{others}"
