"""The Markdown report, and how reports write numbers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.evaluation import evaluate
from assistant.evaluation.analysis.comparison import Comparison, StageChange
from assistant.evaluation.judging.records import TestSet
from assistant.evaluation.report.formatting import format_interval, format_share, format_value
from assistant.evaluation.report.markdown import MOST_CHANGED_QUESTIONS, markdown_report
from assistant.langchain import Assistant
from assistant.readers.extractive_reader import NoReader


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, "–"), (0.5, "0.500"), (1.0, "1.000"), (0.0, "0.000"), (12, "12"), (1234.5, "1,234.5")],
)
def test_numbers_as_reports_write_them(value, text: str):
    assert format_value(value) == text
    assert format_interval(None) == "–"
    assert format_interval((0.25, 12.5)) == "0.250 to 12.5"
    assert format_share(0.666) == "67 %"


def test_headlines_stages_groups_and_problems(assistant, questions, tmp_path: Path):
    lost = replace(questions.questions[0], id="9", document="gone|.txt")
    done = evaluate(assistant, TestSet("set.jsonl", (*questions.questions, lost)), tmp_path / "run")
    text = markdown_report(done)
    assert text.startswith("# set.jsonl: 5 questions\n\nAsked of 2 documents; embedding model hash")
    assert text == (tmp_path / "run" / "report.md").read_text()
    assert "## Where it fails" in text
    assert "## By type" in text
    assert "- 9: the document 'gone|.txt' is not in the store" in text
    for block in text.split("\n\n"):
        rows = [line for line in block.splitlines() if line.startswith("|")]
        assert len({len(row) for row in rows}) <= 1, block
        assert len({row.count(" | ") for row in rows}) <= 1, block


def test_the_report_names_the_parts_left_out(store, questions, tmp_path: Path):
    other = Assistant(store, NoReader(), mode="words", abstains=False)
    text = markdown_report(evaluate(other, questions, tmp_path / "run"))
    assert "; found by words alone; without abstention." in text


def test_a_comparison_without_changes_and_with_many(assistant, questions, tmp_path: Path):
    evaluate(assistant, questions, tmp_path / "before")
    done = evaluate(assistant, questions, tmp_path / "run", tmp_path / "before")
    text = markdown_report(done)
    assert f"## Compared with {tmp_path / 'before'}" in text
    assert "Over 4 questions that both have." in text
    flips = tuple(
        StageChange(id=str(n), before="right", after="failed")
        for n in range(MOST_CHANGED_QUESTIONS + 3)
    )
    flipped = Comparison(name="old", questions=1, differences=(), won=flips[:1], lost=flips)
    text = markdown_report(replace(done, comparison=flipped))
    assert "No metric changed by more than chance." in text
    assert "### Lost: 23 questions\n\n- 0: right → failed" in text
    assert "- and 3 more" in text
    assert "### Won: 1 question\n" in text
