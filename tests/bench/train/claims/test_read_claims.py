"""The claims to train on stand to documents that nothing is measured on."""

import sys
from collections import Counter
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))
from claims.read_claims import LABELS, read_claims
from questions.read_questions import read_documents


def test_claims_are_whole_and_made_once():
    claims = list(read_claims())
    made = Counter((one.document, one.evidence, one.text) for one in claims)
    assert [key for key, count in made.items() if count > 1] == []
    labels = Counter(one.label for one in claims)
    assert set(labels) == set(LABELS)
    assert min(labels["supports"], labels["contradicts"]) >= 0.3 * len(claims)
    assert len(claims) >= 1500


@pytest.mark.shared
def test_evidence_stands_in_its_document(shared):
    data = shared / "data"
    texts = read_documents([data / "news" / "text", data / "statements" / "text"])
    for one in read_claims():
        assert texts[one.document][slice(*one.evidence)].strip(), one


@pytest.mark.shared
def test_nothing_is_claimed_about_what_measures(shared):
    allowed = set((shared / "data/news/reader_documents.txt").read_text("utf-8").split("\n"))
    measure = Path(__file__).parents[2] / "measure" / "suites" / "statements_held_back.txt"
    held_back = set(measure.read_text("utf-8").split("\n"))
    statements = {path.name for path in (shared / "data/statements/text").iterdir()} - held_back
    assert {one.document for one in read_claims()} <= allowed | statements
