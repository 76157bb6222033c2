"""Reads Q&A test sets: JSON lines, CSV or SQuAD's JSON.

A line of JSONL has `id`, `question` and `answers`, and where known `type`, `speaker`, `document`
(a file's name) and `evidence` (exact substrings of that file). A question without answers is
unanswerable. A line with `quote` and `verdict` is a quote to check. `without` names documents that
are left out when the question is asked. A CSV needs the columns `question` and `answer` (several
answers are separated by `|`; an empty cell means unanswerable) and may have the other fields.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from assistant.errors import BatchError
from assistant.evaluation.judging.records import QUOTE, UNANSWERABLE, GoldQuestion, TestSet
from assistant.records import Verdict

__all__ = ["read_test_set"]

MAX_PROBLEMS = 10
"""Problems of a file that an error lists; the others are counted."""

_LIST_FIELDS = ("answers", "evidence", "without")
_TEXT_FIELDS = ("type", "speaker", "document", "quote", "verdict")


def read_test_set(path: Path) -> TestSet:
    """Read a test set: `.csv`, `.json` (SQuAD's format) or, with any other suffix, JSON lines.

    Raises:
        BatchError: The file can't be used; the message lists what is wrong with it.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BatchError(f"{path} can't be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise BatchError(f"{path} is not valid UTF-8 (byte {error.start})") from error
    reader = {".csv": _csv_rows, ".json": _squad_rows}.get(path.suffix.lower(), _json_rows)
    questions: dict[str, GoldQuestion] = {}
    problems = []
    try:
        for position, row in reader(text):
            try:
                question = _question_of(row)
                if question.id in questions:
                    raise ValueError(f"the id {question.id!r} was used before")
                questions[question.id] = question
            except ValueError as error:
                problems.append(f"{position}: {error}")
            except RecursionError:
                problems.append(f"{position}: it is nested too deeply")
    except ValueError as error:
        problems.append(str(error))
    if problems:
        more = len(problems) - MAX_PROBLEMS
        rest = f"\n  and {more:,} more" if more > 0 else ""
        listed = "".join(f"\n  {problem}" for problem in problems[:MAX_PROBLEMS])
        raise BatchError(f"{path} can't be used as a test set; nothing was asked:{listed}{rest}")
    if not questions:
        raise BatchError(
            f"{path} has no questions; a line looks like"
            ' {"id": "1", "question": "Who …?", "answers": ["…"]},'
            " and `onrecord eval --suggest 20` drafts some"
        )
    return TestSet(path.name, tuple(questions.values()))


_Row = tuple[str, Any]
"""The position of a question in its file, and its fields; an error where it can't be read."""


def _json_rows(text: str) -> Iterator[_Row]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield f"line {number}", _json(line)
        except (ValueError, RecursionError) as error:
            yield f"line {number}", error  # the other lines are read too


def _json(text: str) -> Any:
    """Parse JSON, which has neither NaN nor Infinity; ValueError if it isn't JSON."""
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise ValueError(f"it is not JSON: {error.msg} (character {error.pos})") from error


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"it is not JSON: {name} is no number")


def _csv_rows(text: str) -> Iterator[_Row]:
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        names = [name.strip().lower() for name in reader.fieldnames or ()]
        twice = [name for name in dict.fromkeys(names) if names.count(name) > 1]
        if twice:
            raise ValueError(f"line 1 names the column {twice[0]!r} twice")
        missing = [name for name in ("question", "answer") if name not in names]
        if missing:
            raise ValueError(
                f"line 1 names no column {' and no column '.join(map(repr, missing))};"
                f" it has {', '.join(map(repr, names)) or 'nothing'}"
            )
        for number, values in enumerate(reader, 1):
            if None in values or None in values.values():
                error = ValueError("it has not as many fields as line 1")
                yield f"line {reader.line_num}", error
                continue
            row: dict[str, Any] = dict(zip(names, values.values(), strict=True))
            if not any(row.values()):
                continue
            lists = {
                "answers": row.pop("answer"),
                **{name: row.pop(name, "") for name in _LIST_FIELDS[1:]},
            }
            fields: dict[str, Any] = {name: value for name, value in row.items() if value}
            for name, value in lists.items():
                fields[name] = [part.strip() for part in value.split("|") if part.strip()]
            yield f"line {reader.line_num}", {"id": str(number), **fields}
    except csv.Error as error:
        raise ValueError(f"it is not CSV: {error}") from error


