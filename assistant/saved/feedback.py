"""Stores users' feedback on answers as JSON lines, and drafts a Q&A test set from it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock

from assistant.answering.question_target import asks_for_speaker
from assistant.conversation.history import hashed_name
from assistant.decoding import DecodingError, decode, parse_json
from assistant.errors import FeedbackError
from assistant.line_files import append_lines, read_complete_lines
from assistant.records import Turn
from index.records import content_id
from index.store.reading_lock import lock_to_read

__all__ = ["Feedback", "Opinion", "draft_test_set"]


@dataclass(frozen=True, slots=True)
class Opinion:
    """A user's rating of an answer, with an optional comment."""

    id: str
    """Id of the rated answer. A later opinion with the same id replaces an earlier one."""
    at: str
    """Time of the rating, ISO 8601."""
    helpful: bool
    comment: str
    question: str
    """The standalone form of the question, which was answered."""
    answer: dict[str, Any]
    """The answer, as `Answer.as_dict` returns it."""
    by: str = ""
    """Hash of the user's name or visitor key, as in `History.for_user`."""

    @classmethod
    def of(
        cls, conversation: str, turn: Turn, helpful: bool, comment: str = "", owner: str = ""
    ) -> Opinion:
        """Make an opinion on a turn of a conversation, dated now, by the conversation's owner."""
        identity = content_id(conversation, turn.at, turn.question)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        whole, answer = turn.standalone, dict(turn.answer)
        return cls(identity, now, helpful, comment, whole, answer, hashed_name(owner))


class Feedback:
    """Stores the opinions on the answers of one store. Safe to use from several processes."""

    def __init__(self, folder: Path) -> None:
        """Use the file in this store folder; it is created with the first opinion."""
        self.path = folder / "feedback.jsonl"

    def add(self, opinion: Opinion) -> None:
        """Append an opinion; if that fails, the opinions before stay as they are.

        Raises:
            FeedbackError: The file can't be written.
        """
        line = json.dumps(asdict(opinion), ensure_ascii=True) + "\n"
        try:
            # So that no reader sees half an opinion.
            with FileLock(f"{self.path}.lock"):
                append_lines(self.path, line.encode())
        except OSError as error:
            raise FeedbackError(f"{self.path} can't be written: {error.strerror}") from error

    def opinions(self, owner: str | None = None) -> list[Opinion]:
        """The latest opinion on each answer, oldest first.

        Args:
            owner: Only opinions of this user; None for all users.

        Raises:
            FeedbackError: The file is damaged.
        """
        latest: dict[str, Opinion] = {}
        for number, line in enumerate(self._lines(), 1):
            try:
                found = decode(Opinion, parse_json(line))
            except DecodingError as error:
                raise FeedbackError(
                    f"{self.path}, line {number}, is damaged (it {error}); mend or remove that line"
                ) from error
            latest.pop(found.id, None)
            latest[found.id] = found
        whose = None if owner is None else hashed_name(owner)
        return [one for one in latest.values() if whose in (None, one.by)]

    def _lines(self) -> list[str]:
        if not self.path.is_file():
            return []
        try:
            with lock_to_read(self.path):
                lines = read_complete_lines(self.path)
        except (OSError, UnicodeDecodeError) as error:
            raise FeedbackError(f"{self.path} can't be read: {error}") from error
        return [line for line in lines if line.strip()]


def draft_test_set(opinions: list[Opinion]) -> Iterator[dict[str, Any]]:
    """Draft a Q&A test set from opinions, one question each; a person must review it.

    A helpful answer becomes the expected answer with its evidence, and a helpful refusal makes an
    unanswerable question. From an unhelpful answer only the question and the comment are taken.
    """
    for one in opinions:
        refused = one.answer.get("status") != "answered"
        cited = (one.answer.get("citations") or []) if one.helpful and not refused else []
        short = one.answer.get("short_answer")
        yield {
            "id": one.id,
            "type": "unanswerable" if refused and one.helpful else _type(one.question),
            "question": one.question,
            "answers": [short] if cited and short else [],
            "speaker": cited[0].get("speaker") if cited else None,
            "document": cited[0].get("document") if cited else None,
            "evidence": [
                item["quote"]
                for item in cited
                if item.get("document") == cited[0].get("document") and item.get("quote")
            ],
            "draft": True,
            "helpful": one.helpful,
            "comment": one.comment,
        }


def _type(question: str) -> str:
    if asks_for_speaker(question):
        return "who"
    return "when" if question.casefold().startswith("when ") else "fact"
