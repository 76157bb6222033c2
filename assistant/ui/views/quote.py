"""The tab "Check a quote": was it said, by whom, word for word?"""

from __future__ import annotations

from collections.abc import AsyncIterator

from assistant.quotes.speaker_check import require_known_speaker
from assistant.records import QuoteVerdict
from assistant.ui import render
from assistant.ui.api.arguments import as_name, as_text
from assistant.ui.runtime.blocks import PRIVATE, block, completed, gr
from assistant.ui.runtime.request_workers import Desk
from index.errors import FilterError, OnRecordError

LEAD = (
    "Paste a quote as it was published. Quote marks, dashes and spaces never count; every word"
    " does. “…” marks a gap."
)


def build(desk: Desk) -> None:
    """Build the tab over `desk`, where Blocks are open."""
    with gr.Column(elem_classes="or-form"):
        block(render.introduction(LEAD))
        quote = gr.Textbox(label="Quote", lines=3, max_lines=12)
        speaker = completed("speaker", "Said to be by (may be left empty)")
        button = gr.Button("Check the quote", variant="primary", scale=0)
        result = block("", elem_id="or-verdict")

    async def check(text: str, name: str) -> AsyncIterator[str]:
        if not text.strip():
            yield render.hint("Paste a quote first.")
            return
        yield render.notice(render.SEARCHING_QUOTE)

        def work() -> tuple[QuoteVerdict, str | None]:
            problem = None
            try:
                if said_by is not None:
                    require_known_speaker(desk.assistant.store, said_by)
            except FilterError as error:
                # The words may still be somebody's, which is worth more than an error.
                problem = str(error)
            return desk.assistant.check_quote(text, None if problem else said_by), problem

        try:
            text = as_text("the quote", text)
            said_by = as_name("the speaker", name).strip() if name.strip() else None
            verdict, problem = await desk.run(work)
            yield render.verdict_view(verdict, problem)
        except OnRecordError as error:
            yield render.problem_message(str(error))

    gr.on([button.click, speaker.submit], check, [quote, speaker], result, **PRIVATE)
