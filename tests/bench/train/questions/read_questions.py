"""Reads the questions of this folder together with the documents that they are about."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.records import Span

FOLDER = Path(__file__).parent
FILES = ("news.jsonl", "statements.jsonl")


@dataclass(frozen=True)
class Question:
    """A question over a document; without answers where the document doesn't tell."""

    id: str
    document: str
    kind: str
    text: str
    answers: tuple[Span, ...]
    """Where the answer stands in the document's text; several for the items of a list."""
    evidence: tuple[Span, ...]
    """Where the sentences that decide begin."""
    verdict: str | None
    """`yes` or `no`, where that was asked."""
    missing: str | None
    """What is asked for that isn't there."""


def read_questions(names: Sequence[str] = FILES) -> Iterator[Question]:
    """All questions of some files of this folder, in order."""
    for name in names:
        for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield Question(
                row["id"],
                row["document"],
                row["kind"],
                row["question"],
                tuple(Span(*one) for one in row["answers"]),
                tuple(Span(*one) for one in row["evidence"]),
                row.get("verdict"),
                row.get("missing"),
            )


def read_documents(folders: Sequence[Path], names: Container[str] | None = None) -> dict[str, str]:
    """The texts of the documents, by name, from the folders that hold them.

    Args:
        folders: Where they are looked for.
        names: Those to read; None for all that are asked about.

    Raises:
        ValueError: A document is absent or differs from the one that was asked about.
    """
    texts = {}
    for name, expected in json.loads((FOLDER / "documents.json").read_bytes()).items():
        if names is not None and name not in names:
            continue
        path = next((folder / name for folder in folders if (folder / name).is_file()), None)
        if path is None:
            raise ValueError(f"{name} is in none of {', '.join(map(str, folders))}")
        text = path.read_bytes().decode("utf-8")
        if hashlib.sha256(text.encode("utf-8")).hexdigest() != expected:
            raise ValueError(f"{path} is not the document that the questions are about")
        texts[name] = text
    return texts
