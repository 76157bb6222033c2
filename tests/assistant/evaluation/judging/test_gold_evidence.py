"""Finding the expected evidence, and reporting what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.evaluation.judging.gold_evidence import GoldEvidence, GoldEvidenceFinder
from assistant.evaluation.judging.records import GoldQuestion
from index.embedding.hash_embedder import HashEmbedder
from index.records import Span
from index.store.store import Store
from index.sync.sync import sync

HARBOUR = "The harbour opened in May. It rained. The harbour opened in May."


@pytest.fixture
def store(tmp_path: Path, corpus: Callable[..., Path]) -> Iterator[Store]:
    folder = corpus(
        {
            "harbour.txt": HARBOUR,
            "north/report.txt": "The north is cold.",
            "south/report.txt": "The south is warm.",
            "Super_Bowl_50.txt": "Denver won it.",
            "metadata.csv": "file,title\nharbour.txt,Harbour opens\n",
        }
    )
    store = Store.create(tmp_path / "store", HashEmbedder())
    sync(store, [folder])
    yield store
    store.close()


def asked(**facts: object) -> GoldQuestion:
    return GoldQuestion(**{"id": "q", "type": "fact", "question": "When?", **facts})  # type: ignore[arg-type]


def test_evidence_is_found_at_its_first_position(store: Store):
    evidence = ("It rained.", "The harbour opened in May.")
    gold, problems = GoldEvidenceFinder(store.catalogue).find(
        asked(document="harbour.txt", evidence=evidence)
    )
    assert problems == []
    assert gold.document is not None
    assert gold.document.label == "harbour.txt"
    assert [HARBOUR[a:b] for a, b in gold.spans] == list(evidence)
    assert gold.spans[1] == Span(0, 26)


def test_a_question_without_a_document_has_no_gold_evidence(store: Store):
    assert GoldEvidenceFinder(store.catalogue).find(asked()) == (GoldEvidence(None, ()), [])


def test_an_unknown_document_is_reported(store: Store):
    gold, problems = GoldEvidenceFinder(store.catalogue).find(
        asked(document="nowhere.txt", evidence=("It rained.",), without=("gone.txt", "harbour.txt"))
    )
    assert (gold.document, gold.spans) == (None, ())
    assert problems == [
        "q: the document 'gone.txt', which it is to be asked without, is not in the store",
        "q: the document 'nowhere.txt' is not in the store",
    ]


def test_evidence_that_is_not_in_the_document_is_reported_shortened(store: Store):
    gold, problems = GoldEvidenceFinder(store.catalogue).find(
        asked(document="harbour.txt", evidence=("It rained.", "It snowed. " * 30))
    )
    assert len(gold.spans) == 1
    (problem,) = problems
    assert problem.startswith("q: the evidence 'It snowed. It snowed.")
    assert problem.endswith("…' is not in harbour.txt")
    assert len(problem) < 150


def test_a_name_of_several_documents_is_reported_as_ambiguous(store: Store):
    finder = GoldEvidenceFinder(store.catalogue)
    gold, problems = finder.find(asked(document="report.txt", evidence=("The north is cold.",)))
    assert gold.document is None
    assert problems == ["q: the document 'report.txt' names 2 documents in the store"]
    gold, problems = finder.find(
        asked(document="north/report.txt", evidence=("The north is cold.",))
    )
    assert (gold.spans, problems) == ((Span(0, 18),), [])


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("Super_Bowl_50", "Super_Bowl_50.txt"),
        ("super bowl 50", "Super_Bowl_50.txt"),
        ("Harbour_opens", "harbour.txt"),
        ("Harbour", "harbour.txt"),
    ],
)
def test_a_squad_title_finds_a_document_by_file_name_or_title(store: Store, title: str, label: str):
    gold, problems = GoldEvidenceFinder(store.catalogue).find(asked(document=title))
    assert problems == []
    assert gold.document is not None
    assert gold.document.label == label
