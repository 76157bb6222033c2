"""No module keeps state in global variables or changes the environment behind the caller's back."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MODULES = [path for top in ("index", "assistant", "prompts") for path in (ROOT / top).rglob("*.py")]
MAY_SET_ENVIRONMENT = {
    ROOT / "assistant/process_environment.py",
    ROOT / "assistant/ui/runtime/gradio_patches.py",
}
CHANGES = {"setdefault", "update", "pop", "popitem", "clear", "putenv", "unsetenv"}


def is_environment(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "environ"


def hidden_state(code: str) -> Iterator[str]:
    """What a module's code does to state that its callers can't see."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Global):
            yield f"line {node.lineno}: global {', '.join(node.names)}"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            changed = node.func.attr in CHANGES
            if changed and (is_environment(node.func.value) or "env" in node.func.attr):
                yield f"line {node.lineno}: the environment is changed"
        elif isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load):
            if is_environment(node.value):
                yield f"line {node.lineno}: the environment is changed"
            elif isinstance(node.value, ast.Attribute) and node.value.attr == "__dict__":
                yield f"line {node.lineno}: an object's __dict__ is changed"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_has_no_hidden_state(path: Path):
    found = list(hidden_state(path.read_text(encoding="utf-8")))
    if path in MAY_SET_ENVIRONMENT:
        found = [one for one in found if "environment" not in one]
    assert found == []


@pytest.mark.parametrize(
    "code",
    [
        "def f():\n    global x\n    x = 1",
        "os.environ['A'] = '1'",
        "del os.environ['A']",
        "os.environ.setdefault('A', '1')",
        "os.putenv('A', '1')",
        "self.__dict__['cached'] = 1",
    ],
)
def test_hidden_state_is_noticed(code: str):
    assert len(list(hidden_state(code))) == 1


def test_reading_the_environment_is_allowed():
    assert list(hidden_state("os.environ.get('A') or os.environ['B'] or x.update({})")) == []
