"""Reads `predictions.jsonl`, whose lines are like those of `onrecord ask --batch`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.errors import EvaluationError

__all__ = ["PREDICTIONS_FILE", "drop_incomplete_line", "read_predictions"]

PREDICTIONS_FILE = "predictions.jsonl"


def read_predictions(folder: Path) -> Iterator[dict[str, Any]]:
    """The lines of a run, in the order in which they were asked; nothing if there is no file.

    Raises:
        EvaluationError: A line is damaged, or lacks a field that an evaluation reads.
    """
    path = folder / PREDICTIONS_FILE
    try:
        with path.open(encoding="utf-8") as source:
            for number, line in enumerate(source, 1):
                try:
                    yield _checked(json.loads(line, parse_constant=_refuse_constant))
                except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
                    raise EvaluationError(
                        f"{path}, line {number} is damaged ({type(error).__name__}: {error});"
                        " remove that line to have its question asked again, or --fresh to ask all"
                    ) from error
    except FileNotFoundError:
        return
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"{path} can't be read: {error}") from error


def drop_incomplete_line(path: Path) -> None:
    """Remove the beginning of a line that a run left at the end of the file when it was killed."""
    if not path.exists():
        return
    with path.open("r+b") as file:
        complete = sum(len(line) for line in file if line.endswith(b"\n"))
        file.truncate(complete)


def _checked(prediction: Any) -> dict[str, Any]:
    """The same prediction.

    Raises:
        KeyError, TypeError, AttributeError: A field that an evaluation reads is missing or has
            the wrong type.
    """
    _check_type(prediction["id"], str)
    _check_type(prediction.get("confidence") or 0, int | float)
    for milliseconds in (prediction.get("timings_ms") or {}).values():
        _check_type(milliseconds, int | float)
    for passage in prediction.get("retrieved") or ():
        _check_passage(passage)
    citations = (*(prediction.get("citations") or ()), *(prediction.get("matches") or ()))
    for citation in citations:
        _check_passage(citation)
        _check_type(citation["document_id"], str)
        _check_type(citation["quote"] if "quote" in citation else citation["text"], str)
    checked: dict[str, Any] = prediction
    return checked


def _check_passage(passage: Any) -> None:
    _check_type(passage["document"], str)
    _check_type(passage["start"], int)
    _check_type(passage["end"], int)


def _check_type(value: Any, expected: Any) -> None:
    if not isinstance(value, expected):
        raise TypeError(f"{value!r:.60} has the wrong type")


def _refuse_constant(name: str) -> Any:
    """NaN and Infinity, which Python's JSON parser would accept."""
    raise ValueError(f"{name} is no number")