def _squad_rows(text: str) -> Iterator[_Row]:
    """SQuAD 1.1 and 2.0: the evidence is the paragraph's sentence that has the answer."""
    from index.text.sentences import split_sentences

    try:
        articles = _json(text)["data"]
        for article in articles:
            for number, paragraph in enumerate(article["paragraphs"], 1):
                context = paragraph["context"]
                sentences = split_sentences(context)
                for entry in paragraph["qas"]:
                    position = f"{article['title']}, paragraph {number}, {entry.get('id')!r}"
                    answers = [] if entry.get("is_impossible") else entry["answers"]
                    evidence = [
                        context[sentence.start : sentence.end]
                        for sentence in sentences
                        if any(
                            sentence.start < answer["answer_start"] + len(answer["text"])
                            and answer["answer_start"] < sentence.end
                            for answer in answers[:1]
                        )
                    ]
                    yield (
                        position,
                        {
                            "id": entry["id"],
                            "question": entry["question"],
                            "answers": list(dict.fromkeys(answer["text"] for answer in answers)),
                            "document": article["title"],
                            "evidence": evidence,
                        },
                    )
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(
            f"it is not in SQuAD's form (data, paragraphs, qas): {type(error).__name__} {error};"
            " JSON lines have the ending .jsonl"
        ) from error


def _question_of(row: Any) -> GoldQuestion:
    """The question of a row.

    Raises:
        ValueError: A field is missing or has the wrong type, or the row could not be read.
    """
    if isinstance(row, Exception):
        raise row
    if not isinstance(row, Mapping):
        raise ValueError("it is not an object")
    if row.get("id") in (None, ""):
        raise ValueError('it needs an "id"')
    if isinstance(row["id"], bool) or not isinstance(row["id"], str | int):
        raise ValueError(f'its "id" is neither text nor a whole number: {_shown(row["id"])}')
    fields: dict[str, Any] = {name: _text(row, name) for name in _TEXT_FIELDS}
    quote = fields["quote"]
    if "question" not in row and quote is None:
        raise ValueError('it needs a "question"')
    question = _text(row, "question") or quote
    if not question or not any(character.isalnum() for character in question):
        raise ValueError('its "question" is empty')
    if quote is None and "answers" not in row:
        raise ValueError('it needs "answers"; an empty list where there is none')
    fields |= {name: tuple(_list(row, name)) for name in _LIST_FIELDS}
    question_type = fields.pop("type") or (
        QUOTE if quote else "fact" if fields["answers"] else UNANSWERABLE
    )
    if question_type == QUOTE and fields["verdict"] not in get_args(Verdict):
        raise ValueError(f'a quote needs a "verdict", one of {", ".join(get_args(Verdict))}')
    if question_type == QUOTE and not quote:
        raise ValueError('a question of type "quote" needs a "quote"')
    if question_type == UNANSWERABLE and fields["answers"]:
        raise ValueError('it is "unanswerable", but has answers')
    if question_type not in (UNANSWERABLE, QUOTE) and not fields["answers"]:
        raise ValueError(
            f'it has no answers, but the type {question_type!r}; name it "{UNANSWERABLE}"'
        )
    if fields["evidence"] and not fields["document"]:
        raise ValueError('it has "evidence", but no "document" that contains it')
    return GoldQuestion(id=str(row["id"]), type=question_type, question=question, **fields)


def _text(row: Mapping[str, Any], name: str) -> str | None:
    value = row.get(name)
    if value is not None and not isinstance(value, str):
        raise ValueError(f'its "{name}" is not text: {_shown(value)}')
    return value or None


def _list(row: Mapping[str, Any], name: str) -> Iterable[str]:
    value = row.get(name)
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(text, str) and text for text in value):
        raise ValueError(f'its "{name}" is not a list of texts: {_shown(value)}')
    return value


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:60] + "…"
