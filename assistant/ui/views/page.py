"""Builds the whole Gradio page: header, tabs, source view, theme, and the API endpoints."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.ui import render
from assistant.ui.api.endpoints import register_endpoints
from assistant.ui.runtime.components import PAGE_EVENT, gr, plain_html
from assistant.ui.runtime.gradio_patches import (
    keep_outputs_of_silent_handlers,
    without_app_of_its_own,
)
from assistant.ui.runtime.model_loading import ModelLoading
from assistant.ui.runtime.page_backend import PageBackend
from assistant.ui.views.about_tab import build_about_tab
from assistant.ui.views.ask_tab import AskTab
from assistant.ui.views.conversation_actions import bind_conversation_actions
from assistant.ui.views.documents_tab import DocumentsTab
from assistant.ui.views.draft_tab import DraftTab
from assistant.ui.views.evaluate_tab import EvaluateTab
from assistant.ui.views.quote_tab import build_quote_tab
from assistant.ui.views.statements_tab import build_statements_tab
from index.errors import OnRecordError

if TYPE_CHECKING:
    from assistant.assistant import BaseAssistant
    from assistant.ui.security.user_accounts import LiveUsers, Users

__all__ = ["build_chat_page", "theme"]

STYLES = ("style.css", "parts.css", "draft.css")
SCRIPTS = ("source.js", "filters.js", "draft.js", "page.js")

_STATIC_FOLDER = Path(__file__).parents[1] / "static"


def build_chat_page(
    assistant: BaseAssistant,
    model_loading: ModelLoading | None = None,
    users: Users | LiveUsers | None = None,
) -> gr.Blocks:
    """The page over an assistant.

    Styles and scripts are part of the page, so that it looks the same wherever it is mounted.

    Args:
        assistant: Answers the questions; it is called from several threads.
        model_loading: Loading of the models that is under way, which questions wait for.
        users: The users who may sign in; None if there is no sign-in.
    """
    backend = PageBackend(assistant, model_loading, users)
    page: gr.Blocks
    with without_app_of_its_own(), gr.Blocks(title="On Record", analytics_enabled=False) as page:
        visitor = gr.BrowserState(None, storage_key="onrecord-visitor", secret="onrecord")  # noqa: S106
        styles = "".join(map(_static_text, STYLES))
        plain_html(render.page_styles(styles) + render.status_region())
        header = plain_html(backend.masthead())
        with gr.Tabs(elem_id="or-tabs", overflow_behavior="wrap"):
            with _tab("Ask", "ask"):
                ask_tab = AskTab(backend, page, visitor)
                bind_conversation_actions(backend, page, ask_tab)
            with _tab("Check a draft", "draft"):
                DraftTab(backend, page)
            with _tab("Check a quote", "quote"):
                build_quote_tab(backend)
            with _tab("Who said what", "statements") as tab:
                build_statements_tab(backend, tab)
            with _tab("Documents", "documents") as tab:
                DocumentsTab(backend, tab, header)
            with _tab("Evaluate", "evaluate"):
                EvaluateTab(backend)
            with _tab("About", "about") as tab:
                build_about_tab(backend, tab, ask_tab)
        _build_source_view(backend)

        def show_header(request: gr.Request) -> str:
            return backend.masthead(request.username)

        page.load(show_header, None, header, **PAGE_EVENT)
        scripts = "\n".join(map(_static_text, SCRIPTS))
        page.load(None, js=f"() => {{\n{scripts}\n}}", **PAGE_EVENT)
        register_endpoints(assistant, backend.workers)
    keep_outputs_of_silent_handlers(page)
    return page


def theme() -> gr.themes.Base:
    """Gradio's plainest theme with the system's own fonts, so that no font is downloaded."""
    return gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"])


def _build_source_view(backend: PageBackend) -> None:
    """The panel with the source view, and the two functions that the page's scripts call."""

    async def source(link: Any) -> dict[str, str]:
        """The HTML of the source view that a link leads to."""
        try:
            return {"html": await backend.workers.run_read(lambda: backend.source_view(link))}
        except OnRecordError as error:
            return {"html": render.problem_message(str(error))}

    async def complete(request: Any) -> list[str]:
        """Names that begin with what was typed."""
        fields = request if isinstance(request, dict) else {}
        kind, typed = str(fields.get("kind")), str(fields.get("typed", ""))[:300]
        try:
            names = await backend.workers.run_read(lambda: backend.completions.suggest(kind, typed))
        except OnRecordError:
            return []
        return [name.encode("utf-8", "replace").decode() for name in names]

    gr.HTML(
        render.source_panel(),
        apply_default_css=False,
        js_on_load="window.onrecord = Object.assign(window.onrecord ?? {}, { server });",
        server_functions=[source, complete],
    )


def _tab(label: str, name: str) -> gr.Tab:
    return gr.Tab(label, id=name, elem_id=f"or-tab-{name}")


def _static_text(name: str) -> str:
    return (_STATIC_FOLDER / name).read_text(encoding="utf-8")
