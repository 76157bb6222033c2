"""Numbers the footnotes and endnotes of a Word file, and keeps those to read that are printed."""

from __future__ import annotations

from typing import NamedTuple

from index.ingest.word.number_formats import format_number
from index.ingest.word.raised_runs import raise_characters

_STYLES = {"footnotes": "decimal", "endnotes": "lowerRoman"}
"""How Word numbers each kind unless the file says otherwise."""


class NoteReference(NamedTuple):
    """A note that the text refers to."""

    id: str
    mark: str
    """Its number as printed in the text, in raised characters; empty if the text has its own."""


class NoteQueue:
    """The notes that the text refers to, in order."""

    def __init__(self) -> None:
        self.styles = dict(_STYLES)
        self._found: dict[str, dict[str, NoteReference]] = {kind: {} for kind in _STYLES}
        self._numbered = dict.fromkeys(_STYLES, 0)

    def refer(self, kind: str, note_id: str, has_own_mark: bool = False) -> str:
        """Add a note that the text refers to. Returns the mark that is printed there."""
        known = self._found[kind].get(note_id)
        if known is not None:
            return known.mark
        mark = ""
        if not has_own_mark:
            self._numbered[kind] += 1
            mark = raise_characters(format_number(self._numbered[kind], self.styles[kind]))
        self._found[kind][note_id] = NoteReference(note_id, mark)
        return mark

    def references(self, kind: str) -> list[NoteReference]:
        """The notes of a kind, "footnotes" or "endnotes", in order."""
        return list(self._found[kind].values())
