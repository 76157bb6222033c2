import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.embedding.hash_embedder import HashEmbedder
from index.limits import BatchSizes
from index.retrieval.retriever import Retriever
from index.store.store import Store
from index.sync.sync import rebuild, remove_documents, sync

GRAIN = "The grain tariff will rise. " * 90
COURT = "The court refused to extradite the banker."


class Counting(HashEmbedder):
    """Counts the sentences that it embeds."""

    embedded = 0

    def embed_documents(self, documents):
        self.embedded += sum(map(len, documents))
        return super().embed_documents(documents)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    found = Store.create(tmp_path / "store", Counting())
    yield found
    found.check_indexes()
    documents, passages = found.catalogue.count()
    assert found.words.count() == found.vectors.count() == passages
    assert found.document_words.count() == documents
    found.close()


@pytest.fixture
def folder(corpus: Callable[..., Path]) -> Path:
    return corpus({"grain.txt": GRAIN, "sub/court.txt": COURT})


def names(store: Store) -> list[str]:
    return [info.name for info in store.catalogue.documents()]


def counts(report) -> tuple[int, ...]:
    return report.added, report.changed, report.unchanged, report.removed


def test_a_second_run_embeds_nothing(store: Store, folder: Path):
    first = sync(store, [folder])
    assert counts(first) == (2, 0, 0, 0)
    assert first.passages == store.catalogue.count()[1] > 2
    store.embedder.embedded = 0
    assert counts(sync(store, [folder])) == (0, 0, 2, 0)
    assert store.embedder.embedded == 0


def test_a_changed_file_replaces_its_document(store: Store, folder: Path):
    sync(store, [folder])
    (folder / "grain.txt").write_text("A railway bridge opens.")
    assert counts(sync(store, [folder])) == (0, 1, 1, 0)
    assert store.words.search("grain", 5) == []
    (found, *_) = Retriever(store).retrieve("railway bridge").passages
    assert found.passage.text == "A railway bridge opens."
    (folder / "grain.txt").write_text(GRAIN)  # and back to what once was there
    assert counts(sync(store, [folder])) == (0, 1, 1, 0)
    assert store.words.search("railway", 5) == []


def test_what_a_metadata_file_says_is_taken_over(store: Store, folder: Path):
    sync(store, [folder])
    (folder / "metadata.csv").write_text("file,outlet\ngrain.txt,Politico\n")
    assert counts(sync(store, [folder])) == (0, 1, 1, 0)
    assert [info.outlet for info in store.catalogue.find_documents("grain.txt")] == ["Politico"]
    assert counts(sync(store, [folder])) == (0, 0, 2, 0)


def test_only_prune_removes_what_is_gone(store: Store, folder: Path):
    sync(store, [folder])
    (folder / "grain.txt").unlink()
    assert counts(sync(store, [folder])) == (0, 0, 1, 0)
    assert len(names(store)) == 2
    assert counts(sync(store, [folder / "sub"], prune=True)) == (0, 0, 1, 0)
    assert counts(sync(store, [folder], prune=True)) == (0, 0, 1, 1)
    assert names(store) == ["sub/court.txt"]


def test_a_removed_document_is_gone_and_can_come_back(store: Store, folder: Path):
    sync(store, [folder])
    remove_documents(store, store.catalogue.find_documents("grain.txt"))
    assert names(store) == ["sub/court.txt"]
    assert store.words.search("grain", 5) == []
    assert counts(sync(store, [folder])) == (1, 0, 1, 0)


def test_a_moved_folder_is_not_embedded_again(store: Store, folder: Path, tmp_path: Path):
    sync(store, [folder])
    folder.rename(tmp_path / "elsewhere")
    store.embedder.embedded = 0
    assert counts(sync(store, [tmp_path / "elsewhere"])) == (0, 0, 2, 0)
    assert store.embedder.embedded == 0
    assert {info.path.parts[-2] for info in store.catalogue.documents()} == {"elsewhere", "sub"}


def test_ids_are_the_same_in_every_store_and_order(store: Store, folder: Path, tmp_path: Path):
    sync(store, [folder])
    other = Store.create(tmp_path / "other", HashEmbedder())
    for path in (folder, folder / "sub"):
        sync(other, [path])
    assert [i.id for i in other.catalogue.documents()] == [
        i.id for i in store.catalogue.documents()
    ]
    other.close()


def test_a_document_larger_than_a_batch_is_whole(store: Store, folder: Path):
    sync(store, [folder], batch_sizes=BatchSizes(characters=500, passages=1))
    (info,) = store.catalogue.find_documents("grain.txt")
    rows = store.catalogue.index_rows(info.number)
    assert len(rows) == info.passages > 2
    assert store.catalogue.passages([row.id for row in rows]).keys() == {row.id for row in rows}


def test_a_rebuild_gives_the_same_without_embedding(store: Store, folder: Path):
    sync(store, [folder])
    before = [(r.passage.id, r.score) for r in Retriever(store).retrieve("grain").passages]
    store.embedder.embedded = 0
    assert rebuild(store) == store.catalogue.count()[1]
    assert store.embedder.embedded == 0
    after = [(r.passage.id, r.score) for r in Retriever(store).retrieve("grain").passages]
    assert [i for i, _ in after] == [i for i, _ in before]
    assert [s for _, s in after] == pytest.approx([s for _, s in before], abs=1e-6)


def test_progress_goes_from_nothing_to_all(store: Store, folder: Path):
    seen = []
    sync(store, [folder], progress=lambda done, total, name: seen.append((done, total, name)))
    size = len(GRAIN) + len(COURT)
    assert seen == [(0, size, "grain.txt"), (len(GRAIN), size, "sub/court.txt"), (size, size, "")]


def test_a_reader_sees_what_another_process_adds(store: Store, folder: Path):
    sync(store, [folder])
    reader = Retriever(store)
    assert len(reader.retrieve("railway bridge").passages) == store.catalogue.count()[1]
    (folder / "new.txt").write_text("A railway bridge opens.")
    code = f"""
from pathlib import Path
from index.store.store import Store
from index.sync.sync import sync
from index.embedding.hash_embedder import HashEmbedder
print(sync(Store.open(Path({json.dumps(str(store.folder))}), HashEmbedder()),
           [Path({json.dumps(str(folder))})]).added)
"""
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert result.stdout == "1\n", result.stderr
    best = reader.retrieve("railway bridge").passages[0]
    assert best.passage.document.label == "new.txt"
    assert best.vectors_rank == 1
