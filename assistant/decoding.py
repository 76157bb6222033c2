"""Reads records back from JSON (citations, turns, feedback) and names the field that is wrong."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from assistant.records import Answer, Citation, Turn

if TYPE_CHECKING:
    from pydantic import TypeAdapter
    from pydantic_core import ErrorDetails

__all__ = [
    "DecodingError",
    "check_place",
    "decode",
    "decode_answer",
    "decode_turn",
    "parse_json",
]

Record = TypeVar("Record")


class DecodingError(ValueError):
    """A text is not JSON, or a field of a record is missing or has a wrong value.

    The message completes a sentence that begins with the place: 'x.jsonl, line 3 lacks "start"'.
    """


def parse_json(text: str) -> Any:
    """The value that a JSON text holds.

    Raises:
        DecodingError: The text is not JSON, or is nested too deeply to be read.
    """
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise DecodingError(f"is not JSON: {error.msg}") from error
    except ValueError as error:  # a number of thousands of digits
        raise DecodingError(f"is not JSON: {error}") from error
    except RecursionError as error:
        raise DecodingError("is nested too deeply") from error


def decode(kind: type[Record], facts: object) -> Record:
    """Make a record of a JSON object; fields that the record does not have are ignored.

    Args:
        kind: A dataclass or a pydantic model.
        facts: A value that `parse_json` returned.

    Raises:
        DecodingError: A field is missing or has a wrong value; the message names it.
    """
    # Imported late, because it takes a tenth of a second.
    from pydantic import ValidationError

    try:
        record: Record = _adapter(cast(Any, kind)).validate_python(_json_object(facts))
    except ValidationError as error:
        raise DecodingError(_explained(error.errors(include_url=False)[0])) from error
    return record


def check_place(start: int, end: int) -> None:
    """Raise an error unless `text[start:end]` can be a span of a text.

    Raises:
        DecodingError: The span ends before it starts, or starts before the text.
    """
    if not 0 <= start <= end:
        raise DecodingError(f"has a place that no text can have: {start} to {end}")


def decode_turn(facts: object) -> Turn:
    """Make a turn of a conversation from the JSON of `Turn.as_dict`.

    Only the citations of its answer are checked, which exports and follow-up questions read;
    `decode_answer` checks the rest.

    Raises:
        DecodingError: A field of the turn, or of a citation of its answer, is missing or wrong.
    """
    turn = decode(Turn, facts)
    for citation in _list_in(turn.answer, "citations"):
        decode(Citation, citation)
    return turn


def decode_answer(facts: object) -> Answer:
    """Make an answer from the JSON of `Answer.as_dict`.

    That JSON has the places of the retrieved passages but not their texts, which are therefore
    empty, and so are the ranks, signals and reasons.

    Raises:
        DecodingError: A field is missing or has a wrong value; the message names it.
    """
    known = {name: value for name, value in _json_object(facts).items() if value is not None}
    searched = _json_object(known.get("searched", {}))
    answer = decode(
        Answer,
        {
            "question": "",
            "status": "not_found",
            "confidence": 0.0,
            "timings_ms": {},
            **known,
            "text": known.get("answer", ""),
            "standalone": known.get("standalone_question"),
            "short_answer": known.get("short_answer"),
            "citations": _list_in(known, "citations"),
            "retrieved": [
                {"text": "", **_json_object(passage)} for passage in _list_in(known, "retrieved")
            ],
            "searched": {
                "documents": 0,
                **searched,
                "speaking": searched.get("documents_with_speaker"),
            },
        },
    )
    for citation in answer.citations:
        check_place(citation.start, citation.end)
    return answer


def _refuse_constant(name: str) -> Any:
    """Refuses NaN and Infinity, which Python's JSON parser accepts."""
    raise ValueError(f"{name} is no number")


def _json_object(facts: object) -> Mapping[str, Any]:
    if not isinstance(facts, Mapping):
        raise DecodingError(f"should be a JSON object and not {_shown(facts)}")
    return facts


def _list_in(facts: Mapping[str, Any], name: str) -> list[Any]:
    values = facts.get(name) or []
    if not isinstance(values, list):
        raise DecodingError(f'has a wrong "{name}": it should be a list, not {_shown(values)}')
    return values


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def _explained(error: ErrorDetails) -> str:
    """The first error in one line: the field, and what it should be."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in error["loc"])
    field = "".join(parts).lstrip(".")
    if error["type"] == "missing":
        return f'lacks "{field}"'
    problem = error["msg"].replace("Input should", "it should")
    return f'has a wrong "{field}": {problem}, not {_shown(error["input"])}'


def _shown(value: object) -> str:
    if isinstance(value, list):
        return "a list"
    if isinstance(value, Mapping):
        return "an object"
    shown = json.dumps(value, default=str)
    return shown if len(shown) <= 60 else f"{shown[:60]}…"
