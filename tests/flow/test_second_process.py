"""Two processes that answer the same questions over the same store."""

import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from langchain_core.language_models import FakeListChatModel

from assistant.assistant import BaseAssistant
from assistant.chat_model import ChatModel
from assistant.config import Settings
from assistant.errors import QuestionError
from assistant.second_process import run_second_process
from index.embedding.embedder import SentenceEmbedder
from index.errors import FilterError
from index.records import Filters
from index.store.store import Store
from index.sync.sync import sync

EXTRADITION = "How many times did European states refuse extradition?"
MAYOR = "What did the mayor of Norrby say about the ferry?"
PATIENCE = 60


@pytest.fixture(scope="module")
def settings(tmp_path_factory, seeds: Path) -> Settings:
    folder = tmp_path_factory.mktemp("second_process") / ".onrecord"
    store = Store.create(folder, SentenceEmbedder())
    sync(store, [seeds])
    store.close()
    return Settings(store=folder)


@pytest.fixture(scope="module")
def assistant(settings: Settings):
    """An assistant that is busy, and so leaves questions to its second process."""
    opened = BaseAssistant.open(settings)
    with run_second_process(opened, settings):
        opened.second_process.start()
        deadline = time.monotonic() + PATIENCE
        while opened.second_process.answer(EXTRADITION, Filters(), 5) is None:
            assert time.monotonic() < deadline
            time.sleep(0.1)
        with opened._answering:
            yield opened
    opened.store.close()


def comparable(answer):
    facts = answer.as_dict()
    facts.pop("timings_ms")
    return facts


def test_both_processes_give_the_same_answers(assistant: BaseAssistant, monkeypatch):
    questions = [EXTRADITION, "Who won the World Cup?", "What did Plokhov say?"]
    with monkeypatch.context() as patch:
        patch.setattr(assistant, "second_process", None)
        here = [comparable(assistant.ask(one)) for one in questions]
    monkeypatch.setattr(assistant, "_answer_in_this_process", None)
    assert [comparable(assistant.ask(one)) for one in questions] == here
    assert {one["status"] for one in here} == {"answered", "not_found"}


def test_errors_of_the_second_process_are_raised_in_the_first(
    assistant: BaseAssistant, monkeypatch
):
    monkeypatch.setattr(assistant, "_answer_in_this_process", None)
    with pytest.raises(QuestionError, match="the question is empty"):
        assistant.ask("?")
    with pytest.raises(FilterError, match=r"no document 'x\.txt' in the store"):
        assistant.ask(EXTRADITION, Filters(documents=("x.txt",)))
    assert assistant.ask(EXTRADITION).status == "answered"


def test_the_second_process_sees_what_the_first_indexes(
    assistant: BaseAssistant, monkeypatch, tmp_path: Path
):
    monkeypatch.setattr(assistant, "_answer_in_this_process", None)
    assert assistant.ask(MAYOR).status == "not_found"
    (tmp_path / "ferry.txt").write_text(
        "“The ferry to Norrby stays free of charge until June,” said Ada Brandt, mayor of Norrby.\n"
    )
    sync(assistant.store, [tmp_path])
    answer = assistant.ask(MAYOR)
    assert answer.status == "answered"
    assert "stays free of charge until June" in answer.text


def test_the_second_process_goes_on_after_the_indexes_were_rebuilt(
    assistant: BaseAssistant, settings: Settings, monkeypatch
):
    monkeypatch.setattr(assistant, "_answer_in_this_process", None)
    before = comparable(assistant.ask(EXTRADITION))
    main = "from assistant.cli import main; main()"
    command = [sys.executable, "-c", main, "index", "--rebuild", "--store", str(settings.store)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120)
    assert "rebuilt the indexes" in done.stderr
    assert comparable(assistant.ask(EXTRADITION)) == before
    assert before["status"] == "answered"


@pytest.mark.parametrize("named", [{"reader": "large"}, {"embedding_model": "large"}])
def test_there_is_no_second_process_with_other_models_than_the_packaged_ones(
    settings: Settings, named
):
    opened = BaseAssistant.open(settings)
    with run_second_process(opened, replace(settings, **named)):
        assert opened.second_process is None
    opened.store.close()


def test_there_is_no_second_process_with_a_chat_model(settings: Settings):
    opened = BaseAssistant.open(settings)
    opened.model = ChatModel(FakeListChatModel(responses=["He said so."]), "fake")
    with run_second_process(opened, settings):
        assert opened.second_process is None
    opened.store.close()


def test_the_second_process_is_started_once(assistant: BaseAssistant):
    process = assistant.second_process._process
    assistant.warm_up()
    assert assistant.second_process._process is process


def test_if_the_second_process_ends_the_first_answers(assistant: BaseAssistant):
    os.kill(assistant.second_process._process.pid, signal.SIGKILL)
    for _ in range(2):
        assert assistant.ask(EXTRADITION).status == "answered"


def spawned_by(pid: int) -> list[str]:
    """The second process; without the one that Python starts to clean up."""
    threads = Path(f"/proc/{pid}/task").glob("*/children")
    children = {child for thread in threads for child in thread.read_text().split()}
    return [
        child for child in children if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()
    ]


def runs(pid: str) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1][0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks for children in /proc")
@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGKILL])
def test_the_chat_leaves_no_process_behind(settings: Settings, kind):
    command = "from assistant.cli import main; main()"
    chat = subprocess.Popen(
        [sys.executable, "-c", command, "chat", "--store", str(settings.store), "--port", "0"],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert re.search(r"http://\S+", chat.stderr.readline())
    deadline = time.monotonic() + PATIENCE
    while not (second := spawned_by(chat.pid)):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    if kind == signal.SIGINT:
        os.killpg(chat.pid, kind)  # as Ctrl-C in a terminal does
        assert chat.communicate(timeout=20) == (None, "")
    else:
        chat.kill()
    assert chat.wait(20) == (-kind if kind == signal.SIGKILL else 0)
    deadline = time.monotonic() + 20
    while any(map(runs, second)):
        assert time.monotonic() < deadline
        time.sleep(0.1)
