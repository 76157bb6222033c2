"""Answers the questions, or checks the quotes, of a JSONL file; writes one line for each."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from assistant.assistant import BaseAssistant
from assistant.decoding import DecodingError, decode, parse_json
from assistant.errors import BatchError, QuestionError, QuoteError
from assistant.line_files import escape_controls, write_whole
from index.records import Filters


@dataclass(frozen=True, slots=True)
class BatchQuestion:
    """One question of a JSONL file."""

    id: str
    question: str


@dataclass(frozen=True, slots=True)
class BatchQuote:
    """One quote of a JSONL file."""

    id: str
    quote: str
    speaker: str | None = None
    """The claimed speaker; None if unknown."""


Item = TypeVar("Item", BatchQuestion, BatchQuote)


def read_questions(path: Path) -> list[BatchQuestion]:
    """Read a JSONL file of objects with `id` and `question`; other fields are ignored.

    Raises:
        BatchError: The file or one of its lines can't be used; nothing was asked.
    """
    return _read_items(path, BatchQuestion)


def read_quotes(path: Path, speaker: str | None = None) -> list[BatchQuote]:
    """Read a JSONL file of objects with `id`, `quote` and optionally `speaker`.

    Args:
        path: The file.
        speaker: The claimed speaker of quotes whose line has no speaker.

    Raises:
        BatchError: The file or one of its lines can't be used; nothing was looked up.
    """
    quotes = _read_items(path, BatchQuote)
    return [replace(quote, speaker=quote.speaker or speaker) for quote in quotes]


def _read_items(path: Path, kind: type[Item]) -> list[Item]:
    """Read one item a line; ids must be unique."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BatchError(f"{path} can't be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise BatchError(f"{path} is not valid UTF-8 (byte {error.start})") from error
    items: dict[str, Item] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            facts = parse_json(line)
            if isinstance(facts, dict) and isinstance(facts.get("id"), int | float):
                facts = {**facts, "id": str(facts["id"])}
            item = decode(kind, facts)
        except DecodingError as error:
            raise BatchError(f"{path}, line {number} {error}") from error
        if item.id in items:
            raise BatchError(f"{path}, line {number}: the id {item.id!r} was used before")
        items[item.id] = item
    return list(items.values())


def answer_batch(
    assistant: BaseAssistant,
    questions: Sequence[BatchQuestion],
    out: Path | None,
    filters: Filters,
    k: int,
    progress: Callable[[int, int, str], None],
) -> list[str]:
    """Answer each question, and write each answer as soon as it is known.

    Args:
        assistant: Answers the questions.
        questions: The questions, in order.
        out: File to write; None for stdout.
        filters: Limits on the documents searched.
        k: Passages to list.
        progress: Told how many are done.

    Returns:
        A message for each question that can't be asked; its line has status `failed`.
    """

    def answer(item: BatchQuestion) -> dict[str, Any]:
        return assistant.ask(item.question, filters, k).as_dict()

    def failure(item: BatchQuestion) -> dict[str, Any]:
        return {"question": item.question, "status": "failed"}

    if questions:
        # Loading the models is not part of the first answer's time.
        assistant.warm_up()
    return _write_lines(questions, out, progress, answer, failure)


def cite_batch(
    assistant: BaseAssistant,
    quotes: Sequence[BatchQuote],
    out: Path | None,
    filters: Filters,
    progress: Callable[[int, int, str], None],
) -> list[str]:
    """Check each quote, and write each verdict as soon as it is known.

    Args:
        assistant: Checks the quotes.
        quotes: The quotes, in order.
        out: File to write; None for stdout.
        filters: Limits on the documents searched.
        progress: Told how many are done.

    Returns:
        A message for each quote that can't be looked up; its line has verdict `failed`.
    """

    def check(item: BatchQuote) -> dict[str, Any]:
        return assistant.check_quote(item.quote, item.speaker, filters).as_dict()

    def failure(item: BatchQuote) -> dict[str, Any]:
        return {"quote": item.quote, "verdict": "failed", "matches": []}

    return _write_lines(quotes, out, progress, check, failure)


def _write_lines(
    items: Sequence[Item],
    out: Path | None,
    progress: Callable[[int, int, str], None],
    answer: Callable[[Item], dict[str, Any]],
    failure: Callable[[Item], dict[str, Any]],
) -> list[str]:
    """Write the result of `answer` for each item; returns a message for each failed item."""
    failed = []
    with ExitStack() as stack:
        try:
            file = stack.enter_context(out.open("wb", buffering=0)) if out else None
        except OSError as error:
            raise BatchError(f"{out} can't be written: {error.strerror}") from error
        for done, item in enumerate(items):
            progress(done, len(items), item.id)
            try:
                facts = answer(item)
            except (QuestionError, QuoteError) as error:
                facts = {**failure(item), "error": str(error)}
                failed.append(f"{item.id}: {error}")
            try:
                line = as_line({"id": item.id, **facts})
                if file:
                    write_whole(file, line.encode())
                else:
                    sys.stdout.write(line)
                    sys.stdout.flush()
            except BrokenPipeError:
                raise
            except OSError as error:
                raise BatchError(f"{out or 'stdout'} can't be written: {error.strerror}") from error
        if items:
            progress(len(items), len(items), "")
    return failed


def as_line(facts: dict[str, Any]) -> str:
    """A dict as one line of JSON that can be written as UTF-8, and to a terminal."""
    line = json.dumps(facts, ensure_ascii=False)
    if not line.isascii() and any("\ud800" <= character <= "\udfff" for character in line):
        # Lone surrogates can be escaped in JSON, but not written as UTF-8.
        line = json.dumps(facts)
    return escape_controls(line) + "\n"
