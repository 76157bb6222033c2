"""CONTRIBUTING.md is performed in a copy of the code; a half that is left out is named."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support.chat_endpoint import serve

ROOT = Path(__file__).resolve().parents[1]
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
BLOCK = re.compile(
    r"^(?P<append>At the end of )?`(?P<path>[\w./]+)`:\n\n```\w*\n(?P<text>.*?)```", re.M | re.S
)
ADDITIONS = {match["path"]: match for match in BLOCK.finditer(GUIDE)}
FORMAT = "index/ingest/formats/sub_viewer.py"
VERBS = "index/lexicon/en/reporting_verbs.txt"
LANGUAGE = "index/lexicon/nl/language.toml"
DUTCH_VERBS = "index/lexicon/nl/reporting_verbs.txt"
METRIC = "assistant/evaluation/metrics/brevity.py"
CHECK = "assistant/generation/checks/exclamations.py"
LARGE = ("packaged", "minilm.onnx")
"""Model files, which the copy links to."""
ONRECORD = "from assistant.cli import main; main()"
CAPTIONS = """0:00:01.000,0:00:04.000
"The harbour stays open," Ada Brandt said.

0:00:05.000,0:00:08.000
"Nobody asked the pilots," Ben Cole said.
"""
QUESTIONS = (
    '{"id": "1", "question": "Who said that the harbour stays open?", "answers": ["Ada Brandt"]}\n'
)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The code as it is in the repository, without what CONTRIBUTING.md adds."""
    folder = tmp_path / "code"
    ignored = shutil.ignore_patterns(*LARGE)
    for top in ("index", "assistant", "prompts"):
        shutil.copytree(ROOT / top, folder / top, ignore=ignored)
    for name in LARGE:
        for path in (ROOT / "index", ROOT / "assistant"):
            for large in path.rglob(name):
                (folder / large.relative_to(ROOT)).symlink_to(large)
    return folder


def add(copy: Path, path: str, change: Callable[[str], str] = lambda text: text) -> None:
    """Write a block of CONTRIBUTING.md to its file; `change` makes a faulty one of it."""
    block = ADDITIONS[path]
    file = copy / path
    file.parent.mkdir(parents=True, exist_ok=True)
    before = file.read_text(encoding="utf-8") if block["append"] else ""
    file.write_text(before + change(block["text"]), encoding="utf-8")


def run(copy: Path, *arguments: object, code: str = ONRECORD) -> subprocess.CompletedProcess[str]:
    """Run the command line of the copy, in the folder beside it."""
    environment = {**os.environ, "PYTHONPATH": str(copy)}
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=copy.parent,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_guide_has_every_block_that_is_performed_here():
    performed = {FORMAT, VERBS, LANGUAGE, DUTCH_VERBS, METRIC, CHECK}
    assert set(ADDITIONS) == performed


def test_what_is_added_works_from_the_command_line(copy: Path, tmp_path: Path):
    for path in ADDITIONS:
        add(copy, path)
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "talk.sbv").write_text(CAPTIONS)
    (documents / "verb.txt").write_text(
        "Mia Nord bloviated that the canal would freeze every winter.\n"
    )
    (documents / "dutch.txt").write_text("“De haven blijft open,” zei Anna Visser.\n")

    indexed = run(copy, "index", documents, "--json")
    assert indexed.returncode == 0, indexed.stderr
    assert json.loads(indexed.stdout)["added"] == 3

    said = run(copy, "statements", "--json")
    speakers = {
        row["document"]: row["speaker"] for row in map(json.loads, said.stdout.splitlines())
    }
    assert speakers["verb.txt"] == "Mia Nord"
    assert speakers["dutch.txt"] == "Anna Visser"
    assert speakers["talk.sbv"] == "Ben Cole"
    assert "-->" not in said.stdout

    (tmp_path / "qa.jsonl").write_text(QUESTIONS)
    evaluated = run(copy, "eval", "qa.jsonl", "--out", "run", "--fail-under", "brief_answers=0.5")
    assert evaluated.returncode == 0, evaluated.stderr
    metrics = json.loads((tmp_path / "run" / "metrics.json").read_text())
    assert "brief_answers" in json.dumps(metrics)
    assert "answers of at most 60 words" in (tmp_path / "run" / "report.html").read_text()

    with serve(["Ada Brandt said “The harbour stays open”! [1]"]) as endpoint:
        question = "What did Ada Brandt say about the harbour?"
        arguments = ("--llm", "openai:scripted", "--llm-url", endpoint.url, "--json")
        answered = run(copy, "ask", question, *arguments)
    assert answered.returncode == 0, answered.stderr
    sentence = json.loads(answered.stdout)["sentences"][0]
    assert sentence["status"] == "dropped"
    assert sentence["reason"] == "an exclamation mark that is not in the evidence"


def without(pattern: str) -> Callable[[str], str]:
    """Takes what matches out of a block, which must match."""

    def change(text: str) -> str:
        changed, times = re.subn(pattern, "", text)
        assert times
        return changed

    return change


LIST_METRICS = "from assistant.evaluation.list_metrics import main; main()"
LIST_CHECKS = "from assistant.generation.check_registry import all_checks; all_checks()"


@pytest.mark.parametrize(
    ("paths", "path", "change", "message"),
    [
        ((), FORMAT, without(r"FORMAT = .*\n"), "index/ingest/formats/sub_viewer.py has no FORMAT"),
        ((), FORMAT, without(r'suffixes=\("\.sbv",\), '), "suffixes"),
        ((), FORMAT, without(r", read=read_sub_viewer"), "read"),
        ((), VERBS, without(r"clause +"), "en/reporting_verbs.txt, line"),
        ((LANGUAGE,), DUTCH_VERBS, without(r"clause +says"), "nl/reporting_verbs.txt, line 1"),
        (
            (LANGUAGE,),
            DUTCH_VERBS,
            without(r" +third=zegt +past=zei +ing=zeggend"),
            "nl/reporting_verbs.txt, line 1",
        ),
        ((), DUTCH_VERBS, str, "lexicon/nl is no language: it has no language.toml"),
        ((), LANGUAGE, str, "lexicon/nl has no reporting_verbs.txt"),
        ((), METRIC, without(r"label=.*\n"), "label"),
        ((), METRIC, without(r"direction=.*\n"), "direction"),
        ((), METRIC, without(r"METRICS = (.*\n)*"), "brevity.py"),
        ((), CHECK, without(r"order=15, "), "order"),
        ((), CHECK, without(r"CHECK = .*\n"), "exclamations.py has no CHECK"),
    ],
)
def test_a_half_that_is_left_out_is_named(
    copy: Path, paths: tuple[str, ...], path: str, change: Callable[[str], str], message: str
):
    for whole in paths:
        add(copy, whole)
    add(copy, path, change)
    (copy.parent / "verb.txt").write_text("Mia Nord said that the canal would freeze.\n")
    if path == METRIC:
        result = run(copy, code=LIST_METRICS)
    elif path == CHECK:
        result = run(copy, code=LIST_CHECKS)
    else:
        result = run(copy, "index", "verb.txt")
    assert result.returncode != 0
    assert message in result.stderr
    if path not in (METRIC, CHECK):
        assert "Traceback" not in result.stderr
