"""`onrecord statements`: a statement that several documents carry is one line, `--all` has all."""

from __future__ import annotations

import json

import pytest

STORY = "“The grain tariff will rise in May,” said Ada Brandt.\n"


@pytest.fixture
def store(onrecord, corpus):
    texts = {f"{n}.txt": f"2021-05-0{n + 1}\n\n{STORY}" for n in range(7)}
    texts |= {"one.txt": "2021-05-04\n\n“The pier at Lund is open,” said Otto Lind.\n"}
    folder = corpus(texts)
    assert onrecord("index", folder).exit_code == 0
    return folder


def test_a_statement_is_shown_once_with_the_other_documents(store, onrecord):
    result = onrecord("statements")
    assert result.exit_code == 0
    assert result.stdout.count("grain tariff") == 1
    assert result.stdout.count("also in") == 1
    (line,) = [line.strip() for line in result.stdout.splitlines() if "also in" in line]
    assert line.startswith("also in 6 other documents: 1.txt 12-")
    assert line.endswith("… (--all lists them)") and line.count(".txt") == 5


def test_all_records_are_shown_on_request_and_in_json(store, onrecord):
    shown = onrecord("statements", "--all").stdout
    assert shown.count("grain tariff") == 7 and "also in" not in shown
    rows = [json.loads(line) for line in onrecord("statements", "--json").stdout.splitlines()]
    assert [row["document"] for row in rows if row["repeats"] is None] == ["0.txt", "one.txt"]
    assert {row["repeats"]["document"] for row in rows if row["repeats"]} == {"0.txt"}


def test_a_topic_that_nobody_speaks_about_has_no_statements(store, onrecord):
    assert "grain" in onrecord("statements", "--about", "grain tariff").stdout
    result = onrecord("statements", "--speaker", "Otto Lind", "--about", "grain tariff")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "no statements found" in result.stderr
