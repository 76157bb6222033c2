"""The page: its head, its tabs, and `/ask` for programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.ui import render
from assistant.ui.blocks import PRIVATE, block, gr
from assistant.ui.desk import Desk
from assistant.ui.tabs import ask as ask_tab
from assistant.ui.warmup import WarmUp
from index.errors import OnRecordError

if TYPE_CHECKING:
    from assistant.app import Assistant

__all__ = ["build_page", "theme"]

_here = Path(__file__).parent


def build_page(assistant: Assistant, warm_up: WarmUp | None = None) -> gr.Blocks:
    """The chat over `assistant`.

    Style and script travel in the page itself, so that it looks the same however it is served.

    Args:
        assistant: Answers the questions; its `ask` is called from several threads.
        warm_up: Loading of the models that is under way, which questions then wait for.
    """
    from gradio.events import api

    desk = Desk(assistant, warm_up)
    page: gr.Blocks = gr.Blocks(title="On Record", analytics_enabled=False)
    with page:
        block(f"<style>{_text('style.css')}</style>{render.STATUS}")
        head = block(desk.masthead())
        ask_tab.build(desk, page)
        page.load(desk.masthead, None, head, **PRIVATE)
        page.load(None, js=_text("page.js"), **PRIVATE)

        async def ask(question: str) -> dict[str, Any]:
            """Ask the documents; gives the JSON of `onrecord ask --json`, without files' paths."""
            if not isinstance(question, str):
                raise gr.Error("the question must be a string", print_exception=False)
            try:
                return _without_paths((await desk.ask(question)).as_dict())
            except OnRecordError as error:
                raise gr.Error(str(error), print_exception=False) from error

        api(ask, api_name="ask", concurrency_limit=None)
    return page


def theme() -> gr.themes.Base:
    """Gradio's plainest theme with the system's own fonts: none is fetched."""
    return gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"])


def _without_paths(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer for programs on other machines.

    Where the file lies on this one is not their business, and Gradio's clients take any object
    with a `path` for a file to download, which is refused.
    """
    for citation in answer["citations"]:
        del citation["path"]
    return answer


def _text(name: str) -> str:
    return (_here / name).read_text(encoding="utf-8")
