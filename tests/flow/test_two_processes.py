"""A chat that runs while another process indexes."""

import multiprocessing
from pathlib import Path

from assistant import Assistant
from index.store import Store
from index.sync import sync
from index.testing import HashEmbedder


def index(store: Path, documents: Path) -> None:
    opened = Store.create(store, HashEmbedder())
    sync(opened, [documents])
    opened.close()


def test_an_open_assistant_finds_what_another_process_indexes(tmp_path, corpus):
    documents = corpus({"a.txt": "The minister refused to resign."})
    index(tmp_path / "store", documents)
    store = Store.open(tmp_path / "store", HashEmbedder())
    assistant = Assistant(store)
    assert assistant.ask("Who refused to resign?").searched.documents == 1
    corpus({"b.txt": "The bishop welcomed the harbour ruling."})
    other = multiprocessing.get_context("spawn").Process(
        target=index, args=(tmp_path / "store", documents)
    )
    other.start()
    other.join(60)
    assert other.exitcode == 0
    answer = assistant.ask("Who welcomed the harbour ruling?")
    best = answer.retrieved[0]
    assert (best.document, best.words_rank, best.vectors_rank) == ("b.txt", 1, 1)
    assert answer.searched.documents == 2
    store.close()


def test_a_store_inside_the_indexed_folder_is_no_document(tmp_path, corpus):
    documents = corpus({"a.txt": "The minister refused to resign."})
    store = Store.create(documents / "store", HashEmbedder())
    sync(store, [documents])
    report = sync(store, [documents])
    store.close()
    assert (report.unchanged, report.skipped) == (1, [])
