"""Odd questions and options: an answer or a clear message, never a traceback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest


@pytest.mark.parametrize("question", ["", "   ", "?!…", "\x07\x1b\x00", "\u200b"])
def test_an_empty_question_is_a_usage_error(onrecord, indexed, question: str):
    result = onrecord("ask", question)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "the question is empty" in result.stderr


@pytest.mark.parametrize(
    "question",
    [
        "x" * 100_000,
        "grain tariff " * 7_700,
        "部长说了什么？",
        "ماذا قال الوزير؟",
        "grain\x00\x1b[2J\x07?",
        "grain \ud800 tariff",
        "👩‍👩‍👧 grain",
        "\u202egrain",
        "a' OR 1=1 --",
        '") NOT (grain',
        "grain*~^3",
    ],
    ids=[
        "one long word",
        "long",
        "chinese",
        "arabic",
        "controls",
        "surrogate",
        "emoji",
        "bidi",
        "sql",
        "query",
        "operators",
    ],
)
def test_any_question_gets_an_answer(onrecord, indexed, question: str):
    result = onrecord("ask", question, "--json")
    assert result.exit_code == 0, result.stderr
    answer = json.loads(result.stdout)
    assert answer["status"] in ("answered", "not_found")
    if "grain" in question:
        assert answer["retrieved"][0]["document"] == "grain.txt"
    assert onrecord("search", question).exit_code == 0


def test_a_question_can_come_from_stdin(onrecord, indexed):
    result = onrecord("ask", "-", "--json", stdin="What of the grain tariff?" * 9000)
    assert json.loads(result.stdout)["retrieved"][0]["document"] == "grain.txt"
    bad = onrecord("ask", "-", stdin=b"caf\xe9?")
    assert bad.exit_code == 2
    assert "not valid UTF-8 (byte 3)" in bad.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("ask", "Who?", "--after", "yesterweek"), "'yesterweek' is not a date"),
        (("ask", "Who?", "--before", "2016-13-40"), "'2016-13-40' is not a date"),
        (("ask", "Who?", "--document", "nobody.txt"), "no document 'nobody.txt'"),
        (("search", "x", "--document", "nobody.txt"), "no document 'nobody.txt'"),
        (("search", "x", "--outlet", "\udcff"), "not valid UTF-8"),
        (("search", "x", "--where", "nothing"), "'nothing' is not COLUMN=VALUE"),
        (("show", "nobody.txt"), "no document 'nobody.txt'"),
        (("show", "grain.txt", "--span", "5"), "'5' is not START:END"),
        (("show", "grain.txt", "--span", "a:b"), "'a:b' is not START:END"),
        (("show", "grain.txt", "--span", "9:3"), "outside the document"),
        (("show", "grain.txt", "--span", "0:99999"), "outside the document, which has 0:"),
        (("ask",), "give one question or a file"),
        (("index",), "name the files or folders"),
    ],
)
def test_a_value_that_is_none_is_a_usage_error(onrecord, indexed, arguments, words: str):
    result = onrecord(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr


def test_a_column_may_have_any_name(onrecord, indexed):
    result = onrecord("search", "grain", "--where", 'a"b.c=x')
    assert (result.exit_code, result.stdout) == (0, "")
    assert "no passages found in 0 documents" in result.stderr


def test_removing_what_is_not_there_removes_the_rest(onrecord, indexed):
    result = onrecord("remove", "nobody.txt", "grain.txt", "grain.txt")
    assert (result.exit_code, result.stdout) == (1, "1 removed\n")
    assert "no document 'nobody.txt'" in result.stderr
    assert onrecord("list").stdout.startswith("court.txt\t")
    assert (indexed / "grain.txt").exists()


GOOD = '{"id": "1", "question": "What of the grain tariff?"}\n'


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{broken", "line 2 is not JSON"),
        ('{"id": "2"}', 'line 2 lacks "question"'),
        ('{"question": "Who?"}', 'line 2 lacks "id"'),
        ('{"id": "2", "question": null}', 'line 2 has a wrong "question"'),
        ("[1, 2]", "line 2 should be a JSON object"),
        ('{"id": "1", "question": "Again?"}', "line 2: the id '1' was used before"),
        ("[" * 100_000, "line 2 is nested too deeply"),
    ],
    ids=["broken", "no question", "no id", "null", "list", "twice", "deep"],
)
def test_a_batch_with_a_bad_line_asks_nothing(onrecord, indexed, tmp_path: Path, line, words):
    (tmp_path / "qa.jsonl").write_text(GOOD + line + "\n")
    result = onrecord("ask", "--batch", "qa.jsonl", "--out", "out.jsonl")
    assert (result.exit_code, result.stdout) == (1, "")
    assert words in result.stderr
    assert not (tmp_path / "out.jsonl").exists()


def test_a_batch_file_that_is_not_there_or_not_text(onrecord, indexed, tmp_path: Path):
    assert "qa.jsonl can't be read" in onrecord("ask", "--batch", "qa.jsonl").stderr
    (tmp_path / "qa.jsonl").write_bytes(b"\xff\xfe")
    assert "not valid UTF-8 (byte 0)" in onrecord("ask", "--batch", "qa.jsonl").stderr


def test_a_batch_answers_each_line_and_names_the_empty_ones(onrecord, indexed, tmp_path: Path):
    lines = [
        GOOD,
        '{"id": "2", "question": " "}\n',
        '{"id": "\\ud800", "question": "\\ud800 grain"}',
    ]
    (tmp_path / "qa.jsonl").write_text("".join(lines))
    result = onrecord("ask", "--batch", "qa.jsonl", "--out", "out.jsonl")
    assert result.exit_code == 1
    assert "failed: 2: the question is empty" in result.stderr
    answers = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [answer["id"] for answer in answers] == ["1", "2", "\ud800"]
    assert [a["status"] == "failed" for a in answers] == [False, True, False]
    unwritable = onrecord("ask", "--batch", "qa.jsonl", "--out", "no/such/folder.jsonl")
    assert unwritable.exit_code == 1
    assert "can't be written" in unwritable.stderr


def test_an_output_file_without_a_batch_is_a_usage_error(onrecord, indexed, tmp_path):
    result = onrecord("ask", "Who?", "--out", tmp_path / "x.json")
    assert result.exit_code == 2
    assert "--out needs --batch" in result.stderr
    assert not (tmp_path / "x.json").exists()
