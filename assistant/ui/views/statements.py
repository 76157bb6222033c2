"""The tab "Who said what": statements in a table and on a timeline."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from assistant.browse.statements import cite_statement, select_statements
from assistant.browse.timeline import timeline
from assistant.ui import render
from assistant.ui.api.arguments import as_text
from assistant.ui.runtime.blocks import PRIVATE, acting, block, gr
from assistant.ui.runtime.gradio_patches import event_fields
from assistant.ui.runtime.request_workers import Desk
from assistant.ui.views.filters import FilterBar
from index.errors import FilterError, OnRecordError
from index.records import Filters

PAGE = 25
"""Statements on a page of the table."""
NEAR = 40
"""Passages that a topic looks at."""


def build(desk: Desk, tab: gr.Tab) -> None:
    """Build the tab over `desk`, where Blocks are open; `tab` is what it stands in."""
    with gr.Column(elem_classes="or-form"):
        with gr.Row(equal_height=False):
            about = gr.Textbox(label="About", placeholder="Anything", lines=1, max_lines=1)
        bar = FilterBar(desk, ("speaker", "outlet", "document"), "or-said")
        button = gr.Button("Show statements", variant="primary", scale=0)
        plot = block("", elem_id="or-timeline")
        table = acting("", elem_id="or-statements")

    def draw(filters: Filters, topic: str, page: int) -> tuple[str, str]:
        assistant = desk.assistant
        found = list(select_statements(assistant.retriever, filters, topic.strip() or None, NEAR))
        if not found:
            return "", render.introduction("No statements were found.")
        page = min(max(page, 0), (len(found) - 1) // PAGE)
        shown = [
            cite_statement(assistant.store, *one) for one in found[page * PAGE : (page + 1) * PAGE]
        ]
        times = timeline(found, assistant.retriever.people.main_name_of)
        pages = render.pager(page, PAGE, len(found), "statement")
        return render.timeline_view(times) if times else "", render.statements_table(shown) + pages

    async def show(topic: str, *filters: Any) -> AsyncIterator[dict[Any, Any]]:
        yield {table: render.notice("Gathering statements")}
        yield await drawn(topic, filters, 0)

    async def turn(event: gr.EventData, topic: str, *filters: Any) -> dict[Any, Any]:
        facts = event_fields(event)
        page = str(facts.get("page", ""))
        return await drawn(topic, filters, int(page) if page.isdecimal() else 0)

    async def drawn(topic: str, filters: tuple[Any, ...], page: int) -> dict[Any, Any]:
        # The embedding model is needed for a topic alone.
        run = desk.run if topic.strip() else desk.read
        try:
            topic = as_text("the topic", topic)
            figure, rows = await run(lambda: draw(bar.now(*filters), topic, page))
        except FilterError as error:
            # Where leaving the field has told it already: once is enough.
            return {plot: "", table: "", bar.problem: render.hint(str(error))}
        except OnRecordError as error:
            figure, rows = "", render.problem_message(str(error))
        return {plot: figure, table: rows, bar.problem: ""}

    asked = [about, *bar.inputs]
    shown = [plot, table, bar.problem]
    events = [button.click, about.submit, tab.select, bar.state.change]
    gr.on(events, show, asked, shown, trigger_mode="always_last", **PRIVATE)
    table.click(turn, asked, shown, **PRIVATE)
