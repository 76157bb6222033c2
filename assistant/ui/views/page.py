"""The page: its head, its tabs, its source view, and the functions for programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.ui import render
from assistant.ui.api.endpoints import register
from assistant.ui.runtime.blocks import PRIVATE, block, gr
from assistant.ui.runtime.events import keep_unchanged_parts
from assistant.ui.runtime.gradio_patches import without_app_of_its_own
from assistant.ui.runtime.model_loading import WarmUp
from assistant.ui.runtime.request_workers import Desk
from assistant.ui.views import about, conversing, quote, statements
from assistant.ui.views.ask import AskTab
from assistant.ui.views.documents import DocumentsTab
from assistant.ui.views.evaluate import EvaluateTab
from index.errors import OnRecordError

if TYPE_CHECKING:
    from assistant.assistant import BaseAssistant

__all__ = ["build_page", "theme"]

STYLES = ("style.css", "parts.css")
SCRIPTS = ("source.js", "filters.js", "page.js")

_here = Path(__file__).parents[1] / "static"


def build_page(assistant: BaseAssistant, warm_up: WarmUp | None = None) -> gr.Blocks:
    """The chat over `assistant`.

    Style and script travel in the page itself, so that it looks the same however it is served.

    Args:
        assistant: Answers the questions; its `ask` is called from several threads.
        warm_up: Loading of the models that is under way, which questions then wait for.
    """
    desk = Desk(assistant, warm_up)
    page: gr.Blocks
    with without_app_of_its_own(), gr.Blocks(title="On Record", analytics_enabled=False) as page:
        visitor = gr.BrowserState(None, storage_key="onrecord-visitor", secret="onrecord")  # noqa: S106
        styles = "".join(map(_text, STYLES))
        block(render.page_styles(styles) + render.status_region())
        head = block(desk.masthead())
        with gr.Tabs(elem_id="or-tabs", overflow_behavior="wrap"):
            with _tab("Ask", "ask"):
                ask = AskTab(desk, page, visitor)
                conversing.bind(desk, page, ask)
            with _tab("Check a quote", "quote"):
                quote.build(desk)
            with _tab("Who said what", "statements") as tab:
                statements.build(desk, tab)
            with _tab("Documents", "documents") as tab:
                DocumentsTab(desk, tab, head)
            with _tab("Evaluate", "evaluate"):
                EvaluateTab(desk)
            with _tab("About", "about") as tab:
                about.build(desk, tab, ask)
        _source_view(desk)

        def welcome(request: gr.Request) -> str:
            return desk.masthead(request.username)

        page.load(welcome, None, head, **PRIVATE)
        scripts = "\n".join(map(_text, SCRIPTS))
        page.load(None, js=f"() => {{\n{scripts}\n}}", **PRIVATE)
        register(desk)
    keep_unchanged_parts(page)
    return page


def theme() -> gr.themes.Base:
    """Gradio's plainest theme with the system's own fonts: none is fetched."""
    return gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"])


def _source_view(desk: Desk) -> None:
    """The source view, and the two functions that the page's scripts ask."""

    async def source(link: Any) -> dict[str, str]:
        """The HTML of the place that a link leads to."""
        try:
            return {"html": await desk.read(lambda: desk.source(link))}
        except OnRecordError as error:
            return {"html": render.problem_message(str(error))}

    async def complete(asked: Any) -> list[str]:
        """Names that begin with what was typed."""
        facts = asked if isinstance(asked, dict) else {}
        kind, typed = str(facts.get("kind")), str(facts.get("typed", ""))[:300]
        try:
            found = await desk.read(lambda: desk.completions.suggest(kind, typed))
        except OnRecordError:
            return []
        return [name.encode("utf-8", "replace").decode() for name in found]

    gr.HTML(
        render.source_panel(),
        apply_default_css=False,
        js_on_load="window.onrecord = Object.assign(window.onrecord ?? {}, { server });",
        server_functions=[source, complete],
    )


def _tab(label: str, name: str) -> gr.Tab:
    return gr.Tab(label, id=name, elem_id=f"or-tab-{name}")


def _text(name: str) -> str:
    return (_here / name).read_text(encoding="utf-8")
