"""The tab "About": the models, the store, the versions, and what leaves the machine."""

from __future__ import annotations

import platform
from collections.abc import AsyncIterator
from importlib.metadata import PackageNotFoundError, version

from assistant.overview import overview, what_leaves
from assistant.reader import DEFAULT_READER
from assistant.ui import render
from assistant.ui.blocks import PRIVATE, block, gr
from assistant.ui.desk import Desk
from index.errors import OnRecordError

PACKAGES = {
    "On Record": "onrecord",
    "Gradio": "gradio",
    "LangChain": "langchain",
    "Chroma": "chromadb",
    "Tantivy": "tantivy",
    "Sentence Transformers": "sentence-transformers",
    "PyTorch": "torch",
}


def build(desk: Desk, tab: gr.Tab) -> None:
    """Build the tab over `desk`, where Blocks are open; `tab` is what it stands in."""
    shown = block("")

    async def tell() -> AsyncIterator[str]:
        try:
            yield await desk.read(lambda: _about(desk))
        except OnRecordError as error:
            yield render.problem_body(str(error))

    tab.select(tell, None, shown, **PRIVATE)


def _about(desk: Desk) -> str:
    assistant = desk.assistant
    facts = overview(assistant.store)
    first, last = facts["earliest"], facts["latest"]
    reader = getattr(assistant.reader, "name", type(assistant.reader).__name__)
    if reader == DEFAULT_READER:
        reader = "the one that comes with On Record"
    model = (
        assistant.model.called if assistant.model else "none: answers are the sources' own words"
    )
    return render.about_view(
        what_leaves(assistant.model, assistant.store.chroma_url),
        {
            "Models": {
                "Finds passages": facts["embedding_model"],
                "Reads them": reader,
                "Writes answers": model,
            },
            "Store": {
                "Folder": facts["store"],
                "Documents": facts["documents"],
                "Statements": facts["statements"],
                "Passages": facts["passages"],
                "Dates": f"{first} to {last}" if first else "none",
                "Without a date": facts["undated"],
                "Outlets": len(facts["outlets"]),
            },
            "Versions": {
                **{name: _version(package) for name, package in PACKAGES.items()},
                "Python": platform.python_version(),
            },
        },
    )


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "unknown"
