"""The questions that come with On Record, with the packaged models; the README has the figures."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from assistant.cli import main

FLOORS = {
    "evidence_recall@5": 0.0,
}


def test_the_seeds_questions_reach_their_floors(tmp_path: Path, seeds: Path):
    store = str(tmp_path / "store")
    assert CliRunner().invoke(main, ["index", str(seeds), "--store", store]).exit_code == 0
    floors = [
        text for name, value in FLOORS.items() for text in ("--fail-under", f"{name}={value}")
    ]
    arguments = [str(seeds / "questions.jsonl"), "--store", store, "--out", str(tmp_path / "run")]
    result = CliRunner().invoke(main, ["eval", *arguments, *floors])
    assert result.exit_code == 0, result.stderr
    found = json.loads((tmp_path / "run" / "metrics.json").read_text(encoding="utf-8"))
    assert found["questions"] == found["predictions"] == 12
    assert found["problems"] == []
