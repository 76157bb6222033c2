"""Checks and converts the arguments of the functions for programs.

A request's JSON can hold anything. Each function returns the value in the form that the assistant
takes, or raises an `ArgumentError` that names the parameter, the value and what it should be.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any

from assistant.errors import ArgumentError
from assistant.records import Turn
from index.records import Filters
from index.text.dates import parse_date

__all__ = [
    "MAX_DRAFT_CHARACTERS",
    "MAX_FILTER_VALUES",
    "MAX_NAME_CHARACTERS",
    "MAX_TEXT_CHARACTERS",
    "MAX_TURNS",
    "parse_file",
    "parse_filters",
    "parse_name",
    "parse_number",
    "parse_text",
    "parse_turns",
]

MAX_TEXT_CHARACTERS = 100_000
"""Of a question or a quote; as long as a long article."""
MAX_DRAFT_CHARACTERS = 300_000
"""Of a draft that is sent as text: 50,000 words, and less than a request holds in any script."""
MAX_FILE_CHARACTERS = 900_000
"""Of a file in Base64, of which a request holds no more; larger ones are chosen on the page."""
MAX_NAME_CHARACTERS = 500
"""Of a speaker, an outlet, a document or a date."""
MAX_FILTER_VALUES = 100
"""Values that one filter takes."""
MAX_TURNS = 10
"""Answers before a question; a chat model is sent the last four, the rules use the last one."""
_SHOWN_CHARACTERS = 80


def parse_text(name: str, value: Any, longest: int = MAX_TEXT_CHARACTERS) -> str:
    """A text, which may be blank.

    Lone surrogates, which JSON can hold, become question marks, as they could not be sent back.
    """
    if not isinstance(value, str):
        raise ArgumentError(f"{name} must be a string, not {_shown(value)}")
    if len(value) > longest:
        raise ArgumentError(
            f"{name} has {len(value):,} characters, more than the {longest:,} allowed"
        )
    return value.encode("utf-8", "replace").decode()


def parse_name(name: str, value: Any) -> str:
    """The name of a person or a thing, which is not blank."""
    text = parse_text(name, value, MAX_NAME_CHARACTERS)
    if not text.strip():
        raise ArgumentError(f"{name} is empty; leave it out to set no limit")
    return text


def parse_file(name: str, value: Any) -> bytes:
    """The bytes of a file that is sent in Base64."""
    text = parse_text(name, value, MAX_FILE_CHARACTERS)
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except ValueError:  # the error of Base64 is one
        raise ArgumentError(f"{name} must be the file's bytes in Base64") from None


def parse_number(name: str, value: Any, lowest: int, highest: int) -> int:
    """A whole number in a range, both ends included."""
    # In Python a bool is an int.
    if not isinstance(value, int) or isinstance(value, bool) or not lowest <= value <= highest:
        raise ArgumentError(
            f"{name} must be a whole number from {lowest} to {highest}, not {_shown(value)}"
        )
    return value


def parse_filters(
    *,
    speaker: Any = None,
    outlet: Any = None,
    document: Any = None,
    after: Any = None,
    before: Any = None,
    where: Any = None,
) -> Filters:
    """The filters, as the command line has them; None sets no limit."""
    return Filters(
        speakers=_names("speaker", speaker),
        outlets=_names("outlet", outlet),
        documents=_names("document", document),
        after=_day("after", after),
        before=_day("before", before),
        extra=_pairs("where", where),
    )


def parse_turns(name: str, value: Any) -> list[Turn]:
    """The turns of a conversation, from the answers that `ask` gave, oldest first.

    Only the fields that a follow-up question needs are used.
    """
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(answer, dict) for answer in value):
        raise ArgumentError(
            f"{name} must be a list of the answers before, as `ask` gave them, not {_shown(value)}"
        )
    if len(value) > MAX_TURNS:
        raise ArgumentError(f"{name} has {len(value)} answers; give the last {MAX_TURNS} at most")
    return [_turn(f"{name}[{number}]", answer) for number, answer in enumerate(value)]


def _turn(name: str, answer: Mapping[str, Any]) -> Turn:
    texts = {
        key: parse_text(f"{name}.{key}", answer[key])
        for key in ("question", "standalone_question", "answer", "short_answer")
        if answer.get(key) is not None
    }
    if "question" not in texts:
        raise ArgumentError(f"{name} has no question; give the answers as `ask` gave them")
    citations = answer.get("citations") or []
    if not isinstance(citations, list) or not all(
        isinstance(citation, dict) for citation in citations
    ):
        raise ArgumentError(f"{name}.citations must be a list of citations")
    cited = [
        {"document": parse_name(f"{name}.citations.document", citation.get("document"))}
        for citation in citations[:1]
    ]
    question = texts["question"]
    return Turn(
        question,
        texts.get("standalone_question", question),
        at="",
        answer={
            "answer": texts.get("answer", ""),
            "short_answer": texts.get("short_answer"),
            "citations": cited,
        },
    )


def _names(name: str, value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise ArgumentError(f'{name} must be a list of strings such as ["…"], not {_shown(value)}')
    if len(value) > MAX_FILTER_VALUES:
        raise ArgumentError(
            f"{name} has {len(value):,} values, more than the {MAX_FILTER_VALUES} allowed"
        )
    return tuple(parse_name(f"{name}[{number}]", item) for number, item in enumerate(value))


def _day(name: str, value: Any) -> str | None:
    if value is None:
        return None
    day = parse_date(parse_name(name, value))
    if day is None:
        raise ArgumentError(f"{name}: {_shown(value)} is not a date; write it as 2016-10-31")
    return day


def _pairs(name: str, value: Any) -> tuple[tuple[str, str], ...]:
    if value is None:
        return ()
    if not isinstance(value, dict):
        raise ArgumentError(
            f'{name} must be an object such as {{"column": "value"}}, not {_shown(value)}'
        )
    if len(value) > MAX_FILTER_VALUES:
        raise ArgumentError(
            f"{name} has {len(value):,} columns, more than the {MAX_FILTER_VALUES} allowed"
        )
    return tuple(
        (parse_name(f"{name}'s column", column), parse_name(f"{name}.{column[:40]}", item))
        for column, item in value.items()
    )


def _shown(value: Any) -> str:
    """A value as JSON in ASCII, cut short, so that it can always be printed."""
    try:
        text = json.dumps(value)
    except (TypeError, ValueError, RecursionError):
        text = type(value).__name__
    return text if len(text) <= _SHOWN_CHARACTERS else f"{text[:_SHOWN_CHARACTERS]}…"
