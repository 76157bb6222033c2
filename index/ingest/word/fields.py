"""Follows the fields of a Word file: instructions, which aren't printed, and their results."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from index.ingest.word.names import VAL, W, integer, is_on, value_of

_TYPE = W + "fldCharType"
_CHECKED, _UNCHECKED = "☒", "☐"


_CONTENTS = frozenset({"TOC", "INDEX", "TOA"})
_MAX_NAME = 20
"""Characters at the start of an instruction that hold the field's name."""


@dataclass(slots=True)
class _Field:
    """A field that has begun."""

    in_instruction: bool = True
    instruction: str = ""
    """As much of it as holds the field's name."""
    choice: str = ""
    """What a form's box or list shows, if its result doesn't."""
    has_result: bool = False
    is_contents: bool = False


class FieldTracker:
    """Knows whether text is the result of a field or belongs to its instruction."""

    def __init__(self) -> None:
        self._open: list[_Field] = []
        self._instructions = self._contents = 0

    @property
    def is_open(self) -> bool:
        """Whether a field has begun and not ended."""
        return bool(self._open)

    @property
    def hides_text(self) -> bool:
        """Whether text here belongs to an instruction."""
        return self._instructions > 0

    @property
    def is_in_contents(self) -> bool:
        """Whether text here is a table of contents or an index that Word made."""
        return self._contents > 0

    def add_instruction(self, text: str) -> None:
        """Take note of a part of an instruction."""
        if self._open and len(self._open[-1].instruction) < _MAX_NAME:
            self._open[-1].instruction = (self._open[-1].instruction + text).lstrip()

    def see_text(self) -> None:
        """Take note that text is printed here."""
        if self._open:
            self._open[-1].has_result = True

    def read(self, node: Any) -> str:
        """Begin, part or end a field at an element `w:fldChar`.

        Returns:
            What a box or a list of a form shows there; empty as a rule.
        """
        kind = node.get(_TYPE)
        if kind == "begin":
            self._open.append(_Field(choice=_choice(node)))
            self._instructions += 1
        elif kind == "separate" and self._open:
            self._show_result(self._open[-1])
        elif kind == "end" and self._open:
            return self._end(self._open.pop())
        return ""

    def _show_result(self, field: _Field) -> None:
        if field.in_instruction:
            field.in_instruction = False
            field.is_contents = field.instruction.partition(" ")[0] in _CONTENTS
            self._instructions -= 1
            self._contents += field.is_contents

    def _end(self, field: _Field) -> str:
        self._instructions -= field.in_instruction
        self._contents -= field.is_contents
        if field.has_result and self._open:
            self._open[-1].has_result = True
        return "" if field.has_result or self.hides_text else field.choice


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
