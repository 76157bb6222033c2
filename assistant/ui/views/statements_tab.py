"""The tab "Who said what": statements in a table and on a timeline."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from assistant.browse.statement_pages import StatementPages
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
    pages = StatementPages(backend.assistant.retriever, STATEMENTS_PER_PAGE)
    with gr.Column(elem_classes="or-form"):
        with gr.Row(equal_height=False):
            about = gr.Textbox(label="About", placeholder="Any topic", lines=1, max_lines=1)
        filter_bar = FilterBar(backend, ("speaker", "outlet", "document"), "or-said")
        button = gr.Button("Show statements", variant="primary", scale=0)
        plot = plain_html("", elem_id="or-timeline")
        table = clickable_html("", elem_id="or-statements")

    def draw(filters: Filters, topic: str, page: int) -> tuple[str, str]:
        """The timeline and a page of the table, as HTML."""
        found = pages.read(filters, topic.strip() or None, page)
        if not found.total:
            return "", render.introduction("No statements were found.")
        pager = render.pager(found.number, STATEMENTS_PER_PAGE, found.total, "statement")
        figure = render.timeline_view(found.times) if found.times else ""
        return figure, render.statements_table(found.rows) + pager

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
