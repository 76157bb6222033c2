import os
from collections.abc import Callable
from pathlib import Path

import pytest

from index.embedding.hash_embedder import HashEmbedder
from index.errors import StoreBusy, StoreDamaged, StoreError, StoreMismatch, StoreMissing
from index.store import word_index
from index.store.store import Store
from index.sync.sync import rebuild, remove_documents, sync


def test_making_opens_what_is_there(tmp_path: Path, seeds: Path, hash_store: Store):
    again = Store.create(hash_store.folder, HashEmbedder())
    assert again.catalogue.count() == hash_store.catalogue.count()
    assert again.catalogue.count()[0] == 1
    again.close()


def test_opening_makes_nothing(tmp_path: Path):
    with pytest.raises(StoreMissing, match="onrecord index FOLDER"):
        Store.open(tmp_path / "none", HashEmbedder())
    assert not (tmp_path / "none").exists()


def test_a_folder_that_can_not_be_made_is_reported(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="can't be written"):
        Store.create(tmp_path / "file" / "store", HashEmbedder())


def test_vectors_of_another_dimension_are_another_model(hash_store: Store):
    with pytest.raises(StoreMismatch, match="onrecord index --rebuild"):
        Store.open(hash_store.folder, HashEmbedder(dimension=32))
    store = Store.open(hash_store.folder, HashEmbedder(dimension=32), to_rebuild=True)
    assert rebuild(store) == store.vectors.count() > 0
    store.check_indexes()
    store.close()
    Store.open(hash_store.folder, HashEmbedder(dimension=32)).close()


def test_one_writes_at_a_time_and_the_lock_names_it(hash_store: Store):
    other = Store.open(hash_store.folder, HashEmbedder())
    with (
        hash_store.writing(),
        pytest.raises(StoreBusy, match=f"process {os.getpid()} on "),
        other.writing(),
    ):
        pass
    with other.writing():
        pass
    other.close()
    left = {path.name for path in hash_store.folder.iterdir()}
    assert not left & {"writer.json", "reserve"}


def test_an_error_while_writing_leaves_the_store_usable(hash_store: Store):
    with pytest.raises(ZeroDivisionError), hash_store.writing():
        hash_store.words.add([("a", 99, "half done")])
        raise ZeroDivisionError
    with hash_store.writing():
        pass
    hash_store.check_indexes()


def test_what_an_interrupted_run_left_is_taken_out(hash_store: Store, seeds: Path):
    before = hash_store.words.count()
    (info,) = hash_store.catalogue.documents()
    hash_store.catalogue.mark_removed([info.number])
    assert hash_store.words.count() == before > 0
    with hash_store.writing():
        pass
    counts = (hash_store.words.count(), hash_store.document_words.count())
    assert (*counts, hash_store.vectors.count()) == (0, 0, 0)
    assert sync(hash_store, [seeds]).added == 1


def test_a_removed_document_is_gone_at_once_and_its_words_later(
    tmp_path: Path, corpus: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
):
    """Scores are those of a store that never had it, as soon as enough was removed."""
    for limit in ("_PASSAGES_REWRITTEN_AT_ONCE", "_DOCUMENTS_REWRITTEN_AT_ONCE"):
        monkeypatch.setattr(word_index, limit, 5)
    texts = {f"{n:03}.txt": f"The harbour of town {n} will open.\n" for n in range(150)}
    store = Store.create(tmp_path / "store", HashEmbedder())
    sync(store, [corpus(texts)])
    before = dict(store.words.search("harbour town 77", 200))
    removed = store.catalogue.find_documents("077.txt")
    remove_documents(store, removed)
    store.check_indexes()
    assert store.words.search("harbour", 200, [removed[0].number]) == []
    after = dict(store.words.search("harbour town 77", 200))
    assert len(after) == 149
    assert after == {identity: before[identity] for identity in after}
    remove_documents(store, store.catalogue.find_documents("078.txt"))
    fresh = Store.create(tmp_path / "fresh", HashEmbedder())
    rest = {name: text for name, text in texts.items() if name not in ("077.txt", "078.txt")}
    sync(fresh, [corpus(rest, "rest")])
    scores = [
        sorted(score for _, score in s.words.search("harbour town", 200)) for s in (store, fresh)
    ]
    assert scores[0] == pytest.approx(scores[1])
    for one in (store, fresh):
        one.close()


def test_indexes_that_lack_something_are_noticed(hash_store: Store):
    hash_store.check_indexes()
    (info,) = hash_store.catalogue.documents()
    hash_store.vectors.remove([hash_store.catalogue.index_rows(info.number)[0].id])
    hash_store.check_indexes(vectors=False)
    with pytest.raises(StoreDamaged, match=r"the index of vectors .*`onrecord index --rebuild"):
        hash_store.check_indexes()
