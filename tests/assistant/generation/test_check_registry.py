"""The registry of checks: one file adds a check, and an incomplete one is refused by name."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from support.numbered_evidence import cited_sentence

from assistant.errors import CheckError
from assistant.generation.check_registry import all_checks

IMPORT = "from assistant.generation.comparison.sentence_check import SentenceCheck\n"
COMPLETE = {
    "name": "'length'",
    "order": "1",
    "find_problem": "lambda sentence: 'too long' if len(sentence.text) > 20 else None",
}


def source(**fields: str | None) -> str:
    """A check's file, with some fields changed or, if None, left out."""
    arguments = {name: value for name, value in {**COMPLETE, **fields}.items() if value}
    listed = ", ".join(f"{name}={value}" for name, value in arguments.items())
    return f"{IMPORT}CHECK = SentenceCheck({listed})\n"


def test_the_checks_run_in_the_declared_order():
    assert [check.name for check in all_checks()] == [
        "plain text",
        "quotations",
        "dates",
        "numbers",
        "names",
        "speakers",
        "quotation speakers",
        "unattributed claims",
        "negations",
        "opposites",
        "preferences",
        "stances",
    ]


def test_checks_of_form_and_figures_see_what_a_sentence_says_about_the_evidence_too():
    whole = [check.name for check in all_checks() if not check.ignores_missing_evidence_clause]
    assert whole == ["plain text", "quotations", "dates", "numbers"]


def test_one_file_adds_a_check(package):
    (check,) = all_checks(package(length=source()))
    assert check.name == "length"
    assert check.find_problem(cited_sentence("It rose.")) is None
    assert check.find_problem(cited_sentence("It rose and fell and rose.")) == "too long"


def test_a_new_check_is_run_on_every_sentence(tmp_path: Path):
    """With a further file among the checks, a sentence fails that passes without it."""
    code = """
from support.numbered_evidence import ALL_EVIDENCE
from assistant.generation.reply_sentences import DraftSentence
from assistant.generation.sentence_checking import check_sentence

class Supported:
    def confirms(self, sentence):
        return False

    def reason_unsupported(self, sentence):
        return None

draft = DraftSentence("Lind said the storm cost twelve lives.", (2,))
print(check_sentence(draft, ALL_EVIDENCE, Supported()).reason)
"""
    root = Path(__file__).resolve().parents[3]
    checks = root / "assistant" / "generation" / "checks"
    (tmp_path / "length.py").write_text(source())
    extended = (
        "import assistant.generation.checks as checks\n"
        f"checks.__path__ = [{str(checks)!r}, {str(tmp_path)!r}]\n"
    )
    outputs = [
        subprocess.run(
            [sys.executable, "-c", beginning + code],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONPATH": f"{root}:{root / 'tests'}"},
        ).stdout.strip()
        for beginning in ("", extended)
    ]
    assert outputs == ["None", "too long"]


def test_checks_run_lowest_order_first_whatever_their_files_are_called(package):
    checks = package(
        a=source(name="'last'", order="30"),
        b=source(name="'first'", order="10"),
        c=source(name="'second'", order="20"),
    )
    assert [check.name for check in all_checks(checks)] == ["first", "second", "last"]


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({"name": None}, "missing 1 required keyword-only argument: 'name'"),
        ({"order": None}, "missing 1 required keyword-only argument: 'order'"),
        ({"find_problem": None}, "missing 1 required keyword-only argument: 'find_problem'"),
        ({"name": "' '"}, "the check has no name"),
        ({"order": "'first'"}, "has the order 'first'; it should be a whole number"),
        ({"find_problem": "'dates'"}, "has no find_problem: give a function"),
        ({"find_problem": "lambda: None"}, "find_problem should take one argument"),
        ({"find_problem": "lambda text, evidence: None"}, "find_problem should take one argument"),
    ],
)
def test_an_incomplete_check_is_refused_by_its_file(package, fields, missing):
    checks = package(dates=source(), length=source(**fields))
    with pytest.raises(CheckError) as raised:
        all_checks(checks)
    assert "length.py can't be used" in str(raised.value)
    assert missing in str(raised.value)


@pytest.mark.parametrize("text", ["", "CHECK = len\n", "def find_problem(sentence): ...\n"])
def test_a_file_without_a_check_is_refused(package, text):
    with pytest.raises(CheckError, match=r"/length\.py has no CHECK, a .*SentenceCheck"):
        all_checks(package(length=text))


@pytest.mark.parametrize(
    ("fields", "clash"),
    [
        ({"order": "2"}, "two checks have the name 'length'"),
        ({"name": "'size'"}, "two checks have the order 1"),
    ],
)
def test_two_checks_with_one_name_or_order_are_refused(package, fields, clash):
    checks = package(length=source(), size=source(**fields))
    with pytest.raises(CheckError, match=rf"{clash}: in .*/length\.py and in .*/size\.py"):
        all_checks(checks)


def test_an_answer_without_a_chat_model_loads_no_check():
    code = (
        "import sys, assistant.assistant, assistant.answering.pipeline\n"
        "print(*(name for name in sys.modules if name.startswith('assistant.generation')))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    loaded = set(result.stdout.split())
    assert not [name for name in loaded if name.startswith("assistant.generation.checks")]
    assert not loaded & {
        "assistant.generation.answer_writer",
        "assistant.generation.check_registry",
        "assistant.generation.sentence_checking",
    }
