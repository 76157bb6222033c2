"""Follows the fields of a Word file: instructions, which aren't printed, and their results."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from index.ingest.word.names import VAL, W, integer, is_on, value_of

_TYPE = W + "fldCharType"
_CHECKED, _UNCHECKED = "☒", "☐"


@dataclass(slots=True)
class _Field:
    """A field that has begun."""

    in_instruction: bool = True
    instruction: str = ""
    choice: str = ""
    """What a form's box or list shows, if its result doesn't."""
    has_result: bool = False


class FieldTracker:
    """Knows whether text is the result of a field or belongs to its instruction."""

    def __init__(self) -> None:
        self._open: list[_Field] = []
        self.hides_text = False
        """Whether text here belongs to an instruction."""
        self.is_open = False
        """Whether a field has begun and not ended."""

    @property
    def is_in_contents(self) -> bool:
        """Whether text here is a table of contents or an index that Word made."""
        return any(
            field.instruction.split(None, 1)[:1] in (["TOC"], ["INDEX"], ["TOA"])
            for field in self._open
            if field.instruction
        )

    def add_instruction(self, text: str) -> None:
        """Take note of a part of an instruction."""
        if self._open:
            self._open[-1].instruction = (self._open[-1].instruction + text).lstrip()

    def see_text(self) -> None:
        """Take note that text is printed here."""
        for field in self._open:
            field.has_result = True

    def read(self, node: Any) -> str:
        """Begin, part or end a field at an element `w:fldChar`.

        Returns:
            What a box or a list of a form shows there; empty as a rule.
        """
        kind = node.get(_TYPE)
        ended: _Field | None = None
        if kind == "begin":
            self._open.append(_Field(choice=_choice(node)))
        elif kind == "separate" and self._open:
            self._open[-1].in_instruction = False
        elif kind == "end" and self._open:
            ended = self._open.pop()
        self.is_open = bool(self._open)
        self.hides_text = any(field.in_instruction for field in self._open)
        is_shown = ended is not None and not ended.has_result and not self.hides_text
        return ended.choice if ended is not None and is_shown else ""


def _choice(node: Any) -> str:
    """What a form's check box or list shows."""
    box = node.find(f"{W}ffData/{W}checkBox")
    if box is not None:
        state = box.find(W + "checked")
        if state is None:
            state = box.find(W + "default")
        return _CHECKED if state is not None and is_on(state) else _UNCHECKED
    options = node.find(f"{W}ffData/{W}ddList")
    if options is None:
        return ""
    chosen = value_of(options, W + "result") or value_of(options, W + "default")
    entries = options.findall(W + "listEntry")
    place = integer(chosen)
    return entries[place].get(VAL, "") if 0 <= place < len(entries) else ""
