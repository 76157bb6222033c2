"""Questions with a quotation in them, and questions about a quote."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.answering.confidence import FULLY_COVERED_CONFIDENCE
from assistant.answering.pipeline import answer_question
from assistant.answering.quote_questions import look_up_quotations
from assistant.readers.extractive_reader import ExtractiveReader, NoReader
from index.embedding.embedder import SentenceEmbedder
from index.embedding.hash_embedder import HashEmbedder
from index.records import Filters
from index.retrieval.retriever import Retriever
from index.store.store import Store
from index.sync.sync import sync

HARBOUR = "“We will not close the old harbour before spring,” said Ada Brandt.\n"
BRIDGE = "“Nobody has asked me about the new bridge,” said Otto Klein. He left at noon.\n"


@pytest.fixture
def retriever(tmp_path: Path, corpus: Callable[..., Path]) -> Iterator[Retriever]:
    store = Store.create(tmp_path / "store", HashEmbedder())
    sync(store, [corpus({"harbour.txt": HARBOUR, "bridge.txt": BRIDGE})])
    yield Retriever(store)
    store.close()


@pytest.mark.parametrize(
    "question",
    [
        "Who said “We will not close the old harbour”?",
        'Who said "we will not close the old harbour"?',
        "Who said 'we will not close the old harbour' last week?",
        "«We will not close the old harbour»: who said so?",
    ],
)
def test_only_the_documents_that_have_the_words_are_searched(retriever: Retriever, question: str):
    found = look_up_quotations(question, retriever, Filters())
    assert found.filters.documents == ("harbour.txt",)
    assert [HARBOUR[one.start : one.end] for one in found.places] == [
        "We will not close the old harbour"
    ]
    assert found.missing is None


def test_each_of_several_quotations_is_looked_up_in_all_documents(retriever: Retriever):
    found = look_up_quotations(
        "“We will not close the old harbour before spring,” said Ada Brandt. “Nobody has asked me"
        " about the new bridge,” Otto Klein said.",
        retriever,
        Filters(),
    )
    assert found.missing is None
    assert set(found.filters.documents) == {"harbour.txt", "bridge.txt"}
    assert len(found.places) == 2


@pytest.mark.parametrize(
    "question",
    [
        "What did Ada Brandt say about the “old harbour”?",
        "What is the mayor's plan for the old harbour's end?",
        "Who said that we will not close the old harbour?",
        "Who said “… … … … …”?",
    ],
)
def test_titles_slogans_and_apostrophes_are_not_looked_up(retriever: Retriever, question: str):
    found = look_up_quotations(question, retriever, Filters())
    assert (found.filters, found.places, found.missing) == (Filters(), (), None)


def answer(question: str, retriever: Retriever, filters: Filters = Filters()):  # noqa: B008
    return answer_question(question, retriever, NoReader(), filters, abstains=False)


def test_the_speaker_of_the_quoted_words_is_named(retriever: Retriever):
    found = answer("Who said “We will not close the old harbour before spring”?", retriever)
    assert found.status == "answered"
    assert {one.speaker for one in found.citations} == {"Ada Brandt"}


SPLIT = (
    "The council met for an hour. Its chair, Runa Holt, spoke last.\n\n"
    "“You cannot put a guard on every wave,” she said. “Teach the children to swim, and you will "
    "need fewer guards.”\n"
)


@pytest.mark.parametrize(
    "words",
    [
        "You cannot put a guard on every wave",
        "Teach the children to swim, and you will need fewer guards",
    ],
)
def test_words_that_stand_there_are_not_refused(tmp_path: Path, words: str):
    (tmp_path / "council.txt").write_text(SPLIT, encoding="utf-8")
    store = Store.create(tmp_path / "store", SentenceEmbedder())
    sync(store, [tmp_path / "council.txt"])
    found = answer_question(f"Who said “{words}”?", Retriever(store), ExtractiveReader())
    store.close()
    assert found.status == "answered"
    assert found.short_answer == "Runa Holt"
    assert [one.speaker for one in found.citations] == ["Runa Holt"]
    assert found.confidence >= FULLY_COVERED_CONFIDENCE


def test_the_places_are_searched_only_where_the_filters_allow(retriever: Retriever):
    question = "What happened after “We will not close the old harbour before spring”?"
    found = look_up_quotations(question, retriever, Filters(excluded_documents=("harbour.txt",)))
    assert found.missing and found.missing.startswith("No document has the words")
