"""The page's HTML: pure functions that take records and return escaped HTML. No Gradio.

The HTML is in `templates/`; these modules work out what is shown. Text keeps its line breaks
(`white-space: pre-wrap` in style.css) and its direction (`dir="auto"`).
"""

from assistant.ui.render.about import about_view
from assistant.ui.render.answers import announcement, answer_view, unchecked_draft
from assistant.ui.render.conversation import (
    LONGEST_COMMENT,
    conversation,
    pending_exchange,
    toolbar,
)
from assistant.ui.render.drafts import draft_progress, draft_view
from assistant.ui.render.evaluation import evaluation_progress, evaluation_view
from assistant.ui.render.filters import active_filters
from assistant.ui.render.messages import (
    cancel_editing,
    examples_label,
    hint,
    introduction,
    masthead,
    notice,
    page_styles,
    problem_message,
    searching,
    sign_in_page,
    status_region,
)
from assistant.ui.render.quotes import SEARCHING_QUOTE, verdict_view
from assistant.ui.render.source import source_panel, source_view
from assistant.ui.render.tables import documents_table, pager, statements_table
from assistant.ui.render.timeline import timeline_view
from assistant.ui.render.uploads import details_heading, upload_progress, upload_results

__all__ = [
    "LONGEST_COMMENT",
    "SEARCHING_QUOTE",
    "about_view",
    "active_filters",
    "announcement",
    "answer_view",
    "cancel_editing",
    "conversation",
    "details_heading",
    "documents_table",
    "draft_progress",
    "draft_view",
    "evaluation_progress",
    "evaluation_view",
    "examples_label",
    "hint",
    "introduction",
    "masthead",
    "notice",
    "page_styles",
    "pager",
    "pending_exchange",
    "problem_message",
    "searching",
    "sign_in_page",
    "source_panel",
    "source_view",
    "statements_table",
    "status_region",
    "timeline_view",
    "toolbar",
    "unchecked_draft",
    "upload_progress",
    "upload_results",
    "verdict_view",
]
