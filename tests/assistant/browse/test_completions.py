"""Names that begin with what was typed."""

from __future__ import annotations

import pytest

from assistant.browse.completions import MAX_SUGGESTIONS, Completions
from index.errors import FilterError
from index.records import Document
from index.retrieval.retriever import Retriever
from index.sync.sync import sync


@pytest.fixture
def completions(hash_store, corpus):
    texts = {
        "grain.txt": "The tariff will rise, Ada Brandt said. “No,” Brandt said. “Yes,” she said.\n",
        "court.txt": "The papers were missing, Carl Brandstrup said.\n",
        "metadata.csv": "file,outlet\ngrain.txt,Gazette\ncourt.txt,The Gazette\n",
    }
    sync(hash_store, [corpus(texts)])
    return Completions(Retriever(hash_store))


def test_the_commonest_first_and_what_begins_before_what_holds_it(completions):
    assert completions.suggest("speaker", "brand") == ["Ada Brandt", "Carl Brandstrup"]
    assert completions.suggest("outlet", "gaz") == ["Gazette", "The Gazette"]
    assert completions.suggest("document", "GRAIN") == ["grain.txt"]
    assert "Sputnik International" in completions.suggest("outlet", "")
    assert completions.suggest("password", "x") == []
    assert completions.suggest("speaker", "nobody of this name") == []


def test_ten_thousand_names_are_offered_a_few_at_a_time(completions, hash_store, tmp_path):
    catalogue = hash_store.catalogue
    for n in range(60):
        document = Document(
            name=f"many{n:04}.txt", path=tmp_path / f"many{n:04}.txt", text="x", sha256=str(n)
        )
        catalogue.publish([catalogue.add_pending(document, "")])
    assert len(completions.suggest("document", "many")) == MAX_SUGGESTIONS
    assert completions.suggest("document", "many0059") == ["many0059.txt"]


def test_a_known_name_is_given_as_the_store_has_it(completions):
    assert completions.known("outlet", " the gazette ") == "The Gazette"
    assert completions.known("speaker", "ada brandt") == "Ada Brandt"
    assert completions.known("speaker", "Brandt") == "Brandt"
    assert completions.known("document", "court.txt") == "court.txt"


@pytest.mark.parametrize(
    ("kind", "name", "offer"),
    [("outlet", "Gaz", "did you mean 'Gazette'"), ("speaker", "Ada Brand", "Ada Brandt"),
     ("document", "grain", "'grain.txt'"), ("outlet", "Zzz", "no outlet 'Zzz' in the store$")],
)  # fmt: skip
def test_an_unknown_name_says_what_comes_near(completions, kind, name, offer):
    with pytest.raises(FilterError, match=offer):
        completions.known(kind, name)
