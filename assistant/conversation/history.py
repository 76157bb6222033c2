"""The history of conversations: one JSON Lines file each in the store's folder, a line a turn.

The first line has the conversation's name. Each turn has its whole answer, as `onrecord ask --json`
prints it, so that `onrecord verify` can check its citations again.
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
from assistant.line_files import append_lines, read_complete_lines, replace_file
from assistant.records import Turn
from index.store.reading_lock import lock_to_read

MAX_CONVERSATION_NAME_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class _FirstLine:
    conversation: str
    """The conversation's name."""


@dataclass(frozen=True, slots=True)
class ConversationSummary:
    """A conversation as `onrecord conversations list` shows it."""

    name: str
    turns: int
    """Number of turns."""
    first: str
    """Its first question; empty if it has no turn."""
    at: str
    """Time of its last turn, ISO 8601; empty if it has no turn."""


class History:
    """The conversations in one folder. Safe to use from several processes."""

    def __init__(self, folder: Path) -> None:
        """The conversations in this folder, which is created with the first turn."""
        self.folder = folder

    def for_user(self, user: str) -> History:
        """The conversations of one user of the web chat, in a folder that only they lead to."""
        return History(self.folder / hashed_name(user))

    def turns(self, name: str) -> list[Turn]:
        """The turns of a conversation, oldest first; empty if there is no such conversation.

        Raises:
            ConversationError: The name can't be one, or the file is damaged.
        """
        path = self._path(name)
        return _read(path)[1] if path.is_file() else []

    def add_turn(self, name: str, turn: Turn) -> None:
        """Append a turn; if that fails, the turns before stay as they are.

        Raises:
            ConversationError: The name can't be one, or the file can't be written.
        """
        path = self._path(name)
        line = _line(turn.as_dict())
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with _lock(path):
                append_lines(path, line, first=_line({"conversation": name}))
        except OSError as error:
            raise ConversationError(f"{path} can't be written: {error.strerror}") from error

    def replace_last_turn(self, name: str, turn: Turn) -> None:
        """Put a turn in the place of the last one.

        Raises:
            ConversationError: There is no turn, or the file is damaged or can't be written.
        """
        path = self._path(name)
        self.existing_turns(name)
        try:
            with _lock(path):
                lines = [f"{line}\n".encode() for line in read_complete_lines(path)]
                replace_file(path, b"".join([*lines[:-1], _line(turn.as_dict())]))
        except OSError as error:
            raise ConversationError(f"{path} can't be written: {error.strerror}") from error

    def delete(self, name: str) -> None:
        """Delete a conversation's file, damaged or not.

        Raises:
            ConversationError: There is no such conversation, or it can't be deleted.
        """
        path = self._path(name)
        if not path.is_file():
            raise ConversationError(self._unknown_name_message(name))
        try:
            with _lock(path):
                path.unlink()
            Path(f"{path}.lock").unlink(missing_ok=True)
        except OSError as error:
            raise ConversationError(f"{path} can't be deleted: {error.strerror}") from error

    def summaries(self) -> tuple[list[ConversationSummary], list[str]]:
        """All conversations, the latest first; and for each damaged file a message."""
        summaries, problems = [], []
        for path in sorted(self.folder.glob("*.jsonl")):
            try:
                name, turns = _read(path)
            except ConversationError as error:
                problems.append(str(error))
                continue
            first, last = (turns[0].question, turns[-1].at) if turns else ("", "")
            summaries.append(ConversationSummary(name, len(turns), first, last))
        summaries.sort(key=lambda summary: (summary.at, summary.name), reverse=True)
        return summaries, problems

    def existing_turns(self, name: str) -> list[Turn]:
        """The turns of a conversation, oldest first; at least one.

        Raises:
            ConversationError: It has no turn, or as `turns` does.
        """
        turns = self.turns(name)
        if not turns:
            raise ConversationError(self._unknown_name_message(name))
        return turns

    def _path(self, name: str) -> Path:
        if (
            not name.strip()
            or len(name) > MAX_CONVERSATION_NAME_CHARACTERS
            or not name.isprintable()
        ):
            raise ConversationError(
                f"{name[:60]!r} can't name a conversation; give a few words on one line, at most "
                f"{MAX_CONVERSATION_NAME_CHARACTERS} characters"
            )
        # A conversation's name may contain characters that a file's name may not.
        return self.folder / f"{hashed_name(name)}.jsonl"

    def _unknown_name_message(self, name: str) -> str:
        known = [summary.name for summary in self.summaries()[0]][:5]
        there = f"there are: {', '.join(map(repr, known))}" if known else "there is none yet"
        return f"no conversation {name!r} in the store; {there}"


def hashed_name(name: str) -> str:
    """A hash of a name: for file names, and for data that must not reveal the name."""
    return hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:32]


def _read(path: Path) -> tuple[str, list[Turn]]:
    """The name and the turns in a conversation's file."""
    way_out = f"mend it, or remove it: {path}"
    try:
        with lock_to_read(path):
            lines = read_complete_lines(path)
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
    """The lock for writing a conversation, so that no reader sees half a turn."""
    return FileLock(f"{path}.lock")
