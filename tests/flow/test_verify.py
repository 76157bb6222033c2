"""`onrecord verify`: saved answers against what the store holds now."""

from __future__ import annotations

import json
from pathlib import Path

import pytest


@pytest.fixture
def saved(onrecord, indexed, tmp_path: Path) -> Path:
    """The verdict on a quote and an answer's shape, as they were saved."""
    verdict = json.loads(onrecord("cite", "The court refused to extradite", "--json").stdout)
    match = verdict["matches"][0]
    answer = {
        "id": "a1",
        "status": "answered",
        "citations": [{**match, "quote": match["text"], "marker": 1}],
    }
    nothing = {"id": "a2", "status": "not_found", "citations": []}
    path = tmp_path / "saved.jsonl"
    path.write_text("".join(f"{json.dumps(row)}\n" for row in (answer, verdict, nothing)))
    return path


def test_what_was_saved_holds(onrecord, saved: Path):
    result = onrecord("verify", saved)
    assert (result.exit_code, result.stdout) == (0, "2 of 2 citations hold (3 answers)\n")


def test_what_ask_saved_holds(onrecord, indexed, tmp_path: Path):
    (tmp_path / "qa.jsonl").write_text('{"id": "1", "question": "Who refused to extradite?"}\n')
    onrecord("ask", "--batch", "qa.jsonl", "--out", "answers.jsonl")
    assert onrecord("verify", "answers.jsonl").exit_code == 0


@pytest.mark.parametrize("indent", [None, 2])
def test_one_object_or_a_list_of_them(onrecord, saved: Path, tmp_path: Path, indent):
    rows = [json.loads(line) for line in saved.read_text().splitlines()]
    (tmp_path / "one.json").write_text(json.dumps(rows[0], indent=indent))
    (tmp_path / "list.json").write_text("\ufeff" + json.dumps(rows, indent=indent))
    assert "1 of 1 citations hold (1 answers)" in onrecord("verify", "one.json").stdout
    assert "2 of 2 citations hold (3 answers)" in onrecord("verify", "list.json").stdout


def test_a_changed_document_is_told(onrecord, indexed: Path, saved: Path):
    court = indexed / "court.txt"
    court.write_text("Yesterday. " + court.read_text())
    onrecord("index", indexed)
    result = onrecord("verify", saved)
    assert result.exit_code == 1
    assert result.stdout.startswith("0 of 2 citations hold")
    assert "a1: court.txt 0-30: the document has changed" in result.stdout
    assert "the words are now at 11-41" in result.stdout


def test_a_document_that_is_gone_is_told(onrecord, indexed: Path, saved: Path):
    onrecord("remove", "court.txt")
    result = onrecord("verify", saved, "--json")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert (found["answers"], found["citations"], found["holding"]) == (3, 2, 0)
    assert {p["reason"] for p in found["problems"]} == {"the document is not in the store"}


def test_other_characters_are_told(onrecord, saved: Path):
    rows = [json.loads(line) for line in saved.read_text().splitlines()]
    rows[0]["citations"][0]["quote"] = "The court agreed"
    rows[1]["matches"][0]["start"] += 1
    saved.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    result = onrecord("verify", saved)
    assert result.exit_code == 1
    assert "the characters there differ; the words are no longer in it" in result.stdout
    assert "the characters there differ; the words are now at 0-30" in result.stdout


def test_a_renamed_file_is_the_same_document(onrecord, indexed: Path, saved: Path):
    (indexed / "court.txt").rename(indexed / "ruling.txt")
    onrecord("index", indexed, "--prune")
    assert onrecord("verify", saved).exit_code == 0


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "can't be read"),
        (b"", "is empty"),
        (b"\xff\xfe", "not valid UTF-8 (byte 0)"),
        (b"Dear reader,\n", "line 1 is not JSON"),
        (b'{"id": 1, "status": "answered"}\n{oops\n', "line 2 is not JSON"),
        (b"[1, 2]", "is no saved answer"),
        (b'{"name": "x"}', "is no saved answer"),
        (b'{"citations": [{"start": 1}]}', 'lacks "quote"'),
        (b'{"matches": [{"text": "x"}]}', 'lacks "sha256"'),
        (b'{"citations": ["x"]}', 'should be a JSON object and not "x"'),
        (b'{"citations": 5}', "is no saved answer"),
        (b"[" * 100_000, "nested too deeply"),
    ],
    ids=range(12),
)
def test_a_file_of_something_else_is_a_usage_error(onrecord, indexed, tmp_path, content, words):
    if content is not None:
        (tmp_path / "x.json").write_bytes(content)
    result = onrecord("verify", "x.json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr
