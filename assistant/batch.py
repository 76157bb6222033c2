"""Many questions from a file, one JSON object a line, and one answer a line out."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.app import Assistant
from assistant.errors import BatchError, QuestionError
from index.records import Filters


@dataclass(frozen=True, slots=True)
class BatchQuestion:
    """A line of the file."""

    id: str
    question: str


def read_questions(path: Path) -> list[BatchQuestion]:
    """Read a JSONL file of objects with `id` and `question`; other fields are ignored.

    Raises:
        BatchError: The file or one of its lines can't be used; nothing was asked.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BatchError(f"{path} can't be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise BatchError(f"{path} is not valid UTF-8 (byte {error.start})") from error
    questions: dict[str, BatchQuestion] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            facts = json.loads(line)
            question = BatchQuestion(str(facts["id"]), facts["question"])
            if facts["id"] is None or not isinstance(question.question, str):
                raise TypeError
        except json.JSONDecodeError as error:
            raise BatchError(f"{path}, line {number} is not JSON: {error.msg}") from error
        except RecursionError as error:
            raise BatchError(f"{path}, line {number} is nested too deeply") from error
        except (KeyError, TypeError) as error:
            raise BatchError(f'{path}, line {number} needs "id" and "question"') from error
        if question.id in questions:
            raise BatchError(f"{path}, line {number}: the id {question.id!r} was used before")
        questions[question.id] = question
    return list(questions.values())


def answer_batch(
    assistant: Assistant,
    questions: Sequence[BatchQuestion],
    out: Path | None,
    filters: Filters,
    k: int,
    progress: Callable[[int, int, str], None],
) -> list[str]:
    """Answer each question, writing each answer as soon as it is there.

    Args:
        assistant: Who answers.
        questions: What is asked.
        out: File to write; None for stdout.
        filters: Limits on the documents searched.
        k: Passages to list.
        progress: Told how many are done.

    Returns:
        A message for each question that can't be asked; its line has status `failed`.
    """
    failed = []
    with ExitStack() as stack:
        try:
            sink = stack.enter_context(out.open("w", encoding="utf-8")) if out else sys.stdout
        except OSError as error:
            raise BatchError(f"{out} can't be written: {error.strerror}") from error
        if questions:
            # Loading the models is not part of the first answer's time.
            assistant.warm_up()
        for done, item in enumerate(questions):
            progress(done, len(questions), item.id)
            try:
                facts = assistant.ask(item.question, filters, k).as_dict()
            except QuestionError as error:
                facts = {"question": item.question, "status": "failed", "error": str(error)}
                failed.append(f"{item.id}: {error}")
            try:
                sink.write(_line({"id": item.id, **facts}))
                sink.flush()
            except BrokenPipeError:
                raise
            except OSError as error:
                raise BatchError(f"{out or 'stdout'} can't be written: {error.strerror}") from error
        if questions:
            progress(len(questions), len(questions), "")
    return failed


def _line(facts: dict[str, Any]) -> str:
    line = json.dumps(facts, ensure_ascii=False)
    if not line.isascii() and any("\ud800" <= character <= "\udfff" for character in line):
        # Half a character can be escaped, but not written.
        line = json.dumps(facts)
    return line + "\n"
