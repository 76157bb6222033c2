"""Names in questions compared with the documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.answering.pipeline import answer_question
from assistant.answering.premises.checking import check_premises
from assistant.readers.extractive_reader import ExtractiveReader, NoReader
from index.embedding.hash_embedder import HashEmbedder
from index.records import Filters
from index.retrieval.retriever import Retriever
from index.store.store import Store
from index.sync.sync import sync

HARBOUR = """Harbour reopens

“We will not close the old harbour before spring,” said Mayor Ada Brandt in Varnby. “Ask Otto \
Klein.” Brandt's party agreed. President Volodymyr Zelensky visited U.S. troops nearby.
"""
BRIDGE = """Bridge is late

“Nobody has asked me about the new bridge,” said Otto Klein. Sergey Plokhov said that Norwegian \
firms were late. Senator Tessaly Quorn left at noon.
"""


@pytest.fixture
def retriever(tmp_path: Path, corpus: Callable[..., Path]) -> Iterator[Retriever]:
    store = Store.create(tmp_path / "store", HashEmbedder())
    documents = corpus(
        {
            "harbour.txt": HARBOUR,
            "bridge.txt": BRIDGE,
            "metadata.csv": "file,outlet\nharbour.txt,Varnby Courier\nbridge.txt,Daily Echo\n",
        }
    )
    sync(store, [documents])
    yield Retriever(store)
    store.close()


@pytest.mark.parametrize(
    "question",
    [
        "What did Ada Brandt say about the harbour?",
        "What did Mayor Brandt say?",
        "What was Brandt's view?",
        "What did Ada say?",
        "What did the Brandts say?",
        "What did Zelenskyy do?",
        "Which troops did the United States send?",
        "Did America send troops?",
        "What is late in Norway?",
        "What did the Courier write?",
        "What did Washington say?",
        "What did Quorn do at noon?",
        "What did NATO say?",
        "What do Californians think?",
        "What did the Berliner say?",
        "what did brandt say",
        "WHAT DID BRANDT SAY?",
        "Who said the harbour stays open?",
    ],
)
def test_names_in_other_forms_are_known(retriever: Retriever, question: str):
    assert check_premises(question, retriever, Filters()).refusal is None


@pytest.mark.parametrize(
    ("question", "refusal"),
    [
        (
            "What did Angela Merkel say about the harbour?",
            "Nobody named Angela Merkel is quoted or named in 2 documents.",
        ),
        ("What does Brandt think of Kerry?", "The name Kerry does not occur in 2 documents."),
        ("What is the capital of France?", "The name France does not occur in 2 documents."),
        ("Why did Britain refuse?", "The name Britain does not occur in 2 documents."),
        (
            "what did merkel say about the harbour",
            "Nobody named merkel is quoted or named in 2 documents.",
        ),
        (
            "What did Bruno Klein say?",
            "Nobody named Bruno Klein is quoted in 2 documents, but Otto Klein is.",
        ),
        (
            "What did Jennifer Brandt say?",
            "Nobody named Jennifer Brandt is quoted in 2 documents, but Ada Brandt is.",
        ),
    ],
)
def test_a_name_that_occurs_nowhere_is_told(retriever: Retriever, question: str, refusal: str):
    assert check_premises(question, retriever, Filters()).refusal == refusal
    answer = answer_question(question, retriever, NoReader())
    assert (answer.status, answer.text, answer.citations) == ("not_found", refusal, ())
    assert (answer.confidence, answer.short_answer) == (0.0, None)
    assert answer.retrieved


def test_only_the_documents_searched_count(retriever: Retriever):
    question = "What did Ada Brandt say?"
    found = check_premises(question, retriever, Filters(documents=("bridge.txt",)))
    assert found.refusal
    assert found.refusal.startswith("Nobody named Ada Brandt is quoted or named in 1 document.")


def test_whoever_is_named_but_not_quoted_is_told(retriever: Retriever):
    answer = answer_question("What did Tessaly Quorn promise?", retriever, ExtractiveReader())
    assert answer.status == "not_found"
    assert answer.text == (
        "Nobody named Tessaly Quorn is quoted in 2 documents; 1 of them names Tessaly Quorn."
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("What did Plohov say?", "What did Plokhov say?"),
        ("What did Plokhof say?", "What did Plokhov say?"),
        ("what did plohov say", "what did Plokhov say"),
        ("What did Sergey Plokov say?", "What did Sergey Plokhov say?"),
        ("What did Ada Brannt say?", "What did Ada Brandt say?"),
        ("What happened in Varnbi?", "What happened in Varnby?"),
    ],
)
def test_a_typing_error_in_a_name_is_corrected(retriever: Retriever, typed: str, meant: str):
    found = check_premises(typed, retriever, Filters())
    assert (found.question, found.refusal) == (meant, None)
    answer = answer_question(typed, retriever, NoReader())
    (correction,) = found.corrections
    assert answer.notice == (
        f"No document has “{correction.typed}”; it was read as {correction.meant}."
    )
    assert (answer.question, answer.standalone) == (typed, meant)


@pytest.mark.parametrize(
    "question",
    [
        "What did Brands say?",
        "What did Kline say?",
        "What did Kevin say?",
        "Did Brandt tamper with it?",
        "Did Brandt mention a plover?",
        "how big is the brandty bridge",
    ],
)
def test_a_known_word_or_name_is_no_typing_error(retriever: Retriever, question: str):
    assert check_premises(question, retriever, Filters()).corrections == ()


def test_another_given_name_is_not_overlooked_with_a_typing_error(retriever: Retriever):
    found = check_premises("What did Anna Plohov say?", retriever, Filters())
    assert (
        found.refusal
        == "Nobody named Anna Plokhov is quoted in 2 documents, but Sergey Plokhov is."
    )


def test_the_evidence_must_name_the_person_asked_about(retriever: Retriever):
    question = "Who has asked Ada Brandt about the new bridge?"
    answer = answer_question(question, retriever, NoReader(), Filters(documents=("bridge.txt",)))
    assert answer.status == "not_found"


def test_another_language_is_told(retriever: Retriever):
    answer = answer_question(
        "Was hat Ada Brandt gestern über den alten Hafen gesagt?", retriever, NoReader()
    )
    assert (answer.status, answer.citations) == ("not_found", ())
    assert answer.text == (
        "The question seems to be in German; questions are answered in English only so far."
    )


@pytest.mark.parametrize("question", ["Brandt?", "harbour", "x" * 2000, "harbour spring " * 140])
def test_short_and_long_questions_are_searched(retriever: Retriever, question: str):
    answer = answer_question(question, retriever, NoReader())
    assert answer.status in ("answered", "not_found")
    assert "is quoted or named" not in answer.text
