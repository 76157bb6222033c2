"""Statements as lists and as tables: copies are told in the one, folded in the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.browse.statements import (
    fold_statements,
    list_folded_statements,
    list_statements,
    select_statements,
)
from index.embedding.hash_embedder import HashEmbedder
from index.records import Filters
from index.retrieval.retriever import Retriever
from index.store.store import Store
from index.sync.sync import sync

STORY = (
    "“The grain tariff will rise in May,” said Ada Brandt. “Nobody waits for it now,” she said.\n"
)
TEXTS = {
    "agency.txt": f"2021-05-03\n\n{STORY}",
    "gazette.txt": f"2021-05-04\n\nLund.\n\n{STORY}",
    "later.txt": "2021-06-20\n\n“The grain tariff will rise in May,” said Ada Brandt.\n",
    "other.txt": "2021-05-04\n\n“The grain tariff will rise in May,” said Otto Lind.\n",
}


@pytest.fixture
def store(tmp_path: Path, corpus: Callable[..., Path]) -> Iterator[Store]:
    store = Store.create(tmp_path / "store", HashEmbedder(dimension=512))
    sync(store, [corpus(TEXTS)])
    yield store
    store.close()


def test_a_list_has_all_records_and_says_which_repeats_which(store):
    listed = list(list_statements(store, about="grain tariff"))
    assert [one.document for one in listed] == [
        "agency.txt",
        "gazette.txt",
        "other.txt",
        "later.txt",
    ]
    first = listed[0]
    assert [one.repeats for one in listed if one.document != "gazette.txt"] == [None] * 3
    place = listed[1].repeats
    assert place == (first.document, first.document_id, first.start, first.end)
    facts = listed[1].as_dict()["repeats"]
    assert facts == {
        "document": "agency.txt",
        "document_id": first.document_id,
        "start": first.start,
        "end": first.end,
    }
    assert TEXTS["agency.txt"][facts["start"] : facts["end"]] == first.text
    assert first.as_dict()["repeats"] is None


def test_a_folded_list_has_each_statement_once_with_its_places(store):
    folded = list(list_folded_statements(store, about="grain tariff"))
    assert [one.document for one in folded] == ["agency.txt", "other.txt", "later.txt"]
    assert [[copy.document for copy in one.copies] for one in folded] == [["gazette.txt"], [], []]
    (copy,) = folded[0].copies
    assert TEXTS["gazette.txt"][copy.start : copy.end] == copy.text


def test_the_first_record_among_those_listed_stands_for_the_others(store):
    folded = list(list_folded_statements(store, Filters(after="2021-05-04"), "grain tariff"))
    assert [one.document for one in folded] == ["gazette.txt", "other.txt", "later.txt"]
    assert not any(one.copies for one in folded)


def test_nothing_is_lost_by_folding(store):
    retriever = Retriever(store)
    found = list(select_statements(retriever))
    folded = list(fold_statements(retriever, found))
    again = [one[:2] for one in folded] + [copy for one in folded for copy in one.copies]
    assert len(again) == len(found)
    assert {(info.number, said.start) for info, said in again} == {
        (info.number, said.start) for info, said in found
    }
    assert list(fold_statements(retriever, [])) == []
