"""Commands write to the terminal by one module, which lets no text of a document steer it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from assistant.cli import main
from assistant.commands.terminal import echo, echo_json, style, visible_text

COMMANDS = Path(__file__).resolve().parents[1] / "assistant" / "commands"
DIRECT = re.compile(r"click\.(echo|secho|style)\(|\bprint\(|\\x1b\[|sys\.std(out|err)\.write")


@pytest.mark.parametrize(
    "module",
    [*(path for path in COMMANDS.glob("*.py") if path.name != "terminal.py"),
     COMMANDS.parent / "cli.py"],
    ids=lambda path: path.name,
)  # fmt: skip
def test_nothing_is_written_past_it(module):
    assert DIRECT.findall(module.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("\x1b]0;title\x07", "␛]0;title␇"),
        ("\x9b31mred", "\ufffd31mred"),
        ("he said no\rhe said yes", "he said no\nhe said yes"),
        ("a\x08b\x7fc\x00d", "a␈b␡c␀d"),
        ("a\r\nb\tc\x0cd\x85e", "a\nb\tc\nd\ne"),
        ("pays \u202e005\u202c euros", "pays \ufffd005\u202c euros"),
        ("Größe – “é” 日本", "Größe – “é” 日本"),
    ],
)
def test_control_characters_become_signs(text, shown):
    assert visible_text(text) == shown


def test_styles_of_commands_take_effect_and_those_of_texts_do_not(capsys):
    echo(style("a\x1b[8mb", bold=True) + "\x1b[31mc")
    assert "\x1b[8m" not in capsys.readouterr().out
    assert style("a", bold=True) != "a"


def test_json_is_exact_and_has_no_control_characters(capsys):
    import json

    value = {"text": "\x1b[31m \x9b \x7f \r\n\t é \u202e \udce9 😀"}
    echo_json(value)
    written = capsys.readouterr().out
    assert json.loads(written) == value
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", written)


def test_a_page_of_help_is_no_error():
    done = CliRunner().invoke(main, ["users"])
    assert "users [OPTIONS] COMMAND" in done.output
    assert "Error" not in done.output
