"""One thing, one name: no public name is defined twice within a package."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PLUG_INS = {
    "assistant/evaluation/metrics": {"METRICS", "metrics_of_run"},
    "assistant/generation/checks": {"CHECK"},
    "index/ingest/formats": {"FORMAT"},
}
"""What each file of a folder of plug-ins defines."""
PROGRAMS = {"main"}
"""What a module defines that can be run."""


def public_names(module: ast.Module) -> Iterator[str]:
    """The functions, classes and constants of a module that begin with no underscore."""
    for node in module.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found = [node.name]
        elif isinstance(node, ast.Assign):
            found = [
                one.id
                for target in node.targets
                for one in ast.walk(target)
                if isinstance(one, ast.Name)
            ]
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found = [node.target.id]
        else:
            found = []
        yield from (name for name in found if not name.startswith("_"))


@pytest.mark.parametrize("package", ["index", "assistant"])
def test_no_public_name_is_defined_twice(package: str):
    places: dict[str, set[str]] = defaultdict(set)
    for path in sorted((ROOT / package).rglob("*.py")):
        place = path.relative_to(ROOT)
        allowed = PLUG_INS.get(place.parent.as_posix(), set()) | PROGRAMS
        for name in public_names(ast.parse(path.read_text(encoding="utf-8"))):
            if name not in allowed:
                places[name].add(place.as_posix())
    twice = {name: sorted(where) for name, where in places.items() if len(where) > 1}
    assert twice == {}


def test_names_of_every_kind_are_seen():
    code = "def f(): ...\nclass C: ...\nA, B = 1, 2\nD: int = 3\n_E = 4\nasync def g(): ...\n"
    assert list(public_names(ast.parse(code))) == ["f", "C", "A", "B", "D", "g"]
