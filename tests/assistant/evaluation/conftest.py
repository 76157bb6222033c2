"""A small store with questions about it, and an assistant that loads no model."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.evaluation.judging.records import GoldQuestion, TestSet
from assistant.langchain import Assistant
from assistant.readers.extractive_reader import NoReader
from index.embedding.hash_embedder import HashEmbedder
from index.store.store import Store
from index.sync.sync import sync

HARBOUR = """Harbour opens

Mayor Ada Brandt said on Monday that the harbour of Varnby would open in the middle of May. \
“We have repaired 12 piers and the old lighthouse since the storm,” Brandt told reporters. \
“The ferry to Kiel will not sail before the summer of next year,” Brandt said.
"""
COURT = """Court rules on the bank

“The court has refused to extradite the banker to the Republic of Korea,” Otto Lind said. \
Otto Lind said that the ministry of justice would appeal against the ruling in June. \
“Nobody can say that the judges were late with this ruling,” Lind told the Varnby Post.
"""


@pytest.fixture
def store(tmp_path: Path, corpus: Callable[..., Path]) -> Iterator[Store]:
    folder = corpus({"harbour.txt": HARBOUR, "court.txt": COURT})
    store = Store.create(tmp_path / "store", HashEmbedder())
    sync(store, [folder])
    yield store
    store.close()


class Counting(Assistant):
    """Keeps what it was asked."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked: list[str] = []

    def ask(self, question, *args, **kwargs):
        self.asked.append(question)
        return super().ask(question, *args, **kwargs)


@pytest.fixture
def assistant(store: Store) -> Counting:
    return Counting(store, NoReader())


@pytest.fixture
def questions() -> TestSet:
    """Answerable, unanswerable, a quote, and what can't be asked."""
    evidence = HARBOUR.split("\n\n")[1].split(". ")[0] + "."
    return TestSet(
        "set.jsonl",
        (
            GoldQuestion(
                id="1",
                type="when",
                question="When would the harbour of Varnby open?",
                answers=("May",),
                speaker="Ada Brandt",
                document="harbour.txt",
                evidence=(evidence,),
            ),
            GoldQuestion(id="2", type="unanswerable", question="Who sank the submarine in Lisbon?"),
            GoldQuestion(
                id="3",
                type="quote",
                question="Did Lind say it?",
                quote="Nobody can say that the judges were late",
                speaker="Otto Lind",
                verdict="verbatim",
            ),
            GoldQuestion(
                id="4",
                type="who",
                question="Who said the ministry would appeal?",
                answers=("Otto Lind",),
            ),
        ),
    )
