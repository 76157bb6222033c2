"""Citations say what stands at their place."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from assistant.citations.evidence import Evidence
from assistant.citations.resolving import resolve
from assistant.decoding import decode
from assistant.records import Citation
from index.embedding.hash_embedder import HashEmbedder
from index.store.store import Store
from index.sync.sync import sync

HEADLINE = "Harbour Tolls To Rise Despite Protests, Russian Authorities Says"
LETTER = "We will not pay these tolls. Nobody asked us.\nThe harbour is ours and it will stay so.\n"


@pytest.fixture
def cited(tmp_path: Path, corpus: Callable[..., Path]):
    """Cites the first line of a document made of a text."""

    def first_line(name: str, text: str):
        with closing(Store.create(tmp_path / "store", HashEmbedder())) as store:
            sync(store, [corpus({name: text})])
            (document,) = store.catalogue.documents()
            start = text.index(text.split("---\n")[-1].lstrip("\n#- "))
            end = text.index("\n", start)
            place = store.catalogue.place_in_reading(document.number, start, end)
            (one,) = resolve(store.catalogue, [Evidence(document, *place, text[start:end])])
            return one

    return first_line


@pytest.mark.parametrize(
    ("name", "text", "headline"),
    [
        ("a.txt", f"{HEADLINE}\n\n“We pay,” said Ada Brandt.\n", True),
        ("a.md", f"---\ndate: 2020-01-02\n---\n# {HEADLINE}\n\nThe guards left.\n", True),
        ("a.txt", "“We pay,” said Ada Brandt.\n\nThe harbour is open to all of us.\n", False),
        ("a.txt", LETTER, False),
        ("a.txt", "MODERATOR: Welcome to you\n\nBRANDT: Hello.\n\nLIND: Yes.\n", False),
    ],
)
def test_a_cited_headline_is_known_as_one(cited, name: str, text: str, headline: bool):
    one = cited(name, text)
    assert one.headline is headline
    assert decode(Citation, one.as_dict()) == one


@pytest.mark.parametrize(
    ("text", "speaker", "stance"),
    [
        ("Engineer Mara Lund did not say that the dam had been closed.\n", None, "unsaid"),
        ("If engineer Mara Lund says the dam is full, work will stop.\n", None, "hypothetical"),
        ("Engineer Mara Lund denied that the dam had been closed.\n", "Mara Lund", "denies"),
        ("Engineer Mara Lund said that the dam had been closed.\n", "Mara Lund", "says"),
    ],
)
def test_what_was_not_said_has_no_speaker(cited, text: str, speaker: str | None, stance: str):
    one = cited("dam.txt", text)
    assert (one.speaker, one.stance) == (speaker, stance)
    assert one.as_dict()["stance"] == stance
