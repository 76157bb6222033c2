"""The tab "About": the models, the store, the versions, and what leaves the machine."""

from __future__ import annotations

import json
import platform
from collections.abc import AsyncIterator
from importlib.metadata import PackageNotFoundError, version

from assistant.browse.overview import describe_what_leaves, overview
from assistant.readers.extractive_reader import DEFAULT_READER
from assistant.saved.feedback import draft_test_set
from assistant.ui import render
from assistant.ui.runtime.blocks import PRIVATE, block, gr
from assistant.ui.runtime.downloads import DELIVER, parcel_of
from assistant.ui.runtime.request_workers import Desk
from assistant.ui.views.ask import AskTab
from index.errors import OnRecordError

FEEDBACK = (
    "What you called helpful or not helpful can be taken away as a draft of a Q&A test set, to be"
    " looked through and completed."
)
PACKAGES = {
    "On Record": "onrecord",
    "Gradio": "gradio",
    "LangChain": "langchain",
    "Chroma": "chromadb",
    "Tantivy": "tantivy",
    "Sentence Transformers": "sentence-transformers",
    "PyTorch": "torch",
}


def build(desk: Desk, tab: gr.Tab, ask: AskTab) -> None:
    """Build the tab where Blocks are open.

    Args:
        desk: Where it asks.
        tab: What it stands in.
        ask: Knows whose answers were called helpful or not.
    """
    shown = block("")
    with gr.Column(elem_classes="or-form"):
        block(render.introduction(FEEDBACK))
        button = gr.Button("Download draft test set", scale=0)
        problem = block("")
    parcel = gr.Textbox(visible=False)

    async def tell() -> AsyncIterator[str]:
        try:
            yield await desk.read(lambda: _about(desk))
        except OnRecordError as error:
            yield render.problem_message(str(error))

    async def export(request: gr.Request, key: object) -> tuple[str, str]:
        owner, _ = ask.owner(request, key)
        try:
            found = await desk.read(lambda: desk.assistant.feedback.opinions(owner))
        except OnRecordError as error:
            return "", render.problem_message(str(error))
        if not found:
            return "", render.hint("Nothing was called helpful or not helpful yet.")
        lines = (json.dumps(line, ensure_ascii=False) + "\n" for line in draft_test_set(found))
        return parcel_of("".join(lines), "draft test set", "jsonl", "application/json"), ""

    tab.select(tell, None, shown, **PRIVATE)
    button.click(export, ask.visitor, [parcel, problem], **PRIVATE).then(
        None, parcel, None, js=DELIVER, **PRIVATE
    )


def _about(desk: Desk) -> str:
    assistant = desk.assistant
    facts = overview(assistant.store)
    first, last = facts["earliest"], facts["latest"]
    reader = getattr(assistant.reader, "name", type(assistant.reader).__name__)
    if reader == DEFAULT_READER:
        reader = "the one that comes with On Record"
    model = (
        assistant.model.description
        if assistant.model
        else "none: answers are the sources' own words"
    )
    return render.about_view(
        describe_what_leaves(assistant.model, assistant.store.chroma_url),
        {
            "Models": {
                "Finds passages": facts["embedding_model"],
                "Reads them": reader,
                "Writes answers": model,
                **({"Checks what is written": assistant.nli} if assistant.nli else {}),
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
