"""Asking a test set: a stopped run continues, and runs that differ are never mixed."""

from __future__ import annotations

import errno
import json
from dataclasses import replace
from pathlib import Path

import pytest
from filelock import FileLock

from assistant.errors import EvaluationError
from assistant.evaluation.asking import RUN_FILE, ask_questions
from assistant.evaluation.judging.predictions import PREDICTIONS_FILE, read_predictions
from assistant.evaluation.judging.records import GoldQuestion, TestSet
from assistant.langchain import Assistant
from assistant.readers.extractive_reader import NoReader
from index.sync.sync import sync


def nothing(done: int, total: int, name: str) -> None:
    pass


def ids(folder: Path) -> list[str]:
    return [line["id"] for line in read_predictions(folder)]


def test_each_question_gets_a_line_like_those_of_ask_and_cite(assistant, questions, tmp_path: Path):
    calls = []
    failed = ask_questions(
        assistant, questions, tmp_path / "a" / "b", lambda *one: calls.append(one)
    )
    lines = list(read_predictions(tmp_path / "a" / "b"))
    assert failed == []
    assert [line["id"] for line in lines] == ["1", "2", "3", "4"]
    assert lines[0]["retrieved"][0]["document"] == "harbour.txt"
    assert lines[2]["verdict"] == "verbatim"
    assert calls == [(0, 4, "1"), (1, 4, "2"), (2, 4, "3"), (3, 4, "4"), (4, 4, "")]


class Stopped(Exception):
    pass


@pytest.mark.parametrize("error", [Stopped, KeyboardInterrupt])
def test_a_stopped_run_continues_and_asks_no_question_twice(
    assistant, questions, tmp_path: Path, error: type[BaseException]
):
    def stop(done: int, total: int, name: str) -> None:
        if done == 2:
            raise error

    with pytest.raises(error):
        ask_questions(assistant, questions, tmp_path / "run", stop)
    assert ids(tmp_path / "run") == ["1", "2"]
    calls = []
    ask_questions(assistant, questions, tmp_path / "run", lambda *one: calls.append(one))
    assert calls[0] == (2, 4, "3")
    ask_questions(assistant, questions, tmp_path / "run", nothing)
    assert ids(tmp_path / "run") == ["1", "2", "3", "4"]
    assert len(assistant.asked) == len(set(assistant.asked)) == 3


@pytest.mark.parametrize("half", [b'{"id": "4", "sta', '{"id": "4", "é'.encode()[:-1], b"{}"])
def test_an_incomplete_last_line_is_removed_and_its_question_asked_again(
    assistant, questions, tmp_path: Path, half: bytes
):
    ask_questions(assistant, questions, tmp_path, nothing)
    path = tmp_path / PREDICTIONS_FILE
    whole = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(whole[:3]) + half)
    ask_questions(assistant, questions, tmp_path, nothing)
    assert ids(tmp_path) == ["1", "2", "3", "4"]
    assert path.read_bytes().splitlines(keepends=True)[:3] == whole[:3]


def test_fresh_asks_every_question_again(assistant, questions, tmp_path: Path):
    ask_questions(assistant, questions, tmp_path, nothing)
    ask_questions(assistant, questions, tmp_path, nothing, fresh=True)
    assert ids(tmp_path) == ["1", "2", "3", "4"]
    assert len(assistant.asked) == 6


def test_a_question_that_can_not_be_asked_gets_the_status_failed(
    assistant, questions, tmp_path: Path
):
    odd = GoldQuestion(id="5", type="quote", question="?", quote="…", verdict="verbatim")
    gone = replace(questions.questions[0], id="6", without=("gone.txt",))
    wider = TestSet("set.jsonl", (*questions.questions, odd, gone))
    for _ in range(2):
        failed = ask_questions(assistant, wider, tmp_path, nothing)
        assert [one.split(":")[0] for one in failed] == ["5", "6"]
        assert "there are no words in the quote" in failed[0]
    lines = {line["id"]: line for line in read_predictions(tmp_path)}
    assert lines["5"]["status"] == lines["6"]["status"] == "failed"


def test_a_document_left_out_is_not_retrieved(assistant, questions, tmp_path: Path):
    without = replace(questions.questions[0], without=("harbour.txt",))
    ask_questions(assistant, TestSet("set.jsonl", (without,)), tmp_path, nothing)
    (line,) = read_predictions(tmp_path)
    assert {passage["document"] for passage in line["retrieved"]} == {"court.txt"}


def refusal(assistant: Assistant, questions: TestSet, folder: Path) -> str:
    before = (folder / PREDICTIONS_FILE).read_bytes()
    with pytest.raises(EvaluationError) as raised:
        ask_questions(assistant, questions, folder, nothing)
    assert (folder / PREDICTIONS_FILE).read_bytes() == before
    return str(raised.value)


