"""Bar 5: killed at any moment while indexing and run again, the store is as if nothing had been."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from support import slow_indexing

from assistant import Assistant
from index.embedding.hash_embedder import HashEmbedder
from index.records import Statement
from index.store.store import Store

KILLS = int(os.environ.get("ONRECORD_KILLS", "8"))
"""Moments at which a run is killed, half of them in a first run, half in one that changes."""
DOCUMENTS = 60
QUESTIONS = (
    "What did Ada Brandt say about the ceasefire?",
    "What did Mei Tanaka say about the grain tariff and the harbour?",
    "Who spoke of the railway bridge on 14 May?",
    "Did the committee report on the vaccine at the hospital?",
    "What colour is the moon's dog?",
)


def start(store: Path, folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, slow_indexing.__file__, str(store), str(folder)],
        stderr=subprocess.PIPE,
        text=True,
    )


def run(store: Path, folder: Path) -> float:
    """Run to the end; gives the seconds it took."""
    began = time.monotonic()
    process = start(store, folder)
    _, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    return time.monotonic() - began


def kill(process: subprocess.Popen[str]) -> bool:
    """Kill a run; whether it was still running."""
    process.kill()
    process.communicate()
    assert process.returncode in (0, -9)
    return process.returncode == -9


def kill_at(moment: float, store: Path, folder: Path) -> bool:
    """Kill a run after so many seconds; whether it was still running."""
    process = start(store, folder)
    with suppress(subprocess.TimeoutExpired):
        process.wait(moment)
    return kill(process)


def kill_once_some_can_be_read(count: int, store: Path, folder: Path) -> bool:
    """Kill a run once so many documents are in the store; whether it was still running."""
    process = start(store, folder)
    while process.poll() is None and slow_indexing.count_ready_documents(store) < count:
        time.sleep(0.01)
    return kill(process)


@dataclass
class Contents:
    """All that a store knows, without what differs between two runs that are alike."""

    documents: list[tuple[object, ...]]
    passages: dict[str, tuple[object, ...]]
    statements: list[tuple[str, Statement]]
    people: list[tuple[object, ...]]
    ids: list[str]
    vectors: np.ndarray
    counts: tuple[int, ...]
    found: list[list[tuple[str, float]]]
    answers: list[tuple[object, ...]]
    scores: list[float]


def open_whole(folder: Path) -> Store:
    """Open a store until each vector can be reached.

    Chroma builds its graph (HNSW) by chance each time it opens a small collection, and about
    one time in fifty a vector is on no path, whether or not a run was killed before.
    """
    for _ in range(10):
        store = Store.open(folder, HashEmbedder())
        question = store.embedder.embed_question(QUESTIONS[0])
        if len(store.vectors.search(question, 10_000)) == store.vectors.count():
            return store
        store.close()
    pytest.fail("vectors are lost, however often the store is opened")


def read(folder: Path) -> Contents:
    store = open_whole(folder)
    infos = list(store.catalogue.documents())
    assert store.catalogue.unfinished_numbers() == []
    documents = [
        (i.id, i.name, str(i.path), i.sha256, i.passages, i.metadata_fingerprint) for i in infos
    ]
    derived = {row.id: row for info in infos for row in store.catalogue.index_rows(info.number)}
    stored = store.catalogue.passages(list(derived))
    passages = {
        i: (p.start, p.end, p.sentences, p.text, p.vectors, p.document.id)
        for i, p in stored.items()
    }
    ids = {info.number: info.id for info in infos}
    statements = [(ids[number], one) for number, one in store.catalogue.statements()]
    assert not store.catalogue.has_names_to_join()
    people = [
        (person, [row._replace(number=0) for row in store.catalogue.mentions_of_person(person.id)])
        for person in store.catalogue.people().people.values()
    ]
    everything = store.vectors._collection.get(include=["embeddings"])
    order = np.argsort(everything["ids"])
    answers, scores = [], []
    for question in QUESTIONS:
        answer = Assistant(store).ask(question)
        places = [(r.document, r.start, r.end) for r in answer.retrieved]
        answers.append((answer.status, answer.text, answer.citations, places))
        scores += [answer.confidence, *(r.score for r in answer.retrieved)]
    contents = Contents(
        documents=documents,
        passages=passages,
        statements=statements,
        people=people,
        ids=sorted(everything["ids"]),
        vectors=np.asarray(everything["embeddings"])[order],
        counts=(store.words.count(), store.document_words.count(), store.vectors.count()),
        found=[
            sorted(index.search(q, 10_000))
            for q in QUESTIONS
            for index in (store.words, store.document_words)
        ],
        answers=answers,
        scores=scores,
    )
    store.close()
    return contents


def assert_same(found: Contents, expected: Contents) -> None:
    assert found.documents == expected.documents
    assert found.passages == expected.passages
    assert found.statements == expected.statements != []
    assert found.people == expected.people != []
    assert found.ids == expected.ids == sorted(expected.passages)
    np.testing.assert_allclose(found.vectors, expected.vectors, atol=1e-6)
    passages, documents = len(expected.passages), len(expected.documents)
    assert found.counts == expected.counts == (passages, documents, passages)
    for mine, theirs in zip(found.found, expected.found, strict=True):
        assert [i for i, _ in mine] == [i for i, _ in theirs]
        np.testing.assert_allclose([s for _, s in mine], [s for _, s in theirs], rtol=1e-5)
    assert found.answers == expected.answers
    np.testing.assert_allclose(found.scores, expected.scores, atol=1e-6)


@dataclass
class Stage:
    """An undisturbed run: how the store was before, how it was after, how long it took."""

    base: Path
    folder: Path
    before: Path | None
    seconds: float
    expected: Contents

    def store(self, name: str) -> Path:
        """A store of its own, as it was before the run."""
        store = self.base / name
        if self.before:
            shutil.copytree(self.before, store)
        return store


def undisturbed(base: Path, folder: Path, before: Path | None) -> Stage:
    stage = Stage(base, folder, before, 0.0, None)  # type: ignore[arg-type]
    store = stage.store("undisturbed")
    stage.seconds = run(store, folder)
    stage.expected = read(store)
    return stage


@pytest.fixture(scope="module")
def scratch() -> Iterator[Path]:
    """A folder in memory where there is one: a disk that others use makes times erratic."""
    memory = Path("/dev/shm")
    usable = memory.is_dir() and os.access(memory, os.W_OK)
    with tempfile.TemporaryDirectory(dir=memory if usable else None) as folder:
        yield Path(folder)


@pytest.fixture(scope="module")
def first_run(scratch: Path) -> Stage:
    """Indexing a folder for the first time."""
    base = scratch / "first"
    slow_indexing.make_documents(base / "documents", DOCUMENTS)
    return undisturbed(base, base / "documents", None)


@pytest.fixture(scope="module")
def second_run(scratch: Path) -> Stage:
    """Indexing it again after files were changed, added and removed."""
    base = scratch / "second"
    slow_indexing.make_documents(base / "documents", DOCUMENTS)
    run(base / "before", base / "documents")
    slow_indexing.change_documents(base / "documents")
    return undisturbed(base, base / "documents", base / "before")


def moments(count: int) -> list[float]:
    """Shares of a run's duration, one in each of `count` equal parts of it, the same each time."""
    chance = random.Random(5)
    return [(part + chance.random()) / count for part in range(count)]


