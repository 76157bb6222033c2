"""A chat that runs while another process indexes, or makes the indexes again."""

import multiprocessing
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import Assistant
from index.embedding.hash_embedder import HashEmbedder
from index.errors import StoreBusy, StoreDamaged, StoreMismatch
from index.records import Filters
from index.store.store import Store
from index.sync.sync import sync

TEXTS = {
    "a.txt": "The minister refused to resign. “The harbour stays open,” Ada Brandt said.",
    "b.txt": "The bishop welcomed the ruling on the harbour.",
}
QUOTE = "The harbour stays open"
REBUILD = """
import sys
import assistant.stores
from index.embedding.hash_embedder import HashEmbedder
assistant.stores.SentenceEmbedder = lambda *_: HashEmbedder()
from assistant.cli import main
main(["index", "--rebuild", "--store", sys.argv[1]])
"""


def index(store: Path, documents: Path) -> None:
    opened = Store.create(store, HashEmbedder())
    sync(opened, [documents])
    opened.close()


def index_elsewhere(store: Path, documents: Path) -> None:
    other = multiprocessing.get_context("spawn").Process(target=index, args=(store, documents))
    other.start()
    other.join(60)
    assert other.exitcode == 0


def test_an_open_assistant_finds_what_another_process_indexes(tmp_path, corpus):
    documents = corpus({"a.txt": "The minister refused to resign."})
    index(tmp_path / "store", documents)
    store = Store.open(tmp_path / "store", HashEmbedder())
    assistant = Assistant(store)
    assert assistant.ask("Who refused to resign?").searched.documents == 1
    corpus({"b.txt": "The bishop welcomed the harbour ruling."})
    index_elsewhere(tmp_path / "store", documents)
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


@pytest.fixture
def opened(tmp_path: Path, corpus) -> Iterator[Assistant]:
    """An assistant that has answered a question, over a store that others may change."""
    index(tmp_path / "store", corpus(TEXTS))
    assistant = Assistant(Store.open(tmp_path / "store", HashEmbedder()))
    answers(assistant)
    yield assistant
    assistant.store.close()


def answers(assistant: Assistant) -> list:
    """What is found, by every index, and whether a quote is."""
    found = assistant.ask("Who welcomed the harbour ruling?").retrieved
    places = [(one.document, one.start, one.words_rank, one.vectors_rank) for one in found]
    assert None not in places[0]
    return [places, assistant.check_quote(QUOTE).verdict]


def rebuild_elsewhere(store: Path) -> None:
    command = [sys.executable, "-c", REBUILD, str(store)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


@pytest.mark.parametrize("deleted", [None, "chroma", "words", "words/documents"])
def test_an_open_assistant_goes_on_after_another_process_has_rebuilt_the_indexes(opened, deleted):
    before = answers(opened)
    for _ in range(2):
        if deleted:
            shutil.rmtree(opened.store.folder / deleted)
        rebuild_elsewhere(opened.store.folder)
        assert answers(opened) == before


def test_the_names_that_are_offered_are_read_again_after_a_rebuild(opened):
    before = opened.retriever.people
    rebuild_elsewhere(opened.store.folder)
    assert opened.retriever.people is not before
    assert opened.retriever.people.names == before.names


def test_an_index_that_is_put_in_the_place_of_another_is_opened_anew(opened, tmp_path):
    before = answers(opened)
    for name in ("chroma", "words"):
        folder = opened.store.folder / name
        shutil.copytree(folder, tmp_path / name)
        shutil.rmtree(folder)
        (tmp_path / name).rename(folder)
    assert answers(opened) == before
    # And not from files that are open still: what is written there now is seen.
    rebuild_elsewhere(opened.store.folder)
    assert answers(opened) == before


def test_nothing_is_answered_from_indexes_that_are_half_made(opened):
    manifest = opened.store.catalogue.manifest()
    other = opened.store.open_again()
    with other.writing():
        other.catalogue.write_manifest({**manifest, "state": "rebuilding"})
        for ask in (
            lambda: opened.ask("Who welcomed the harbour ruling?"),
            lambda: opened.check_quote(QUOTE),
            lambda: opened.retriever.nearest_sentences(QUOTE, 1),
            opened.store.open_again,
        ):
            with pytest.raises(StoreBusy, match=r"being rebuilt.*onrecord index --rebuild"):
                ask()
    with pytest.raises(StoreMismatch, match=r"was interrupted.*onrecord index --rebuild"):
        opened.check_quote(QUOTE)
    other.catalogue.write_manifest(manifest)
    other.close()
    assert opened.check_quote(QUOTE).verdict == "verbatim"


def test_what_was_read_while_a_rebuild_began_is_not_told(opened):
    """The words were there when the search began and gone when it ended."""
    whole = opened.store.catalogue.manifest()

    def begin_a_rebuild() -> None:
        other = opened.store.open_again()
        other.catalogue.write_manifest({**whole, "state": "rebuilding"})
        other.clear_indexes()
        other.close()

    with pytest.raises(StoreBusy, match="ask again"), opened.retriever.reading():
        begin_a_rebuild()
        assert opened.store.document_words.count() == 0


def test_a_store_rebuilt_for_another_model_is_refused(opened):
    manifest = opened.store.catalogue.manifest()
    opened.store.catalogue.write_manifest({**manifest, "model": "another"})
    with pytest.raises(StoreMismatch, match="'another'"):
        opened.ask("Who welcomed the harbour ruling?", Filters())


def test_a_catalogue_that_was_replaced_is_told(opened, tmp_path):
    shutil.rmtree(opened.store.folder)
    for _ in range(2):
        with pytest.raises(StoreDamaged, match=r"deleted or replaced.*start"):
            opened.check_quote(QUOTE)
        index_elsewhere(opened.store.folder, tmp_path / "documents")