def test_another_test_set_in_the_same_folder_is_refused(assistant, questions, tmp_path: Path):
    ask_questions(assistant, questions, tmp_path, nothing)
    message = refusal(assistant, TestSet("other.jsonl", questions.questions[:2]), tmp_path)
    assert "holds another run (test set: set.jsonl there, other.jsonl now; questions: " in message
    assert "--fresh" in message


def test_other_documents_in_the_same_folder_are_refused(
    assistant, questions, tmp_path: Path, corpus
):
    ask_questions(assistant, questions, tmp_path / "run", nothing)
    more = corpus({"ferry.txt": "Ada Brandt said the ferry sank.\n"}, "more")
    sync(assistant.store, [more])
    message = refusal(assistant, questions, tmp_path / "run")
    assert "documents: 2 there, 3 now; documents fingerprint: " in message


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"mode": "words"}, "retrieval: all there, words now"),
        ({"abstains": False}, "abstains: True there, False now"),
        ({"reader": "another"}, "reader: none there, another now"),
    ],
)
def test_other_settings_in_the_same_folder_are_refused(
    assistant, questions, tmp_path, changed, words
):
    ask_questions(assistant, questions, tmp_path, nothing)
    other = Assistant(assistant.store, **{"reader": NoReader(), **changed})
    assert f"({words})" in refusal(other, questions, tmp_path)


def test_predictions_that_are_no_run_are_not_overwritten(assistant, questions, tmp_path: Path):
    (tmp_path / PREDICTIONS_FILE).write_text('{"id": "1"}\n')
    assert "no run of `onrecord eval`" in refusal(assistant, questions, tmp_path)


@pytest.mark.parametrize("text", ["", "[]", "{broken", "\ud800"])
def test_a_damaged_run_file_is_reported(assistant, questions, tmp_path: Path, text: str):
    ask_questions(assistant, questions, tmp_path, nothing)
    (tmp_path / RUN_FILE).write_bytes(text.encode("utf-8", "surrogatepass"))
    assert "run.json is damaged; --fresh asks everything again" in refusal(
        assistant, questions, tmp_path
    )


PLACE = {"document": "a.txt", "document_id": "a", "start": 0, "end": 1, "quote": "a"}


@pytest.mark.parametrize(
    "line",
    [
        "{broken",
        "[]",
        "{}",
        "5",
        '{"id": 5}',
        '{"id": ["1"]}',
        '{"id": "1", "confidence": NaN}',
        '{"id": "1", "confidence": "high"}',
        '{"id": "1", "timings_ms": {"total": "fast"}}',
        '{"id": "1", "timings_ms": 5}',
        '{"id": "1", "retrieved": [{"document": "a.txt"}]}',
        '{"id": "1", "citations": 5}',
        json.dumps({"id": "1", "citations": [{**PLACE, "document_id": None}]}),
        json.dumps({"id": "1", "citations": [{**PLACE, "start": "0"}]}),
        json.dumps({"id": "1", "matches": [{**PLACE, "quote": None}]}),
        "[" * 5000,
    ],
)
def test_a_damaged_line_is_reported_with_its_number(
    assistant, questions, tmp_path: Path, line: str
):
    ask_questions(assistant, questions, tmp_path, nothing)
    path = tmp_path / PREDICTIONS_FILE
    path.write_text(f"{path.read_text()}{line}\n")
    message = refusal(assistant, questions, tmp_path)
    assert f"{path}, line 5 is damaged (" in message
    assert "remove that line" in message


def test_two_runs_at_once_are_refused(assistant, questions, tmp_path: Path):
    with FileLock(tmp_path / ".lock"), pytest.raises(EvaluationError, match="another run is writ"):
        ask_questions(assistant, questions, tmp_path, nothing)
    assert not (tmp_path / PREDICTIONS_FILE).exists()
    ask_questions(assistant, questions, tmp_path, nothing)


def test_a_folder_that_can_not_be_written_is_reported(assistant, questions, tmp_path: Path):
    (tmp_path / "file").write_text("")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(EvaluationError, match="can't be written: "):
            ask_questions(assistant, questions, folder, nothing)
    (tmp_path / "run" / RUN_FILE).mkdir(parents=True)
    with pytest.raises(EvaluationError, match="can't be written: Is a directory"):
        ask_questions(assistant, questions, tmp_path / "run", nothing)


def test_a_full_disk_is_reported_and_the_run_continues_later(
    assistant, questions, tmp_path: Path, monkeypatch
):
    import assistant.evaluation.asking as module

    whole = module.as_line

    def full(facts):
        if facts["id"] == "3":
            raise OSError(errno.ENOSPC, "No space left on device")
        return whole(facts)

    monkeypatch.setattr(module, "as_line", full)
    with pytest.raises(EvaluationError, match="can't be written: No space left on device"):
        ask_questions(assistant, questions, tmp_path, nothing)
    monkeypatch.undo()
    ask_questions(assistant, questions, tmp_path, nothing)
    assert ids(tmp_path) == ["1", "2", "3", "4"]