@pytest.mark.parametrize("share", moments((KILLS + 1) // 2))
def test_killed_while_indexing_the_store_ends_as_if_undisturbed(first_run: Stage, share: float):
    check(first_run, share)


@pytest.mark.parametrize("share", moments(KILLS // 2))
def test_killed_while_changing_the_store_ends_as_if_undisturbed(second_run: Stage, share: float):
    check(second_run, share)


def killed(stage: Stage, name: str, *shares: float) -> Path:
    """A store whose runs were killed after these shares of an undisturbed one's duration."""
    for attempt in range(5):
        # Sooner, if the run was over: how fast it is depends on what else the machine does.
        sooner = stage.seconds * 0.6**attempt
        store = stage.store(f"{name}-{attempt}")
        if all(kill_at(sooner * share, store, stage.folder) for share in shares):
            return store
    pytest.fail("the run always ended before it could be killed")


def check(stage: Stage, share: float) -> None:
    store = killed(stage, f"killed-{share}", share)
    run(store, stage.folder)
    assert_same(read(store), stage.expected)
    shutil.rmtree(store)


def test_killed_twice_in_a_row_the_store_ends_as_if_undisturbed(second_run: Stage):
    store = killed(second_run, "killed-twice", 0.5, 0.4)
    run(store, second_run.folder)
    assert_same(read(store), second_run.expected)


def test_readers_of_a_killed_run_see_whole_documents_alone(first_run: Stage):
    store = first_run.store("read-after-kill")
    assert kill_once_some_can_be_read(DOCUMENTS // 2, store, first_run.folder)
    reader = Store.open(store, HashEmbedder())
    seen = list(reader.catalogue.documents())
    expected = {document[0]: document[4] for document in first_run.expected.documents}
    assert seen
    assert {info.id: info.passages for info in seen}.items() <= expected.items()
    ready = {info.id for info in seen}
    answer = Assistant(reader).ask(QUESTIONS[0])
    assert answer.retrieved
    assert {passage.document_id for passage in answer.retrieved} <= ready
    reader.close()
