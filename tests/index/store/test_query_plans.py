"""No list that a user waits for reads a whole table: each of its queries follows an index."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pytest

from assistant.browse.completions import Completions
from assistant.browse.overview import overview
from assistant.browse.people import list_people, read_person
from assistant.browse.statements import list_folded_statements
from index.embedding.hash_embedder import HashEmbedder
from index.people.directory import SpeakerSelection
from index.records import Filters
from index.retrieval.retriever import Retriever
from index.store.store import Store
from index.sync.sync import sync

GROWING = ("documents", "passages", "statements", "mentions", "people", "readings")
"""Tables that grow with the number of documents."""
ADA = SpeakerSelection(people=("ada-brandt",), names=("Ada Brandt",))
EVERYWHERE = {
    "a page of documents": lambda store: store.catalogue.document_page(0, 2),
    "a file that was uploaded": lambda store: store.catalogue.documents_with_sha256("0" * 64),
    "a document by name": lambda store: store.catalogue.find_documents("a.txt"),
    "statistics": overview,
    "a page of people": lambda store: list(list_people(store, "person", 0, 2)[1]),
    "a page of all who speak": lambda store: list(list_people(store, "all", 0, 2)[1]),
    "one person": lambda store: read_person(store, store.catalogue.people_page("all", 0, 1)[0]),
    "names of speakers": lambda store: Completions(Retriever(store)).suggest("speaker", "a"),
    "names of outlets": lambda store: Completions(Retriever(store)).suggest("outlet", "a"),
    "names of documents": lambda store: Completions(Retriever(store)).suggest("document", "a"),
    "the first statements": lambda store: list(islice(list_folded_statements(store), 2)),
    "a person's statements": lambda store: list(store.catalogue.statements(speakers=ADA)),
    "where a person speaks": lambda store: store.catalogue.numbers_with_speakers(ADA),
    "who speaks, and how often": lambda store: store.catalogue.people(),
    "an outlet": lambda store: store.catalogue.numbers_matching(Filters(outlets=("GAZETTE",))),
    "dates": lambda store: store.catalogue.numbers_matching(
        Filters(after="2021-01-01", before="2021-12-31")
    ),
    "the range of dates": lambda store: store.catalogue.date_range(),
    "vectors of some documents": lambda store: store.catalogue.packed_vectors([1]),
    "passages of some documents": lambda store: store.catalogue.count_passages([1]),
    "where passages stand": lambda store: store.catalogue.passages_in_documents(["a"], [1]),
}


@pytest.fixture
def store(tmp_path: Path, corpus: Callable[..., Path]) -> Iterator[Store]:
    texts = {
        "a.txt": "Ada Brandt said that the grain tariff will rise. “No,” Carl Holm said.\n",
        "b.txt": "Ada Brandt said that all ports will open in May. A nurse said she was tired.\n",
        "deep/b.txt": "“The bridge is safe,” Ada Brandt said.\n",
        "metadata.csv": "file,outlet,date\na.txt,Gazette,2021-05-03\nb.txt,Gazette,2021-05-04\n",
    }
    found = Store.create(tmp_path / "store", HashEmbedder())
    sync(found, [corpus(texts)])
    yield found
    found.close()


def plans(store: Store, use: Callable[[Store], object]) -> dict[str, list[str]]:
    """The steps of SQLite's plan for each query, as `EXPLAIN QUERY PLAN` describes them."""
    connection = store.catalogue._connection
    queries: list[str] = []
    connection.set_trace_callback(queries.append)
    try:
        use(store)
    finally:
        connection.set_trace_callback(None)
    selects = [query for query in queries if query.lstrip().startswith(("SELECT", "WITH"))]
    return {
        query: [row["detail"] for row in connection.execute(f"EXPLAIN QUERY PLAN {query}")]
        for query in selects
    }


def tables_read_whole(query: str, steps: list[str]) -> list[str]:
    """The growing tables whose rows are all read.

    A page may follow an index to its end, and what counts may read an index that holds all columns.
    """
    if "LIMIT" in query and "ORDER BY" in query and not any("TEMP B-TREE" in one for one in steps):
        return []
    named = {
        alias or table
        for table, alias in re.findall(
            rf"(?:FROM|JOIN) ({'|'.join(GROWING)})\b(?: (?!WHERE\b|JOIN\b|ORDER\b|LEFT\b)(\w))?",
            query,
        )
    }
    scanned = [re.match(r"SCAN (\w+)(?! .*COVERING INDEX)", step) for step in steps]
    return [match[1] for match in scanned if match and match[1] in named]


@pytest.mark.parametrize("use", EVERYWHERE.values(), ids=EVERYWHERE.keys())
def test_no_table_is_read_whole(store: Store, use: Callable[[Store], object]):
    found = plans(store, use)
    assert found
    assert not {query: steps for query, steps in found.items() if tables_read_whole(query, steps)}


@pytest.mark.parametrize("name", ["a page of documents", "a page of people", "names of speakers"])
def test_a_page_is_in_the_order_of_an_index(store: Store, name: str):
    first, *_ = [
        steps
        for query, steps in plans(store, EVERYWHERE[name]).items()
        if "ORDER BY" in query and "LIMIT" in query
    ]
    assert not [step for step in first if "TEMP B-TREE" in step]


def test_reading_a_whole_table_is_noticed(store: Store):
    found = plans(store, lambda _: list(store.catalogue._rows("SELECT text FROM documents d")))
    assert [tables_read_whole(*one) for one in found.items()] == [["d"]]
    assert store.catalogue.has_in_capitals("US") is False
    read = plans(store, lambda _: store.catalogue.has_in_capitals("US"))
    assert any(tables_read_whole(*one) for one in read.items())
