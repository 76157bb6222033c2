"""The page's HTML. Pure functions: text in, escaped text out, no Gradio."""

from assistant.markup import escape
from assistant.ui.render.about import about_view
from assistant.ui.render.answers import announce, answer_body, provisional
from assistant.ui.render.chips import chips
from assistant.ui.render.evaluation import evaluation_progress, evaluation_view
from assistant.ui.render.frame import (
    EXAMPLES,
    PENDING,
    STATUS,
    editing,
    hint,
    lead,
    masthead,
    notice,
    problem_body,
)
from assistant.ui.render.quotes import LOOKING, verdict_view
from assistant.ui.render.source import PANEL, source_view
from assistant.ui.render.tables import documents_table, pager, statements_table
from assistant.ui.render.talk import actions, exchange, toolbar
from assistant.ui.render.timeline import timeline_view
from assistant.ui.render.uploads import describing, upload_progress, upload_results

__all__ = [
    "EXAMPLES",
    "LOOKING",
    "PANEL",
    "PENDING",
    "STATUS",
    "about_view",
    "actions",
    "announce",
    "answer_body",
    "chips",
    "describing",
    "documents_table",
    "editing",
    "escape",
    "evaluation_progress",
    "evaluation_view",
    "exchange",
    "hint",
    "lead",
    "masthead",
    "notice",
    "pager",
    "problem_body",
    "provisional",
    "source_view",
    "statements_table",
    "timeline_view",
    "toolbar",
    "upload_progress",
    "upload_results",
    "verdict_view",
]
