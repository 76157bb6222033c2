"""The nearest passages of some documents are the same, whichever way they are looked for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.embedding.hash_embedder import HashEmbedder
from index.retrieval import vector_search
from index.retrieval.vector_search import search_vectors
from index.store.store import Store
from index.sync.sync import sync

NOUNS = ("bridge", "tariff", "harbour", "hospital", "railway", "budget", "forest", "school")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("documents")
    for number in range(40):
        first, second = NOUNS[number % 8], NOUNS[(number // 8 + number + 1) % 8]
        text = f"The {first} costs {number} million. The {second} of town {number} is closed.\n"
        (folder / f"{number:02}.txt").write_text(text)
    found = Store.create(tmp_path_factory.mktemp("store") / "store", HashEmbedder())
    sync(found, [folder])
    yield found
    found.close()


@pytest.fixture(params=["one by one", "among all", "with a list"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, store: Store) -> str:
    one_by_one = 2_000 if request.param == "one by one" else 0
    monkeypatch.setattr(vector_search, "COMPARED_ONE_BY_ONE", one_by_one)
    among_all = 1_000 if request.param == "among all" else 0
    monkeypatch.setattr(vector_search, "MOST_SEARCHED", among_all)
    return str(request.param)


@pytest.mark.parametrize("count", [1, 3, 20, 39])
@pytest.mark.parametrize("question", ["harbour tariff", "Which school is closed in town 17?"])
def test_every_way_gives_the_same(store: Store, way: str, count: int, question: str):
    numbers = [info.number for info in store.catalogue.documents()][:count]
    vector = HashEmbedder().embed_question(question)
    everywhere = store.vectors.search(vector, 999)
    ids = {row.id for number in numbers for row in store.catalogue.index_rows(number)}
    expected = [(identity, cosine) for identity, cosine in everywhere if identity in ids][:5]
    found = search_vectors(store, vector, 5, numbers)
    assert [cosine for _, cosine in found] == pytest.approx([one for _, one in expected], abs=1e-5)
    assert len({identity for identity, _ in found}) == min(5, len(ids))
    assert {identity for identity, _ in found} <= ids


def test_all_documents_and_none(store: Store, way: str):
    vector = HashEmbedder().embed_question("railway budget")
    assert search_vectors(store, vector, 5) == store.vectors.search(vector, 5)
    assert search_vectors(store, vector, 5, []) == []
    assert search_vectors(store, vector, 5, [9_999]) == []


def test_documents_far_from_the_question_are_found_among_others(
    store: Store, monkeypatch: pytest.MonkeyPatch
):
    """Where the nearest of all don't hold enough of them, they are looked for by themselves."""
    monkeypatch.setattr(vector_search, "COMPARED_ONE_BY_ONE", 0)
    monkeypatch.setattr(vector_search, "_SPARE", 1)
    vector = HashEmbedder().embed_question("bridge")
    far = [hit for hit, _ in store.vectors.search(vector, 999)][-6:]
    passages = store.catalogue.passages(far).values()
    numbers = sorted({passage.document.number for passage in passages})
    assert len(search_vectors(store, vector, 4, numbers)) == 4
