"""The tab "Who said what": statements in a table and on a timeline."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from assistant.browse.statements import (
    TOPIC_PASSAGES,
    cite_folded_statement,
    fold_statements,
    select_statements,
)
from assistant.browse.timeline import timeline
from assistant.ui import render
from assistant.ui.api.arguments import parse_text
from assistant.ui.runtime.components import (
    PAGE_EVENT,
    PageUpdate,
    clickable_html,
    gr,
    plain_html,
)
from assistant.ui.runtime.gradio_patches import event_fields
from assistant.ui.runtime.page_backend import PageBackend
from assistant.ui.views.filter_bar import FilterBar
from index.errors import FilterError, OnRecordError
from index.records import Filters

STATEMENTS_PER_PAGE = 25


def build_statements_tab(backend: PageBackend, tab: gr.Tab) -> None:
    """Build the tab inside the open Blocks.

    Args:
        backend: Finds the statements.
        tab: The tab itself; the statements are shown when it is selected.
    """
    with gr.Column(elem_classes="or-form"):
        with gr.Row(equal_height=False):
            about = gr.Textbox(label="About", placeholder="Any topic", lines=1, max_lines=1)
        filter_bar = FilterBar(backend, ("speaker", "outlet", "document"), "or-said")
        button = gr.Button("Show statements", variant="primary", scale=0)
        plot = plain_html("", elem_id="or-timeline")
        table = clickable_html("", elem_id="or-statements")

    def draw(filters: Filters, topic: str, page: int) -> tuple[str, str]:
        """The timeline and a page of the table, as HTML."""
        assistant = backend.assistant
        found = select_statements(
            assistant.retriever, filters, topic.strip() or None, TOPIC_PASSAGES
        )
        statements = fold_statements(assistant.retriever, list(found))
        if not statements:
            return "", render.introduction("No statements were found.")
        page = min(max(page, 0), (len(statements) - 1) // STATEMENTS_PER_PAGE)
        start = page * STATEMENTS_PER_PAGE
        shown = statements[start : start + STATEMENTS_PER_PAGE]
        rows = [cite_folded_statement(assistant.store, statement) for statement in shown]
        each_once = [(one.info, one.statement) for one in statements]
        times = timeline(each_once, assistant.retriever.people.main_name_of)
        pager = render.pager(page, STATEMENTS_PER_PAGE, len(statements), "statement")
        return render.timeline_view(times) if times else "", render.statements_table(rows) + pager

    async def show(topic: str, *filters: Any) -> AsyncIterator[PageUpdate]:
        yield {table: render.notice("Looking for statements")}
        yield await updated(topic, filters, 0)

    async def turn_page(event: gr.EventData, topic: str, *filters: Any) -> PageUpdate:
        page = str(event_fields(event).get("page", ""))
        return await updated(topic, filters, int(page) if page.isdecimal() else 0)

    async def updated(topic: str, filters: tuple[Any, ...], page: int) -> PageUpdate:
        # Only a topic needs the embedding model.
        workers = backend.workers
        run = workers.run_with_models if topic.strip() else workers.run_read
        try:
            topic = parse_text("the topic", topic)
            figure, rows = await run(lambda: draw(filter_bar.read(*filters), topic, page))
        except FilterError as error:
            # Shown where the field itself reports it, so that it is shown only once.
            return {plot: "", table: "", filter_bar.problem: render.hint(str(error))}
        except OnRecordError as error:
            figure, rows = "", render.problem_message(str(error))
        return {plot: figure, table: rows, filter_bar.problem: ""}

    inputs = [about, *filter_bar.inputs]
    outputs = [plot, table, filter_bar.problem]
    events = [button.click, about.submit, tab.select, filter_bar.state.change]
    gr.on(events, show, inputs, outputs, trigger_mode="always_last", **PAGE_EVENT)
    table.click(turn_page, inputs, outputs, **PAGE_EVENT)
