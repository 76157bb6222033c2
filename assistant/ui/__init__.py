"""The web chat: `build_page` builds the Gradio page, `serve` serves it.

Importing this package doesn't import Gradio, which takes seconds; calling either function does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.ui.server.serve import serve

if TYPE_CHECKING:
    import gradio as gr

    from assistant.assistant import BaseAssistant

__all__ = ["build_page", "serve"]


def build_page(assistant: BaseAssistant) -> gr.Blocks:
    """The chat over `assistant` as a Gradio page, to be launched or mounted elsewhere."""
    from assistant.ui.views.page import build_chat_page

    return build_chat_page(assistant)
