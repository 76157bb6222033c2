"""Suggests names of speakers, outlets and documents in the store that complete typed text."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock
from typing import Literal, get_args

from index.errors import FilterError
from index.retrieval.retriever import Retriever
from index.store.catalogue import CatalogueVersion

__all__ = ["Completions", "NameKind"]

NameKind = Literal["speaker", "outlet", "document"]
MAX_SUGGESTIONS = 20
"""Maximum number of names suggested at once."""


class Completions:
    """Completes names of speakers, outlets and documents; reads them again if the store changes."""

    def __init__(self, retriever: Retriever) -> None:
        """Prepare; names are read on first use."""
        self._retriever = retriever
        self._names: dict[NameKind, list[tuple[str, str]]] = {}
        self._seen: CatalogueVersion | None = None
        self._lock = Lock()

    def suggest(self, kind: str, typed: str) -> list[str]:
        """Up to `MAX_SUGGESTIONS` names that contain the typed text; prefix matches come first.

        Args:
            kind: A `NameKind`; there are no suggestions for any other value.
            typed: Any text; empty for the most frequent names.
        """
        if kind not in get_args(NameKind):
            return []
        wanted = typed.casefold().strip()
        names = self._all(kind)  # type: ignore[arg-type]
        begin = [name for name, folded in names if folded.startswith(wanted)]
        inside = [name for name, folded in names if wanted in folded[1:]] if wanted else []
        matching = [*begin[:MAX_SUGGESTIONS], *inside[:MAX_SUGGESTIONS]]
        return list(dict.fromkeys(matching))[:MAX_SUGGESTIONS]

    def known(self, kind: NameKind, name: str) -> str:
        """The name as the store spells it.

        Raises:
            FilterError: No speaker, outlet or document has this name; the message suggests others.
        """
        folded = name.casefold().strip()
        found = next((one for one, other in self._all(kind) if other == folded), None)
        if found is not None:
            return found
        if kind == "speaker":
            self._retriever.find_speakers([name])
            return name
        if kind == "document" and self._retriever.store.catalogue.find_documents(name):
            return name
        near = self.suggest(kind, name)[:3]
        offer = f"; did you mean {' or '.join(map(repr, near))}?" if near else ""
        raise FilterError(f"no {kind} {name!r} in the store{offer}")

    def _all(self, kind: NameKind) -> Sequence[tuple[str, str]]:
        catalogue = self._retriever.store.catalogue
        with self._lock:
            state = catalogue.version()
            if state != self._seen:
                self._names, self._seen = {}, state
            if kind not in self._names:
                self._names[kind] = [(name, name.casefold()) for name in self._read(kind)]
            return self._names[kind]

    def _read(self, kind: NameKind) -> list[str]:
        if kind == "speaker":
            return [person.name for person in self._retriever.people.people.values()]
        counts: dict[str, int] = {}
        for info in self._retriever.store.catalogue.documents():
            name = info.label if kind == "document" else info.outlet
            if name:
                counts[name] = counts.get(name, 0) + 1
        return sorted(counts, key=lambda name: (-counts[name], name))
