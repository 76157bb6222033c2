"""Reads the claims of this folder: sentences about a document that it supports, or doesn't."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index.records import Span

FOLDER = Path(__file__).parent
FILE = "claims.jsonl"
LABELS = ("supports", "contradicts", "neither")


@dataclass(frozen=True)
class Claim:
    """A sentence, and what some sentences of a document say to it."""

    document: str
    text: str
    evidence: Span
    """Where they stand in the document's text."""
    label: str
    """One of `LABELS`."""


def read_claims() -> Iterator[Claim]:
    """All claims, in order."""
    for line in (FOLDER / FILE).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield Claim(row["document"], row["claim"], Span(*row["evidence"]), row["label"])
