"""`predictions.jsonl`: a line for each question asked, as `onrecord ask --batch` writes it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.errors import EvaluationError

PREDICTIONS = "predictions.jsonl"


def read_predictions(folder: Path) -> Iterator[dict[str, Any]]:
    """The lines of a run, in the order in which they were asked; none where it has no file.

    Raises:
        EvaluationError: A line is damaged, or lacks what is looked at in it.
    """
    path = folder / PREDICTIONS
    try:
        with path.open(encoding="utf-8") as source:
            for number, line in enumerate(source, 1):
                try:
                    yield _checked(json.loads(line, parse_constant=_no_number))
                except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
                    raise EvaluationError(
                        f"{path}, line {number} is damaged ({type(error).__name__}: {error});"
                        " remove that line to have its question asked again, or --fresh to ask all"
                    ) from error
    except FileNotFoundError:
        return
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"{path} can't be read: {error}") from error


def drop_half_a_line(path: Path) -> None:
    """A run that was killed may have left the beginning of a line."""
    if not path.exists():
        return
    with path.open("r+b") as source:
        whole = sum(len(line) for line in source if line.endswith(b"\n"))
        source.truncate(whole)


def _checked(facts: Any) -> dict[str, Any]:
    """The same facts; raises where one that is looked at is missing or of another kind."""
    _is(facts["id"], str)
    _is(facts.get("confidence") or 0, int | float)
    for milliseconds in (facts.get("timings_ms") or {}).values():
        _is(milliseconds, int | float)
    for place in facts.get("retrieved") or ():
        _is_place(place)
    for cited in (*(facts.get("citations") or ()), *(facts.get("matches") or ())):
        _is_place(cited)
        _is(cited["document_id"], str)
        _is(cited["quote"] if "quote" in cited else cited["text"], str)
    found: dict[str, Any] = facts
    return found


def _is_place(facts: Any) -> None:
    _is(facts["document"], str)
    _is(facts["start"], int)
    _is(facts["end"], int)


def _is(value: Any, kind: Any) -> None:
    if not isinstance(value, kind):
        raise TypeError(f"{value!r:.60} is of another kind")


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is no number")
