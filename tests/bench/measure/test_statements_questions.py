"""Questions about statements: their evidence stands in the documents to the character."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

pytestmark = pytest.mark.shared

SUITE = Path(__file__).parent / "suites" / "statements_questions.jsonl"


@pytest.fixture(scope="module")
def questions() -> list[dict]:
    return [json.loads(line) for line in SUITE.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def texts(shared, questions) -> dict[str, str]:
    folder = shared / "data" / "statements" / "text"
    return {
        name: (folder / name).read_bytes().decode("utf-8")
        for name in {question["document"] for question in questions}
    }


def test_the_evidence_is_in_its_document_exactly_once(questions, texts):
    counts = {
        (question["id"], evidence): texts[question["document"]].count(evidence)
        for question in questions
        for evidence in question["evidence"]
    }
    assert counts and set(counts.values()) == {1}


def test_only_what_cannot_be_answered_has_no_answer_and_no_evidence(questions):
    for question in questions:
        answerable = question["type"] != "unanswerable"
        assert bool(question["answers"]) == bool(question["evidence"]) == answerable, question["id"]


def test_the_kinds_of_questions_and_the_documents(questions):
    kinds = Counter(question["type"] for question in questions)
    assert kinds == {"who": 13, "fact": 10, "said": 8, "why": 7, "yes-no": 7, "unanswerable": 15}
    assert len({question["document"] for question in questions}) == 35
    assert len({question["id"] for question in questions}) == 60
