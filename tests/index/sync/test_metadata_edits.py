"""Metadata changed by hand: everything derived follows, and nothing else changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.browse.statements import list_statements
from index.errors import FilterError
from index.ingest.metadata.metadata import FACTS, Metadata
from index.records import Filters
from index.retrieval.retriever import Retriever
from index.sync.metadata_edits import change_metadata
from index.sync.sync import rebuild, remove_documents, sync

TEXT = "The tariff will rise, Ada Brandt said. “We have no other choice,” she said.\n"


@pytest.fixture
def stored(hash_store, corpus):
    folder = corpus({"grain.txt": TEXT, "other.txt": "The harbour stays open, Eva Friis said.\n"})
    sync(hash_store, [folder])
    return hash_store, folder


def info_of(store, name):
    return store.catalogue.find_documents(name)[0]


def facts_of(info):
    return Metadata(**{name: getattr(info, name) for name in FACTS}, extra=info.extra)


def test_searches_filters_and_statements_tell_the_new_facts(stored):
    store, _ = stored
    old = info_of(store, "grain.txt")
    retriever = Retriever(store)
    assert retriever.retrieve("tariff rise").passages[0].passage.document.outlet is None
    new = change_metadata(store, old, replace(facts_of(old), outlet="Gazette", date="2020-05-04"))
    assert (new.outlet, new.date, new.sha256, new.name) == (
        "Gazette", "2020-05-04", old.sha256, old.name,
    )  # fmt: skip
    found = retriever.retrieve("tariff rise", Filters(outlets=("gazette",), after="2020-05-01"))
    assert found.documents == 1
    assert found.passages[0].passage.document.id == new.id
    said = list(list_statements(store, Filters(documents=("grain.txt",))))
    assert {(one.date, one.outlet) for one in said} == {("2020-05-04", "Gazette")}
    assert all(TEXT[one.start : one.end] == one.text for one in said)
    assert store.catalogue.find_documents(old.id) == []
    assert store.words.count() == store.vectors.count() == store.catalogue.count()[1]


def test_whoever_speaks_in_the_whole_document_speaks_in_its_statements(stored):
    store, _ = stored
    old = info_of(store, "other.txt")
    new = change_metadata(store, old, replace(facts_of(old), speaker="Eva Friis"))
    assert new.speaker == "Eva Friis"
    assert info_of(store, "grain.txt").speaker is None


def test_indexing_again_and_rebuilding_keep_the_change(stored):
    store, folder = stored
    old = info_of(store, "grain.txt")
    new = change_metadata(store, old, replace(facts_of(old), title="Grain"))
    report = sync(store, [folder])
    assert (report.unchanged, report.changed, report.added) == (2, 0, 0)
    rebuild(store)
    assert info_of(store, "grain.txt").id == new.id


def test_a_changed_file_is_read_again(stored):
    store, folder = stored
    old = info_of(store, "grain.txt")
    change_metadata(store, old, replace(facts_of(old), title="Grain"))
    (folder / "grain.txt").write_text(TEXT + "It rained.\n")
    assert sync(store, [folder]).changed == 1
    assert "It rained." in store.catalogue.text(info_of(store, "grain.txt"))


def test_the_same_facts_change_nothing(stored):
    store, _ = stored
    old = info_of(store, "grain.txt")
    assert change_metadata(store, old, facts_of(old)) == old


def test_a_document_that_is_gone_is_not_described(stored):
    store, _ = stored
    old = info_of(store, "grain.txt")
    remove_documents(store, [old])
    with pytest.raises(FilterError, match=r"grain\.txt is no longer in the store"):
        change_metadata(store, old, Metadata(title="x"))
