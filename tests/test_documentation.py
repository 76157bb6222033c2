"""The documentation's links lead somewhere, and it names every command."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from assistant.cli import main
from index.ingest.format_registry import formats_by_suffix

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


def test_the_readme_says_of_every_format_what_is_read_and_by_which_library():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("| `.")]
    explained = [suffix for row in rows for suffix in re.findall(r"`(\.\w+)`", row[0])]
    assert sorted(explained) == sorted(formats_by_suffix())
    assert all(len(row) == 4 and all(cell.strip() for cell in row) for row in rows)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    installed = " ".join(project["project"]["dependencies"])
    for row in rows:
        libraries = re.findall(r"\(([^()]*)\)\s*$", row[1])
        assert libraries, f"no library is named for {row[0]}"
        for library in re.findall(r"^[\w-]+|(?<=; )[\w-]+", libraries[0].replace("On Record", "")):
            assert library == "itself" or library in installed


def test_every_command_is_explained():
    text = (ROOT / "docs" / "using.md").read_text(encoding="utf-8")
    words = set(re.findall(r"[\w-]+", text))
    assert [name for name in main.commands if name not in words] == []
