"""Sets of questions to measure on: their evidence stands in their documents to the character."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

SUITES = Path(__file__).parent / "suites"
SEEDS = Path(__file__).parents[3] / "seeds"


def rows_of(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def squeezed(text: str) -> str:
    return " ".join(text.split())


def assert_evidence_stands(rows: list[dict], folder: Path) -> None:
    for row in rows:
        assert bool(row["answers"]) == (row["type"] != "unanswerable"), row["id"]
        for quote in row["evidence"]:
            text = (folder / row["document"]).read_bytes().decode("utf-8")
            assert squeezed(quote) in squeezed(text), row["id"]


@pytest.mark.parametrize("bundle", ["bundle1", "bundle2", "bundle3", "bundle4"])
def test_the_evidence_of_everyday_questions(bundle: str):
    folder = SUITES / "everyday" / bundle
    rows = rows_of(folder / "questions.jsonl")
    assert len(rows) == 25
    assert len(list((folder / "docs").iterdir())) == 12
    assert_evidence_stands(rows, folder / "docs")


def test_the_evidence_of_questions_on_the_shipped_article():
    rows = rows_of(SUITES / "shipped_article_questions.jsonl")
    assert len(rows) == 40
    assert_evidence_stands(rows, SEEDS)


@pytest.mark.shared
def test_the_evidence_of_questions_on_documents_kept_back(shared):
    rows = rows_of(SUITES / "statements_held_back_questions.jsonl")
    kept_back = (SUITES / "statements_held_back.txt").read_text(encoding="utf-8").split("\n")
    assert {row["document"] for row in rows if row["document"]} == set(kept_back) - {""}
    assert_evidence_stands(rows, shared / "data" / "statements" / "text")
