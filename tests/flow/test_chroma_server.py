"""Vectors on a Chroma server instead of in the store's folder."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.slow_indexing import make_documents

from assistant import Assistant
from index.embedding.hash_embedder import HashEmbedder
from index.store.store import Store
from index.sync.sync import rebuild, remove_documents, sync

QUESTION = "What did Ada Brandt say about the ceasefire and the grain tariff?"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Chroma server on this machine."""
    program = shutil.which("chroma") or shutil.which("chroma", path=Path(sys.executable).parent)
    if program is None:
        pytest.skip("chromadb's `chroma` program is not installed")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("server")
    process = subprocess.Popen(
        [program, "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    for _ in range(300):
        assert process.poll() is None, "the server ended"
        with socket.socket() as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(20)


def asked(store: Store) -> tuple[object, ...]:
    answer = Assistant(store).ask(QUESTION)
    places = [(r.document, r.start, r.end, round(r.score, 5)) for r in answer.retrieved]
    return answer.status, answer.text, answer.citations, places


def test_a_server_gives_the_same_answers_as_a_folder(tmp_path: Path, server: str):
    make_documents(tmp_path / "documents", 20)
    local = Store.create(tmp_path / "local", HashEmbedder())
    remote = Store.create(tmp_path / "remote", HashEmbedder(), server)
    other = Store.create(tmp_path / "other", HashEmbedder(), server)
    for store in (local, remote, other):
        sync(store, [tmp_path / "documents"])
    remove_documents(other, list(other.catalogue.documents())[:10])
    assert not (tmp_path / "remote" / "chroma").exists()
    assert remote.vectors.count() == local.vectors.count() > other.vectors.count() > 0
    assert asked(remote) == asked(local)
    assert len(asked(local)[3]) == 20
    remote.close()
    again = Store.open(tmp_path / "remote", HashEmbedder(), server)
    rebuild(again)
    assert asked(again) == asked(local)
    for store in (local, again, other):
        store.close()


def test_without_its_server_a_store_says_what_to_do(onrecord, indexed, tmp_path: Path):
    refused = onrecord("ask", "Who?", "--chroma-url", "http://127.0.0.1:9")
    assert (refused.exit_code, refused.stdout) == (3, "")
    assert "no Chroma server answers at http://127.0.0.1:9" in refused.stderr
