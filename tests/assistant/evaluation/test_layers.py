"""Inside `assistant/evaluation/`, a module imports only from the layers before its own."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = "assistant.evaluation"
FOLDER = Path(__file__).resolve().parents[3] / "assistant" / "evaluation"
LAYERS = (
    ("records",),
    ("testset_reader", "question_drafts"),
    ("predictions", "gold_evidence"),
    ("asking", "judging"),
    ("results", "chat_model_judge"),
    ("aggregation", "ranking_measures"),
    ("metric",),
    ("metrics",),
    ("metric_registry",),
    ("intervals", "curves", "thresholds", "breakdown"),
    ("comparison",),
    ("outcome",),
    ("report",),
    ("evaluate",),
    ("ablation", "list_metrics"),
)
LAYER_OF = {name: number for number, layer in enumerate(LAYERS) for name in layer}
MODULES = [path for path in sorted(FOLDER.rglob("*.py")) if path != FOLDER / "__init__.py"]


def imports_of(path: Path) -> Iterator[str]:
    """Modules of the package that a file imports, in functions and for types alone as well."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module == PACKAGE:
            names = [f"{PACKAGE}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        else:
            continue
        yield from (name for name in names if name.startswith(f"{PACKAGE}."))


def test_every_module_has_a_layer():
    assert {path.relative_to(FOLDER).parts[0].removesuffix(".py") for path in MODULES} == set(
        LAYER_OF
    )


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_a_module_imports_only_lower_layers(path: Path):
    own = path.relative_to(FOLDER).parts[0].removesuffix(".py")
    for name in imports_of(path):
        other = name.split(".")[2]
        same_folder = own == other and own in ("metrics", "report")
        assert same_folder or LAYER_OF[other] < LAYER_OF[own], f"{own} imports {name}"
