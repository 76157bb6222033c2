"""Reads `predictions.jsonl`, whose lines are like those of `onrecord ask --batch`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import AliasChoices, BaseModel, ConfigDict, Field

from assistant.decoding import DecodingError, decode, parse_json
from assistant.errors import EvaluationError

__all__ = ["PREDICTIONS_FILE", "drop_incomplete_line", "read_predictions"]

PREDICTIONS_FILE = "predictions.jsonl"


class _Place(BaseModel):
    model_config = ConfigDict(strict=True, allow_inf_nan=False)

    document: str
    start: int
    end: int


class _CitedPlace(_Place):
    document_id: str
    words: str = Field(validation_alias=AliasChoices("quote", "text"))


class _Prediction(BaseModel):
    """The fields of a line that an evaluation reads."""

    model_config = ConfigDict(strict=True, allow_inf_nan=False)

    id: str
    confidence: float | None = None
    timings_ms: dict[str, float] | None = None
    retrieved: list[_Place] | None = None
    citations: list[_CitedPlace] | None = None
    matches: list[_CitedPlace] | None = None


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
                    prediction = parse_json(line)
                    decode(_Prediction, prediction)
                except DecodingError as error:
                    raise EvaluationError(
                        f"{path}, line {number} is damaged (it {error});"
                        " remove that line to have its question asked again, or --fresh to ask all"
                    ) from error
                yield prediction
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
