"""What is installed is all that is here: each package, and each file that the code reads."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
    "setuptools"
]
TOPS = ("assistant", "index", "prompts")
NOT_READ = {".py", ".pyc"}


def packages_here() -> set[str]:
    return {
        ".".join(file.parent.relative_to(ROOT).parts)
        for top in TOPS
        for file in (ROOT / top).rglob("__init__.py")
    }


def test_every_package_is_installed():
    assert set(SETTINGS["packages"]) == packages_here()


@pytest.mark.parametrize("package", sorted(packages_here()))
def test_every_file_beside_the_code_is_installed(package: str):
    folder = ROOT.joinpath(*package.split("."))
    inner = [ROOT.joinpath(*one.split(".")) for one in packages_here() if one != package]
    own = {
        file.relative_to(folder).as_posix()
        for file in folder.rglob("*")
        if file.is_file()
        and file.suffix not in NOT_READ
        and file.name != "README.md"
        and not any(one in file.parents for one in inner if folder in one.parents)
    }
    patterns = SETTINGS["package-data"].get(package, [])
    listed = {file.relative_to(folder).as_posix() for one in patterns for file in folder.glob(one)}
    assert own <= listed
