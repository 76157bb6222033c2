"""Conversations, kept in the store: a file each, a line for each turn.

A file is JSON lines: first the conversation's name, then its turns with their answers whole, as
`onrecord ask --json` prints them, so that `onrecord verify` can check them again.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock

from assistant.decoding import DecodingError, decode, decode_turn, parse_json
from assistant.errors import ConversationError
from assistant.line_files import append_lines, replace_file, whole_lines
from assistant.records import Turn

LONGEST_NAME = 200
"""Characters of a conversation's name."""


@dataclass(frozen=True, slots=True)
class _FirstLine:
    conversation: str
    """The conversation's name."""


@dataclass(frozen=True, slots=True)
class Summary:
    """A conversation in a list."""

    name: str
    turns: int
    first: str
    """Its first question; empty where nothing was asked yet."""
    at: str
    """When its last turn was, ISO 8601."""


class History:
    """The conversations of one store. Safe to use from several processes."""

    def __init__(self, folder: Path) -> None:
        """Name the folder; it is made with the first turn."""
        self.folder = folder

    def of(self, owner: str) -> History:
        """The conversations of one user of the web chat, which no other name leads to."""
        return History(self.folder / digest(owner))

    def turns(self, name: str) -> list[Turn]:
        """The turns of a conversation, oldest first; empty where there is none of that name.

        Raises:
            ConversationError: The name is none, or the file is damaged.
        """
        path = self._path(name)
        return _read(path)[1] if path.is_file() else []

    def add(self, name: str, turn: Turn) -> None:
        """Put a turn behind the others; if that fails, the others stay as they are.

        Raises:
            ConversationError: The name is none, or the file can't be written.
        """
        path = self._path(name)
        line = _line(turn.as_dict())
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with _lock(path):
                append_lines(path, line, first=_line({"conversation": name}))
        except OSError as error:
            raise ConversationError(f"{path} can't be written: {error.strerror}") from error

    def replace_last(self, name: str, turn: Turn) -> None:
        """Put a turn in the place of the last one.

        Raises:
            ConversationError: There is no last one, the file is damaged or can't be written.
        """
        path = self._path(name)
        self.require(name)
        try:
            with _lock(path):
                lines = [f"{line}\n".encode() for line in whole_lines(path)]
                replace_file(path, b"".join([*lines[:-1], _line(turn.as_dict())]))
        except OSError as error:
            raise ConversationError(f"{path} can't be written: {error.strerror}") from error

    def delete(self, name: str) -> None:
        """Remove a conversation for good, damaged or not.

        Raises:
            ConversationError: There is none of that name.
        """
        path = self._path(name)
        if not path.is_file():
            raise ConversationError(self._unknown(name))
        with _lock(path):
            path.unlink()
        Path(f"{path}.lock").unlink(missing_ok=True)

    def summaries(self) -> tuple[list[Summary], list[str]]:
        """All conversations, the latest first; and what is wrong with files that are damaged."""
        found, problems = [], []
        for path in sorted(self.folder.glob("*.jsonl")):
            try:
                name, turns = _read(path)
            except ConversationError as error:
                problems.append(str(error))
                continue
            first, last = (turns[0].question, turns[-1].at) if turns else ("", "")
            found.append(Summary(name, len(turns), first, last))
        return sorted(found, key=lambda one: (one.at, one.name), reverse=True), problems

    def require(self, name: str) -> list[Turn]:
        """The turns of a conversation that must be there; raises as `turns` does."""
        found = self.turns(name)
        if not found:
            raise ConversationError(self._unknown(name))
        return found

    def _path(self, name: str) -> Path:
        if not name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
            raise ConversationError(
                f"{name[:60]!r} can't name a conversation; give a few words on one line, at most "
                f"{LONGEST_NAME} characters"
            )
        # A name may hold anything, a file's name may not.
        return self.folder / f"{digest(name)}.jsonl"

    def _unknown(self, name: str) -> str:
        known = [one.name for one in self.summaries()[0]][:5]
        there = f"there are: {', '.join(map(repr, known))}" if known else "there is none yet"
        return f"no conversation {name!r} in the store; {there}"


def digest(name: str) -> str:
    """What stands for a name where the name itself may not: in a file's, or in what is shared."""
    return hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:32]


def _read(path: Path) -> tuple[str, list[Turn]]:
    way_out = f"mend it, or remove it: {path}"
    try:
        with _lock(path):
            lines = whole_lines(path)
    except (OSError, UnicodeDecodeError) as error:
        raise ConversationError(f"a conversation can't be read ({error}); {way_out}") from error
    name, turns = None, []
    for number, line in enumerate(lines, 1):
        try:
            if number == 1:
                name = decode(_FirstLine, parse_json(line)).conversation
            else:
                turns.append(decode_turn(parse_json(line)))
        except DecodingError as error:
            raise ConversationError(
                f"line {number} of a conversation is damaged (it {error}); {way_out}"
            ) from error
    if name is None:
        raise ConversationError(f"a conversation is empty; {way_out}")
    return name, turns


def _line(facts: dict[str, Any]) -> bytes:
    return (json.dumps(facts, ensure_ascii=True) + "\n").encode()


def _lock(path: Path) -> FileLock:
    """Held while a conversation is written or read, so that nobody sees half a turn."""
    return FileLock(f"{path}.lock")
