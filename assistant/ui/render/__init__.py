"""The page's HTML. Pure functions: text in, escaped text out, no Gradio."""

from assistant.ui.render.answers import (
    MARGIN,
    Surroundings,
    announce,
    answer_body,
    exchange,
    provisional,
    source_card,
)
from assistant.ui.render.frame import (
    EXAMPLES,
    PENDING,
    STATUS,
    hint,
    masthead,
    notice,
    problem_body,
)
from assistant.ui.render.text import escape

__all__ = [
    "EXAMPLES",
    "MARGIN",
    "PENDING",
    "STATUS",
    "Surroundings",
    "announce",
    "answer_body",
    "escape",
    "exchange",
    "hint",
    "masthead",
    "notice",
    "problem_body",
    "provisional",
    "source_card",
]
