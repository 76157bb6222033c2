"""The documentation's links lead somewhere, and it names every command."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.cli import main

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("*/README.md")])
LINK = re.compile(r"\]\(([^)\s#]+)(#[\w-]+)?\)|<img src=\"([^\"]+)\"")
CODE = re.compile(r"`((?:tests|index|assistant|prompts|seeds|docs)/[\w./-]+)`")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_and_every_path_leads_to_a_file(page: Path):
    text = page.read_text(encoding="utf-8")
    targets = [match[1] or match[3] for match in LINK.finditer(text)]
    links = [target for target in targets if "://" not in target]
    missing = [link for link in links if not (page.parent / link).exists()]
    performed = re.findall(r"^(?:At the end of )?`([\w./]+)`:$", text, re.MULTILINE)
    named = [path for path in CODE.findall(text) if path not in performed]
    missing += [path for path in named if not (ROOT / path).exists()]
    assert missing == []


def test_the_readme_is_two_screens_long():
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 100


def test_every_command_is_explained():
    text = (ROOT / "docs" / "using.md").read_text(encoding="utf-8")
    words = set(re.findall(r"\w+", text))
    assert [name for name in main.commands if name not in words] == []
