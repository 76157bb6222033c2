"""Documents, names of files and questions with control sequences: none reaches the terminal."""

from __future__ import annotations

import json
import re

import pytest

from assistant.commands.terminal import visible_text

STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
EVIL = "\x1b[8m\x1b]0;pwned\x07\x9b2J\x7f"
TEXT = (
    f"Ada Brandt {EVIL}said on Monday that the {EVIL}harbour stays open.\r"
    f"“We never {EVIL}closed the harbour,” Igor Melnik{EVIL} said.\r\n"
    + "The piers were painted in spring, and the cranes were moved to the other side.\n"
    * 40
)
DRAFT = f"“We never {EVIL}closed the harbour,” said Ada {EVIL}Brandt. It has 14 {EVIL}piers."
COMMANDS = (
    ("list",),
    ("show", "evil.txt"),
    ("show", "evil.txt", "--span", "0:60"),
    ("stats",),
    ("search", f"harbour{EVIL}"),
    ("ask", "Who said that the harbour stays open?", "--explain"),
    ("ask", f"Did {EVIL}Brandt close it?", "--conversation", "talk"),
    ("ask", "Who?", "--document", f"no{EVIL}.txt"),
    ("statements",),
    ("people",),
    ("people", "Brandt"),
    ("people", "export"),
    ("people", f"no{EVIL}body"),
    ("cite", "We never closed the harbour"),
    ("cite", f"We never {EVIL}closed"),
    ("check", "draft.txt"),
    ("conversations", "list"),
    ("conversations", "export", "talk"),
    ("remove", f"no{EVIL}.txt"),
    ("show", f"no{EVIL}.txt"),
    ("check", f"no{EVIL}.txt"),
)


@pytest.fixture
def evil(onrecord, corpus, tmp_path):
    head = f"file,title,outlet,author\nevil.txt,Title {EVIL},Outlet{EVIL},An{EVIL}n\n"
    folder = corpus({"evil.txt": TEXT, f"na{EVIL[:5]}me.txt": TEXT, "metadata.csv": head})
    (folder / f"broken{EVIL[:5]}.docx").write_bytes(b"x")
    (tmp_path / "draft.txt").write_text(DRAFT)
    result = onrecord("index", folder)
    assert (result.exit_code, result.stdout[:7]) == (1, "2 added"), result.stderr
    assert not STEERING.search(result.stdout + result.stderr)
    return folder


def test_no_command_writes_one(onrecord, evil):
    for command in COMMANDS:
        result = onrecord(*command)
        found = STEERING.findall(result.stdout + result.stderr)
        assert found == [], (command, result.stdout, result.stderr)
        assert result.stdout + result.stderr, command


def test_json_is_exact(onrecord, evil):
    for command in COMMANDS:
        if command[0] not in ("show", "list", "statements", "search", "cite"):
            continue
        result = onrecord(*command, "--json")
        assert not STEERING.search(result.stdout)
        for line in result.stdout.splitlines():
            json.loads(line)
    shown = json.loads(onrecord("show", "evil.txt", "--json").stdout)
    assert shown["text"] == TEXT
    assert visible_text(TEXT).strip() in onrecord("show", "evil.txt").stdout
