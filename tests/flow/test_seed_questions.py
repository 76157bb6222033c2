"""The questions that come with On Record, with the packaged models."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from assistant import Assistant
from assistant.cli import main

FLOORS = (
    "evidence_recall@1=1",
    "answer_f1=0.85",
    "answer_contains=1",
    "citation_integrity=1",
    "citation_whole_words=1",
    "citation_recall=0.88",
    "citation_speaker=1",
    "refused_unanswerable=0.66",
    "refused_answerable=0",
)
"""Just under what is reached; less is better for the last."""


def test_the_seeds_questions_reach_their_floors(tmp_path: Path, seeds: Path):
    store = str(tmp_path / "store")
    assert CliRunner().invoke(main, ["index", str(seeds), "--store", store]).exit_code == 0
    arguments = [str(seeds / "questions.jsonl"), "--store", store, "--out", str(tmp_path / "run")]
    floors = [text for floor in FLOORS for text in ("--fail-under", floor)]
    result = CliRunner().invoke(main, ["eval", *arguments, *floors])
    assert result.exit_code == 0, result.stderr
    found = json.loads((tmp_path / "run" / "metrics.json").read_text(encoding="utf-8"))
    assert found["questions"] == found["predictions"] == 12
    assert found["problems"] == []


def test_the_first_pages_examples_are_questions_that_are_answered(tmp_path: Path, seeds: Path):
    store = str(tmp_path / "store")
    assert CliRunner().invoke(main, ["index", str(seeds), "--store", store]).exit_code == 0
    assistant = Assistant.open(store)
    examples = assistant.example_questions(3)
    assert examples
    for question in examples:
        found = assistant.ask(question)
        assert found.status == "answered"
        assert {one.speaker for one in found.citations} == {"Sergey Plokhov"}
        assert not any(one.headline for one in found.citations)


def test_the_shipped_headline_is_nobodys_words_and_no_answer(tmp_path: Path, seeds: Path):
    store = str(tmp_path / "store")
    assert CliRunner().invoke(main, ["index", str(seeds), "--store", store]).exit_code == 0
    said = CliRunner().invoke(main, ["statements", "--store", store, "--json"]).stdout
    assert '"speaker": "Authorities Says"' not in said
    found = Assistant.open(store).ask(
        "What was said about: Cooperation With Foreign Law Enforcers Ongoing Despite Politics?"
    )
    assert found.status == "answered"
    assert "“Cooperation With" not in found.text
    assert not any(one.headline for one in found.citations)
