"""What programs give to the API, checked before anything is done with it.

A request's JSON can hold anything. Each function gives the value as the assistant takes it, or
raises an `ArgumentError` that names the parameter, the value and what it should be.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from assistant.errors import ArgumentError
from assistant.records import Turn
from index.records import Filters
from index.text.dates import parse_date

__all__ = [
    "LONGEST",
    "MOST",
    "MOST_TURNS",
    "as_filters",
    "as_name",
    "as_number",
    "as_text",
    "as_turns",
]

LONGEST = 100_000
"""Characters of a question or a quote: a long article; what is longer is no question."""
LONGEST_NAME = 500
"""Characters of a speaker, an outlet, a document or a date."""
MOST = 100
"""Names that one filter takes."""
MOST_TURNS = 10
"""Turns before a question; a chat model is shown the last four, rules use the last one."""
_SHOWN = 80


def as_text(name: str, value: Any, longest: int = LONGEST) -> str:
    """A text, which may be blank.

    Half characters, which JSON can hold, become question marks: they could not be sent back.
    """
    if not isinstance(value, str):
        raise ArgumentError(f"{name} must be a string, not {_shown(value)}")
    if len(value) > longest:
        raise ArgumentError(
            f"{name} has {len(value):,} characters, more than the {longest:,} allowed"
        )
    return value.encode("utf-8", "replace").decode()


def as_name(name: str, value: Any) -> str:
    """The name of somebody or something, which is not blank."""
    text = as_text(name, value, LONGEST_NAME)
    if not text.strip():
        raise ArgumentError(f"{name} is empty; leave it out to set no limit")
    return text


def as_number(name: str, value: Any, lowest: int, highest: int) -> int:
    """A whole number in a range, both ends included."""
    # In Python a bool is an int.
    if not isinstance(value, int) or isinstance(value, bool) or not lowest <= value <= highest:
        raise ArgumentError(
            f"{name} must be a whole number from {lowest} to {highest}, not {_shown(value)}"
        )
    return value


def as_filters(
    *,
    speaker: Any = None,
    outlet: Any = None,
    document: Any = None,
    after: Any = None,
    before: Any = None,
    where: Any = None,
) -> Filters:
    """The filters of the command line, as `Filters`; what is None sets no limit."""
    return Filters(
        speakers=_names("speaker", speaker),
        outlets=_names("outlet", outlet),
        documents=_names("document", document),
        after=_day("after", after),
        before=_day("before", before),
        extra=_pairs("where", where),
    )


def as_turns(name: str, value: Any) -> list[Turn]:
    """The turns of a conversation, given as the answers that `ask` gave, oldest first.

    Only what a follow-up question needs is taken from them.
    """
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise ArgumentError(
            f"{name} must be a list of the answers before, as `ask` gave them, not {_shown(value)}"
        )
    if len(value) > MOST_TURNS:
        raise ArgumentError(f"{name} has {len(value)} answers; give the last {MOST_TURNS} at most")
    return [_turn(f"{name}[{number}]", one) for number, one in enumerate(value)]


def _turn(name: str, facts: Mapping[str, Any]) -> Turn:
    texts = {
        key: as_text(f"{name}.{key}", facts[key])
        for key in ("question", "standalone_question", "answer", "short_answer")
        if facts.get(key) is not None
    }
    if "question" not in texts:
        raise ArgumentError(f"{name} has no question; give the answers as `ask` gave them")
    citations = facts.get("citations") or []
    if not isinstance(citations, list) or not all(isinstance(one, dict) for one in citations):
        raise ArgumentError(f"{name}.citations must be a list of citations")
    cited = [
        {"document": as_name(f"{name}.citations.document", one.get("document"))}
        for one in citations[:1]
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
    if len(value) > MOST:
        raise ArgumentError(f"{name} has {len(value):,} values, more than the {MOST} allowed")
    return tuple(as_name(f"{name}[{n}]", one) for n, one in enumerate(value))


def _day(name: str, value: Any) -> str | None:
    if value is None:
        return None
    day = parse_date(as_name(name, value))
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
    if len(value) > MOST:
        raise ArgumentError(f"{name} has {len(value):,} columns, more than the {MOST} allowed")
    return tuple(
        (as_name(f"{name}'s column", key), as_name(f"{name}.{key[:40]}", one))
        for key, one in value.items()
    )


def _shown(value: Any) -> str:
    """A value as its sender wrote it, cut short, with nothing in it that could not be printed."""
    try:
        text = json.dumps(value)
    except (TypeError, ValueError, RecursionError):
        text = type(value).__name__
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
