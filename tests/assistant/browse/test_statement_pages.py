"""Pages hold every statement once, and the counts follow the store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.browse.statement_pages import StatementPages
from assistant.browse.statements import list_folded_statements
from index.errors import FilterError
from index.records import Filters
from index.retrieval.retriever import Retriever
from index.store.store import Store
from index.sync.sync import remove_documents, sync

WORDS = "“The bridge over the harbour will open in {month} this year,” {name} said.\n"
METADATA = "file,outlet,date\na.txt,Gazette,2021-05-03\nb.txt,Courier,2021-05-04\nc.txt,Courier,\n"


@pytest.fixture
def store(hash_store: Store, corpus: Callable[..., Path]) -> Store:
    texts = {
        "a.txt": WORDS.format(month="May", name="Ada Brandt")
        + WORDS.format(month="June", name="Carl Holm"),
        "b.txt": WORDS.format(month="May", name="Ada Brandt"),
        "c.txt": WORDS.format(month="July", name="Carl Holm"),
        "metadata.csv": METADATA,
    }
    sync(hash_store, [corpus(texts)])
    return hash_store


def test_all_pages_together_are_the_list_and_each_has_the_whole_timeline(store: Store):
    whole = list(list_folded_statements(store))
    pages = StatementPages(Retriever(store), 2)
    read = [pages.read(Filters(), None, number) for number in range((len(whole) + 1) // 2)]
    assert [one for page in read for one in page.rows] == whole
    assert {page.total for page in read} == {len(whole)}
    assert len({id(page.times) for page in read}) == 1
    beyond = pages.read(Filters(), None, 99)
    assert (beyond.number, beyond.rows) == (read[-1].number, read[-1].rows)


def test_the_timeline_counts_each_statement_once(store: Store):
    page = StatementPages(Retriever(store), 9).read(
        Filters(outlets=("Gazette", "Courier")), None, 0
    )
    assert page.times is not None
    assert page.times.lines == {"Ada Brandt": {"2021-05-03": 1}, "Carl Holm": {"2021-05-03": 1}}
    assert page.times.undated == 1
    assert [len(one.copies) for one in page.rows] == [1, 0, 0]


def test_counts_change_with_the_store_and_with_the_filters(store: Store):
    pages = StatementPages(Retriever(store), 9)
    courier = Filters(outlets=("Courier",))
    assert pages.read(courier, None, 0).total == 2
    assert pages.read(Filters(after="2021-05-04", before="2021-12-31"), None, 0).total == 1
    remove_documents(store, store.catalogue.find_documents("c.txt"))
    assert pages.read(courier, None, 0).total == 1
    nothing = pages.read(Filters(after="2031-01-01"), None, 3)
    assert nothing == (0, (), 0, None)
    with pytest.raises(FilterError, match=r"nobody\.txt"):
        pages.read(Filters(documents=("nobody.txt",)), None, 0)
