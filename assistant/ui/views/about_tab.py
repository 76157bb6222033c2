"""The tab "About": the models, the store, the versions, and what leaves the machine."""

from __future__ import annotations

import json
import platform
from collections.abc import AsyncIterator
from importlib.metadata import PackageNotFoundError, version

from assistant.browse.overview import describe_data_sent, overview
from assistant.readers.extractive_reader import DEFAULT_READER
from assistant.saved.feedback import draft_test_set
from assistant.ui import render
from assistant.ui.runtime.components import PAGE_EVENT, gr, plain_html
from assistant.ui.runtime.downloads import START_DOWNLOAD, download_message
from assistant.ui.runtime.page_backend import PageBackend
from assistant.ui.views.ask_tab import AskTab
from index.errors import OnRecordError

RATINGS_INTRODUCTION = (
    "You can download the answers that you rated as a draft of a Q&A test set, to be reviewed and"
    " completed."
)
SHOWN_PACKAGES = {
    "On Record": "onrecord",
    "Gradio": "gradio",
    "LangChain": "langchain",
    "Chroma": "chromadb",
    "Tantivy": "tantivy",
    "Sentence Transformers": "sentence-transformers",
    "PyTorch": "torch",
}
"""The packages whose versions are shown."""


def build_about_tab(backend: PageBackend, tab: gr.Tab, ask_tab: AskTab) -> None:
    """Build the tab inside the open Blocks.

    Args:
        backend: Has the store, the models and the ratings.
        tab: The tab itself; its facts are refreshed when it is selected.
        ask_tab: Knows whose ratings a visitor may download.
    """
    facts = plain_html("")
    with gr.Column(elem_classes="or-form"):
        plain_html(render.introduction(RATINGS_INTRODUCTION))
        button = gr.Button("Download draft test set", scale=0)
        problem = plain_html("")
    download = gr.Textbox(visible=False)

    async def show_facts() -> AsyncIterator[str]:
        try:
            yield await backend.workers.run_read(lambda: _about_html(backend))
        except OnRecordError as error:
            yield render.problem_message(str(error))

    async def export_ratings(request: gr.Request, key: object) -> tuple[str, str]:
        owner, _ = ask_tab.owner(request, key)
        feedback = backend.assistant.feedback
        try:
            opinions = await backend.workers.run_read(lambda: feedback.opinions(owner))
        except OnRecordError as error:
            return "", render.problem_message(str(error))
        if not opinions:
            return "", render.hint("You have not rated any answers yet.")
        lines = (json.dumps(line, ensure_ascii=False) + "\n" for line in draft_test_set(opinions))
        text = "".join(lines)
        return download_message(text, "draft test set", "jsonl", "application/json"), ""

    tab.select(show_facts, None, facts, **PAGE_EVENT)
    button.click(export_ratings, ask_tab.visitor, [download, problem], **PAGE_EVENT).then(
        None, download, None, js=START_DOWNLOAD, **PAGE_EVENT
    )


def _about_html(backend: PageBackend) -> str:
    assistant = backend.assistant
    facts = overview(assistant.store)
    first, last = facts["earliest"], facts["latest"]
    reader = getattr(assistant.reader, "name", type(assistant.reader).__name__)
    if reader == DEFAULT_READER:
        reader = "built in"
    model = (
        assistant.model.description
        if assistant.model
        else "no chat model: answers are in the sources' own words"
    )
    return render.about_view(
        describe_data_sent(assistant.model, assistant.store.chroma_url),
        {
            "Models": {
                "Finds passages": facts["embedding_model"],
                "Reads the passages": reader,
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
                **{name: _version(package) for name, package in SHOWN_PACKAGES.items()},
                "Python": platform.python_version(),
            },
        },
    )


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "unknown"
