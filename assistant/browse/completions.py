"""Suggests names of speakers, outlets and documents in the store that complete typed text."""

from __future__ import annotations

from typing import Literal, get_args

from index.errors import FilterError
from index.retrieval.retriever import Retriever

__all__ = ["Completions", "NameKind"]

NameKind = Literal["speaker", "outlet", "document"]
MAX_SUGGESTIONS = 20
"""Maximum number of names suggested at once."""


class Completions:
    """Completes names of speakers, outlets and documents."""

    def __init__(self, retriever: Retriever) -> None:
        self._retriever = retriever

    def suggest(self, kind: str, typed: str) -> list[str]:
        """Up to `MAX_SUGGESTIONS` names that contain the typed text; prefix matches come first.

        Args:
            kind: A `NameKind`; there are no suggestions for any other value.
            typed: Any text; empty for the most frequent names.
        """
        if kind not in get_args(NameKind):
            return []
        wanted = typed.casefold().strip().encode("utf-8", "replace").decode()
        catalogue = self._retriever.store.catalogue
        if kind == "speaker":
            found = catalogue.people_with_name(wanted, MAX_SUGGESTIONS)
        elif kind == "document":
            found = catalogue.documents_with_label(wanted, MAX_SUGGESTIONS)
        else:
            names = [(name, name.casefold()) for name in self._outlets()]
            begin = [name for name, folded in names if folded.startswith(wanted)]
            found = begin + [name for name, folded in names if wanted and wanted in folded[1:]]
        return list(dict.fromkeys(found))[:MAX_SUGGESTIONS]

    def known(self, kind: NameKind, name: str) -> str:
        """The name as the store spells it.

        Raises:
            FilterError: No speaker, outlet or document has this name; the message suggests others.
        """
        folded = name.casefold().strip()
        catalogue = self._retriever.store.catalogue
        if kind == "outlet":
            near = self._outlets()
        elif kind == "document" and catalogue.find_documents(name.strip()):
            return name.strip()
        else:
            near = self.suggest(kind, name)
        found = next((one for one in near if one.casefold() == folded), None)
        if found is not None:
            return found
        if kind == "speaker":
            self._retriever.find_speakers([name])
            return name
        near = self.suggest(kind, name)[:3]
        offer = f"; did you mean {' or '.join(map(repr, near))}?" if near else ""
        raise FilterError(f"no {kind} {name!r} in the store{offer}")

    def _outlets(self) -> list[str]:
        """All outlets, those with the most documents first."""
        counts = self._retriever.store.catalogue.documents_by_outlet()
        return sorted(filter(None, counts), key=lambda name: (-counts[name], name))
