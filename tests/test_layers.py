"""The directions of imports between folders, type-only imports included."""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TOPS = ("index", "assistant", "prompts")
LAYERS = (
    ("index.records", "index.errors", "index.limits", "index.lexicon"),
    ("index.text",),
    (
        "index.ingest.metadata",
        "index.ingest.html",
        "index.ingest.pdf",
        "index.ingest.plain_text",
        "index.ingest.word",
        "index.ingest.captions",
        "index.embedding",
    ),
    ("index.ingest.formats", "index.attribution", "index.people"),
    ("index.ingest", "index.store"),
    ("index.sync", "index.retrieval"),
    ("assistant.records", "assistant.draft_records", "assistant.errors", "assistant.line_files"),
    ("assistant.decoding", "assistant.citations", "assistant.process_environment"),
    ("assistant.readers", "assistant.quotes", "assistant.chat_model"),
    ("assistant.browse",),
    ("assistant.generation.comparison",),
    ("assistant.generation.checks", "assistant.generation.support", "assistant.quotes.drafts"),
    ("assistant.generation",),
    ("assistant.answering.from_records",),
    ("assistant.answering", "assistant.conversation", "assistant.templates"),
    ("assistant.saved", "assistant.config", "assistant.stores"),
    ("assistant.people",),
    ("assistant.assistant",),
    ("assistant.langchain", "assistant.second_process", "assistant.batch"),
    ("assistant.evaluation.judging",),
    ("assistant.evaluation.measuring",),
    ("assistant.evaluation.metrics",),
    ("assistant.evaluation.analysis",),
    ("assistant.evaluation.report",),
    ("assistant.evaluation",),
    ("assistant.ui",),
    ("assistant.commands",),
    ("assistant.cli",),
)
"""From the lowest to the highest: a module imports from its own layer or from lower ones."""


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for top in TOPS for path in (ROOT / top).rglob("*.py")}


def imports_of(module: str) -> set[str]:
    """The project's modules that a module imports anywhere, for types alone too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = (f"{node.module}.{alias.name}" for alias in node.names)
            found |= {name if name in MODULES else node.module for name in names}
    return (found & set(MODULES)) - {module}


IMPORTS = {module: imports_of(module) for module in MODULES}


def room_of(module: str) -> str:
    """The folder that a module lies in; the modules on the top level are rooms of their own."""
    folder = ".".join(MODULES[module].relative_to(ROOT).parent.parts)
    return module if folder in TOPS else folder


def layer_of(module: str) -> int | None:
    """The number of the deepest entry of `LAYERS` that the module lies in."""
    best: tuple[int, int] | None = None
    for number, rooms in enumerate(LAYERS):
        for room in rooms:
            if (module == room or module.startswith(room + ".")) and (
                best is None or len(room) > best[0]
            ):
                best = (len(room), number)
    return None if best is None else best[1]


def circle_in(graph: dict[str, set[str]]) -> list[str]:
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_no_circle_between_modules():
    assert circle_in(IMPORTS) == []


def test_no_circle_between_folders():
    graph: dict[str, set[str]] = {}
    for module, imported in IMPORTS.items():
        rooms = {room_of(name) for name in imported} - {room_of(module)}
        graph.setdefault(room_of(module), set()).update(rooms)
    assert circle_in(graph) == []


PACKAGES = {"index", "assistant", "prompts"}
"""The packages themselves, whose public names come from any layer."""


@pytest.mark.parametrize("module", sorted(set(MODULES) - PACKAGES))
def test_a_module_imports_from_no_layer_above_its_own(module: str):
    own = layer_of(module)
    if module.startswith("prompts"):
        assert IMPORTS[module] <= set(MODULES) - {m for m in MODULES if m.startswith("assistant")}
        return
    assert own is not None, f"{module} has no layer: add its folder to LAYERS"
    above = {name for name in IMPORTS[module] - PACKAGES if (layer_of(name) or 0) > own}
    assert not above, f"{module} lies in layer {own} and imports from above: {sorted(above)}"


def test_a_circle_and_an_import_from_above_are_noticed():
    assert circle_in({"a": {"b"}, "b": {"c"}, "c": {"a"}})
    assert not circle_in({"a": {"b"}, "b": {"c"}, "c": set()})
    assert layer_of("index.embedding.vectors") < layer_of("index.attribution.tagger.model")
    assert layer_of("index.nowhere") is None
