from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.embedding.hash_embedder import HashEmbedder
from index.errors import FilterError
from index.records import Filters
from index.retrieval.retriever import Retriever
from index.store.store import Store
from index.sync.sync import sync

TABLE = """file,outlet,date,desk
a.txt,Politico,2016-01-31,Trade
b.txt,ÉCHO du Jour,2017-05-02,trade
c.txt,Politico,,Courts
"""
TEXT = "The minister said the grain tariff would rise."


@pytest.fixture
def retriever(tmp_path: Path, corpus: Callable[..., Path]) -> Iterator[Retriever]:
    folder = corpus({f"{n}.txt": f"{TEXT} Number {n}.\n" for n in "abc"} | {"metadata.csv": TABLE})
    store = Store.create(tmp_path / "store", HashEmbedder())
    sync(store, [folder])
    yield Retriever(store)
    store.close()


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), "abc"),
        (Filters(documents=("b.txt",)), "b"),
        (Filters(documents=("a.txt", "c.txt")), "ac"),
        (Filters(outlets=("politico",)), "ac"),
        (Filters(outlets=("écho DU jour",)), "b"),
        (Filters(outlets=("Politico", "ÉCHO du Jour")), "abc"),
        (Filters(after="2016-01-31"), "ab"),
        (Filters(after="2016-02-01"), "b"),
        (Filters(before="2016-01-31"), "a"),
        (Filters(extra=(("desk", "TRADE"),)), "ab"),
        (Filters(extra=(("desk", "trade"),), outlets=("Politico",)), "a"),
        (Filters(extra=(("shelf", "x"),)), ""),
        (Filters(outlets=("Nobody",)), ""),
    ],
    ids=str,
)
def test_filters_limit_what_is_searched(retriever: Retriever, filters: Filters, expected: str):
    found = retriever.retrieve("grain tariff", filters)
    labels = {ranked.passage.document.label for ranked in found.passages}
    assert labels == {f"{name}.txt" for name in expected}
    assert found.documents == len(expected)


def test_a_document_that_is_not_there_is_an_error(retriever: Retriever):
    with pytest.raises(FilterError, match=r"no document 'd\.txt'"):
        retriever.retrieve("grain", Filters(documents=("d.txt",)))


def test_the_best_comes_first_and_scores_fall(retriever: Retriever):
    found = retriever.retrieve("Who said the grain tariff of number b would rise?").passages
    assert len(found) == 3
    scores = [ranked.score for ranked in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_langchain_gets_the_same_passages(retriever: Retriever):
    expected = retriever.retrieve("grain tariff").passages
    documents = retriever.as_langchain(k=2).invoke("grain tariff")
    assert [d.id for d in documents] == [ranked.passage.id for ranked in expected[:2]]
    for document in documents:
        path, start, end = (document.metadata[name] for name in ("path", "start", "end"))
        assert Path(path).read_bytes().decode()[start:end] == document.page_content
    filtered = retriever.as_langchain(filters=Filters(documents=("b.txt",))).invoke("grain")
    assert [d.metadata["document"] for d in filtered] == ["b.txt"]


def test_an_empty_store_finds_nothing(tmp_path: Path):
    store = Store.create(tmp_path / "empty", HashEmbedder())
    found = Retriever(store).retrieve("grain")
    assert (found.passages, found.documents) == ((), 0)
    store.close()
