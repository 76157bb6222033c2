"""The page's HTML. Pure functions: text in, escaped text out, no Gradio."""

from assistant.markup import escape
from assistant.ui.render.answers import announce, answer_body, provisional
from assistant.ui.render.chips import chips
from assistant.ui.render.frame import (
    EXAMPLES,
    PENDING,
    STATUS,
    hint,
    masthead,
    notice,
    problem_body,
)
from assistant.ui.render.source import PANEL, source_view
from assistant.ui.render.talk import actions, exchange, toolbar

__all__ = [
    "EXAMPLES",
    "PANEL",
    "PENDING",
    "STATUS",
    "actions",
    "announce",
    "answer_body",
    "chips",
    "escape",
    "exchange",
    "hint",
    "masthead",
    "notice",
    "problem_body",
    "provisional",
    "source_view",
    "toolbar",
]
