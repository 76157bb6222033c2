"""HTML is made by templates only, and nothing gets into a page unescaped."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import jinja2
import pytest

from assistant import templates

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "assistant"
MODULES = sorted(PACKAGE.rglob("*.py"))
TEMPLATES = sorted(PACKAGE.rglob("*.j2"))
ELEMENTS = """
a abbr article aside b bdi blockquote body br button circle cite code dd del details div dl dt em
figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html i img input ins label li line
link main mark meta nav ol option output p pre progress q script section select small span strong
style sub summary sup svg table tbody td template text textarea tfoot th thead time title tr ul
""".split()
# A named group, `(?P<a>…)`, is no tag, nor is a reference to one, `\g<a>`.
TAG = re.compile(rf"(?<!\?P)(?<!\\g)</?(?:{'|'.join(ELEMENTS)})(?![\w-])|<!doctype", re.IGNORECASE)
READS_SVG = {"plots.py"}
"""Modules that look for tags in a drawing of matplotlib's."""
MAY_TRUST = {"assistant/evaluation/report/plots.py", "assistant/ui/render/messages.py"}
"""They put plots and the page's style sheet into templates."""


def strings(module: ast.Module) -> Iterator[ast.Constant]:
    """Every string of a module but the docstrings, and those that describe a constant."""
    described = {
        id(node.value)
        for node in ast.walk(module)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(module):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in described:
            yield node


def calls(module: ast.Module, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            called = node.func
            if getattr(called, "id", getattr(called, "attr", None)) == name:
                yield node


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def tags(source: str) -> list[str]:
    return [node.value for node in strings(ast.parse(f"text = {source}")) if TAG.search(node.value)]


@pytest.mark.parametrize(
    "source", ['f"<p>{x}</p>"', '"<b>"', "'</div>'", '"a <a href=" + x', '"<!DOCTYPE html>"']
)
def test_a_tag_in_a_string_is_noticed(source: str):
    assert tags(source)


@pytest.mark.parametrize(
    "source", ['""\n"A <p>."', 'r"(?P<time>x)"', r'r"\g<time>.5"', '"a < b"', '"<evidence>"']
)
def test_other_angle_brackets_are_no_tags(source: str):
    assert not tags(source)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_module_has_html_in_its_strings(path: Path):
    if path.name not in READS_SVG:
        found = [(node.lineno, node.value) for node in strings(parsed(path))]
        assert [(line, text) for line, text in found if TAG.search(text)] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_module_marks_text_as_safe(path: Path):
    name = path.relative_to(ROOT).as_posix()
    module = parsed(path)
    if name == "assistant/templates.py":
        return
    assert not [call.lineno for call in calls(module, "Markup") if call.args]
    assert not list(calls(module, "Environment"))
    if name not in MAY_TRUST:
        assert not [call.lineno for call in calls(module, "trusted")]


def test_there_are_templates():
    assert PACKAGE / "ui/render/templates/answer.html.j2" in TEMPLATES


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_template_compiles_and_turns_no_escaping_off(path: Path):
    name = path.relative_to(PACKAGE).as_posix()
    environment = templates._environment()
    assert environment.autoescape is True
    assert environment.undefined is jinja2.StrictUndefined
    assert environment.get_template(name).name == name
    source = path.read_text(encoding="utf-8")
    assert not re.search(r"\|\s*safe\b|\bMarkup\b|autoescape", source)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_template_is_packaged(path: Path):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    patterns = [
        ROOT.joinpath(*package.split("."), pattern)
        for package, globs in project["tool"]["setuptools"]["package-data"].items()
        for pattern in globs
    ]
    assert any(path.match(str(pattern)) for pattern in patterns)
