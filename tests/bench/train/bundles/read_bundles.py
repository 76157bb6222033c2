"""Reads the bundles: documents about one matter, and questions that are asked of all of them."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

from claims.read_claims import Claim

from index.records import Span

FOLDER = Path(__file__).parent
HELD_BACK = frozenset(("A5", "C5", "E5", "L1", "L2", "L3", "L4", "L5", "S6", "T6"))
"""Bundles that are measured on, and nothing else."""
FITTED_ON = frozenset("A4 B4 C4 D4 E4 F4 G4 H4 I4 J4 K4 D5 M4 N4 O4 P4 R6 U6".split())
"""Bundles that the answers' weights are fitted on, and no reader is trained on."""

Place = tuple[str, Span]
"""A document's name and a place in it."""


@dataclass(frozen=True)
class BundleQuestion:
    """A question that is asked of all documents of a bundle."""

    id: str
    bundle: str
    kind: str
    text: str
    answers: tuple[Place, ...]
    """The shortest words that answer; several for the items of a list."""
    evidence: tuple[Place, ...]
    """The sentences that decide; none where no document tells."""
    near: tuple[Place, ...]
    """Sentences that look like an answer and are none."""
    verdict: str | None
    """`yes` or `no`, where that was asked."""
    missing: str | None
    """What is asked for that isn't there."""
    asks_yes_or_no: bool

    @property
    def is_told(self) -> bool:
        """Whether a document answers it."""
        return bool(self.evidence)


def bundles_to_learn_from() -> frozenset[str]:
    """The names of the bundles that a reader is trained on."""
    return frozenset(one.name for one in documents_folder().iterdir()) - HELD_BACK - FITTED_ON


def documents_folder() -> Path:
    """The folder with a folder of documents for each bundle."""
    return FOLDER / "documents"


def read_bundle_texts(bundle: str) -> dict[str, str]:
    """The texts of a bundle's documents, by name."""
    files = sorted((documents_folder() / bundle).iterdir())
    return {path.name: path.read_bytes().decode("utf-8") for path in files}


def read_bundle_questions(bundles: frozenset[str] | None = None) -> Iterator[BundleQuestion]:
    """The questions of some bundles, in order; of all for None."""
    for line in (FOLDER / "questions.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if bundles is None or row["bundle"] in bundles:
            yield _question(row)


def read_bundle_claims(bundles: frozenset[str]) -> Iterator[Claim]:
    """The claims about documents of some bundles, in order; documents as `A1/01_release.txt`."""
    for line in (FOLDER / "claims.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["document"].partition("/")[0] in bundles:
            yield Claim(row["document"], row["claim"], Span(*row["evidence"]), row["label"])


def _question(row: Mapping[str, object]) -> BundleQuestion:
    def places(name: str) -> tuple[Place, ...]:
        rows: list[tuple[str, int, int]] = row.get(name, [])  # type: ignore[assignment]
        return tuple((document, Span(start, end)) for document, start, end in rows)

    def word(name: str) -> str | None:
        value = row.get(name)
        return str(value) if value is not None else None

    return BundleQuestion(
        str(row["id"]),
        str(row["bundle"]),
        str(row["kind"]),
        str(row["question"]),
        places("answers"),
        places("evidence"),
        places("near"),
        word("verdict"),
        word("missing"),
        "yes-no" in (word("kind"), word("asks")),
    )
