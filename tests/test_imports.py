"""What may import what, what is loaded when, and what is public."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted(
    path.relative_to(ROOT)
    for top in ("index", "assistant", "prompts")
    for path in (ROOT / top).rglob("*.py")
)
MODELS = (
    "index/embedding/embedder.py",
    "assistant/readers/transformers_model.py",
    "assistant/generation/support/entailment.py",
)
RUNS = (
    "index/embedding/packaged_model.py",
    "index/embedding/packaged_windows.py",
    "index/attribution/tagger/",
    "assistant/readers/onnx_model.py",
)
ONLY_IN = {
    "chromadb": ("index/store/vector_index.py",),
    "safetensors": ("index/embedding/packaged_model.py",),
    "onnxruntime": RUNS,
    "tokenizers": RUNS,
    "torch": MODELS,
    "sentence_transformers": ("index/embedding/embedder.py",),
    "transformers": MODELS,
    "tantivy": ("index/store/word_index.py", "index/text/stemming.py"),
    "sqlite3": (
        "index/store/backup.py",
        "index/store/checksums.py",
        "index/store/document_table.py",
        "index/store/corrections_table.py",
        "index/store/database.py",
        "index/store/people_table.py",
        "index/store/statement_table.py",
        "index/store/rows.py",
        "index/store/schema.py",
        "index/store/speaker_counts.py",
        "index/store/unwritable.py",
        "index/sync/restoring.py",
    ),
    "gradio": ("assistant/ui/",),
    "langchain": ("assistant/chat_model.py",),
    "mcp": ("assistant/ui/api/mcp_server.py",),
    "text_to_num": ("assistant/generation/comparison/number_phrases.py",),
    "py3langid": ("index/text/languages.py",),
    "docx": ("assistant/saved/draft_reports/word_comments.py",),
    "click": ("assistant/cli.py", "assistant/commands/"),
}


def imported(module: Path) -> Iterator[str]:
    """Every module that a file imports, anywhere in it."""
    for node in ast.walk(ast.parse((ROOT / module).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} has a relative import"
            yield node.module or ""


def test_the_files_are_found():
    assert {Path("index/store/store.py"), Path("assistant/ui/views/page.py")} <= set(MODULES)


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_a_module_imports_only_what_it_may(module: Path):
    names = set(imported(module))
    tops = {name.split(".")[0] for name in names}
    if module.parts[0] == "index":
        assert not tops & {"assistant", "prompts"}
    if module.parts[:2] not in (("assistant", "ui"), ("assistant", "commands")):
        assert not any(name.startswith("assistant.ui") for name in names)
    if module.parts[:3] == ("assistant", "ui", "render"):
        # Below the rest of the page's code, which calls it.
        rest = {name for name in names if name.startswith("assistant.ui")}
        assert all(name.startswith("assistant.ui.render") for name in rest), rest
    if module.name != "cli.py":
        assert "assistant.cli" not in names
    for package, places in ONLY_IN.items():
        if package in tops:
            assert module.as_posix().startswith(places), f"{module} imports {package}"


def test_the_command_line_loads_nothing_heavy():
    code = "import sys, assistant.cli; print(*sys.modules)"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    loaded = {name.split(".")[0] for name in result.stdout.split()}
    heavy = {"torch", "chromadb", "gradio", "langchain", "langchain_core", "tantivy", "numpy"}
    heavy |= {"rapidfuzz"}
    assert loaded & heavy == set()


def test_neither_indexing_nor_an_answer_needs_torch_or_langchain(tmp_path: Path):
    code = """
import sys
from assistant.cli import main
try:
    main()
finally:
    print(*sys.modules, file=sys.stderr)
"""
    (tmp_path / "grain.txt").write_text("The minister said the grain tariff would rise in May.")
    slow = {"torch", "transformers", "sentence_transformers", "langchain_core", "langsmith"}
    commands = (["index", str(tmp_path / "grain.txt")], ["ask", "When will the tariff rise?"])
    for command in commands:
        arguments = [*command, "--store", str(tmp_path / "store")]
        result = subprocess.run(
            [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True
        )
        loaded = {name.split(".")[0] for name in result.stderr.split()}
        assert {"onnxruntime", "chromadb"} <= loaded
        assert loaded & slow == set(), command[0]
    assert "May" in result.stdout


@pytest.mark.parametrize(
    ("package", "public"),
    [
        ("index", ["Document", "DocumentRef", "Filters", "Passage", "Span", "Statement"]),
        (
            "assistant",
            [
                *("Answer", "Assistant", "Citation", "DraftFigure", "DraftQuotation"),
                *("DraftReport", "Filters", "QuoteMatch", "QuoteVerdict"),
                *("Retrieved", "Searched", "Settings"),
            ],
        ),
        ("assistant.ui", ["build_page", "serve"]),
        ("index.embedding.hash_embedder", ["HashEmbedder"]),
    ],
)
def test_the_public_names_are_there_and_no_others(package: str, public: list[str]):
    module = importlib.import_module(package)
    assert sorted(module.__all__) == public
    assert all(getattr(module, name) is not None for name in public)


def test_a_name_that_is_not_public_is_an_attribute_error():
    import assistant

    with pytest.raises(AttributeError, match="nothing"):
        assistant.nothing  # noqa: B018
