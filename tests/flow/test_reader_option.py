"""Which reader reads, and what happens where there is none."""

from __future__ import annotations

import json
import shutil
from functools import partial
from pathlib import Path

import pytest

from assistant.readers.extractive_reader import PACKAGED_READER_FOLDER, ExtractiveReader

QUESTION = "When will the grain tariff rise?"


@pytest.fixture
def no_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a packaged reader whose files are gone."""
    folder = tmp_path / "reader_model"
    folder.mkdir()
    reader = partial(ExtractiveReader, packaged_folder=folder)
    monkeypatch.setattr("assistant.assistant.ExtractiveReader", reader)
    return folder


def test_an_answer_without_a_reader_names_the_way_to_restore_it(onrecord, indexed, no_reader):
    result = onrecord("ask", QUESTION)
    assert (result.exit_code, result.stdout) == (1, "")
    assert str(no_reader) in result.stderr
    assert "pip install --force-reinstall" in result.stderr


@pytest.mark.parametrize(
    "command",
    [("search", "grain"), ("cite", "The harbour stays open."), ("statements",), ("list",)],
)
def test_nothing_but_answers_needs_the_reader(onrecord, indexed, no_reader, command):
    assert onrecord(*command).exit_code == 0


def test_another_reader_can_be_named(onrecord, indexed, no_reader, tmp_path, monkeypatch):
    other = str(shutil.copytree(PACKAGED_READER_FOLDER, tmp_path / "other"))
    answer = json.loads(onrecord("ask", QUESTION, "--json", "--reader", other).stdout)
    assert answer["retrieved"][0]["document"] == "grain.txt"
    monkeypatch.setenv("ONRECORD_READER", other)
    again = json.loads(onrecord("ask", QUESTION, "--json").stdout)
    assert again["confidence"] == answer["confidence"]


def test_a_reader_that_does_not_exist_is_named(onrecord, indexed):
    result = onrecord("ask", QUESTION, "--reader", "nobody/no-such-reader")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "the reader 'nobody/no-such-reader' can't be loaded" in result.stderr


def test_the_parts_of_a_confidence_are_explained(onrecord, indexed):
    shown = onrecord("ask", QUESTION, "--explain").stderr
    for part in (
        "answerable",
        "cited_rightly",
        "reader_fact",
        "min_confidence",
        "cited_probability",
    ):
        assert part in shown
    assert "considered (best" in shown


def test_the_short_answer_leads(onrecord, indexed):
    answer = json.loads(onrecord("ask", QUESTION, "--json").stdout)
    assert answer["status"] == "answered"
    assert answer["short_answer"] == "May"
    plain = onrecord("ask", QUESTION).stdout
    assert plain.startswith(f"May\n{answer['answer']}\n")
    assert "\x1b" not in plain
