"""The page: its head, its tabs, and `/ask` for programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assistant.ui import render
from assistant.ui.api import register
from assistant.ui.blocks import PRIVATE, block, gr
from assistant.ui.desk import Desk
from assistant.ui.tabs import ask as ask_tab
from assistant.ui.warmup import WarmUp

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
    desk = Desk(assistant, warm_up)
    page: gr.Blocks = gr.Blocks(title="On Record", analytics_enabled=False)
    with page:
        block(f"<style>{_text('style.css')}</style>{render.STATUS}")
        head = block(desk.masthead())
        ask_tab.build(desk, page)
        page.load(desk.masthead, None, head, **PRIVATE)
        page.load(None, js=_text("page.js"), **PRIVATE)

        register(desk)
    return page


def theme() -> gr.themes.Base:
    """Gradio's plainest theme with the system's own fonts: none is fetched."""
    return gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"])


def _text(name: str) -> str:
    return (_here / name).read_text(encoding="utf-8")
