"""The whole way with the packaged model, and nothing leaves this machine."""

from __future__ import annotations

import json
import os
import queue
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from gradio_client import Client
from support import network_blocker

from assistant import Assistant, Settings
from assistant.stores import create_store
from assistant.ui import serve
from index.sync.sync import sync

QUESTION = "With which countries is cooperation against cybercrime most active?"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, seeds: Path) -> Iterator[Assistant]:
    settings = Settings(store=tmp_path_factory.mktemp("real") / "store")
    store = create_store(settings)
    sync(store, [seeds])
    yield Assistant(store)
    store.close()


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1"])
def test_the_blocker_blocks_connections(host: str, outside_calls: list[str]):
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for method in ("connect", "connect_ex"):
        with (
            socket.socket(family) as client,
            pytest.raises(network_blocker.OutsideCall, match=host),
        ):
            getattr(client, method)((host, 80))
    assert len(outside_calls) == 2
    outside_calls.clear()


def test_the_blocker_blocks_look_ups_and_notes_what_is_swallowed(outside_calls: list[str]):
    with pytest.raises(OSError, match=r"huggingface\.co"):
        socket.create_connection(("huggingface.co", 443), timeout=1)
    assert outside_calls == ["look-up of huggingface.co"]
    outside_calls.clear()


def test_the_article_is_indexed_and_answers_with_its_exact_words(assistant: Assistant, seeds: Path):
    (path,) = seeds.glob("*.txt")
    text = path.read_bytes().decode()
    answer = assistant.ask(QUESTION)
    assert answer.status == "answered"
    assert answer.citations
    for citation in answer.citations:
        assert citation.quote == text[citation.start : citation.end]


def test_it_is_a_langchain_runnable(assistant: Assistant):
    answers = [*assistant.batch([QUESTION, {"question": QUESTION, "k": 1}])]
    answers += [assistant.invoke(QUESTION), *assistant.stream(QUESTION)]
    assert len(answers) == 4
    assert {answer.text for answer in answers} == {assistant.ask(QUESTION).text}
    assert len(answers[1].retrieved) == 1
    assert (assistant | (lambda answer: answer.status)).invoke(QUESTION) == "answered"


def test_the_chat_answers_the_same(assistant: Assistant):
    address: queue.Queue[str] = queue.Queue()
    stop = threading.Event()
    options = {"port": 0, "when_ready": address.put, "stop": stop}
    thread = threading.Thread(target=serve, args=(assistant,), kwargs=options)
    thread.start()
    try:
        answer = Client(address.get(timeout=60), verbose=False).predict(QUESTION, api_name="/ask")
    finally:
        stop.set()
        thread.join(20)
    assert answer["status"] == "answered"
    assert answer["citations"][0]["quote"] == assistant.ask(QUESTION).citations[0].quote


BLOCKED = f"""
import sys
sys.path.insert(0, {str(Path(network_blocker.__file__).parent)!r})
import network_blocker
network_blocker.block()
"""


def run_blocked(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run code with the network blocked, and without variables that keep libraries offline."""
    libraries = ("HF_", "TRANSFORMERS_", "TOKENIZERS_")
    environment = {name: os.environ[name] for name in os.environ if not name.startswith(libraries)}
    result = subprocess.run(
        [sys.executable, "-c", BLOCKED + code],
        cwd=folder,
        capture_output=True,
        text=True,
        env=environment,
    )
    assert result.returncode == 0, result.stderr
    return result


def test_the_command_line_leaves_the_machine_alone_from_its_first_import_on(
    tmp_path: Path, seeds: Path
):
    code = f"""
from assistant.cli import main
for arguments in ({["index", str(seeds)]!r}, {["ask", "--json", QUESTION]!r}):
    try:
        main(arguments)
    except SystemExit as end:
        assert not end.code, end.code
print(network_blocker.ATTEMPTS, file=sys.stderr)
"""
    result = run_blocked(code, tmp_path)
    counts, answer = result.stdout.splitlines()
    assert counts.startswith("1 added")
    assert json.loads(answer)["status"] == "answered"
    assert result.stderr.splitlines()[-1] == "[]"


def test_a_program_that_uses_the_library_stays_offline_and_keeps_its_environment(
    tmp_path: Path, seeds: Path
):
    code = f"""
import json, os
from pathlib import Path
def variables():  # torch sets some of its own
    ours = "HF_", "TRANSFORMERS_", "TOKENIZERS_", "ONEDNN_", "LRU_"
    return {{name: value for name, value in os.environ.items() if name.startswith(ours)}}
before = variables()
from assistant import Assistant, Settings
from assistant.generation.support.entailment import EntailmentModel
from assistant.readers.transformers_model import TransformersModel
from assistant.stores import create_store
from index.embedding.embedder import DEFAULT_MODEL, SentenceEmbedder, model_folder
from index.errors import OnRecordError
from index.sync.sync import sync
settings = Settings(store=Path("store"))
store = create_store(settings)
sync(store, [Path({str(seeds)!r})])
answer = Assistant.open(settings).ask({QUESTION!r})
folder = str(model_folder(DEFAULT_MODEL))
SentenceEmbedder(folder).embed_question("Who?")
for load in (lambda: TransformersModel.load(folder), EntailmentModel(folder).load):
    try:
        load()
    except OnRecordError:  # the folder holds no model of inference
        pass
print(json.dumps([answer.status, variables() == before, network_blocker.ATTEMPTS]))
"""
    found = json.loads(run_blocked(code, tmp_path).stdout)
    assert found == ["answered", True, []]
