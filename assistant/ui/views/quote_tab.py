"""The tab "Check a quote": was it said, by whom, word for word?"""

from __future__ import annotations

from collections.abc import AsyncIterator

from assistant.quotes.speaker_check import require_known_speaker
from assistant.records import QuoteVerdict
from assistant.ui import render
from assistant.ui.api.arguments import parse_name, parse_text
from assistant.ui.runtime.components import PAGE_EVENT, gr, name_field, plain_html
from assistant.ui.runtime.page_backend import PageBackend
from index.errors import FilterError, OnRecordError

QUOTE_INTRODUCTION = (
    "Paste a quote as it was published. Differences in quote marks, dashes and spaces are ignored;"
    " every word counts. “…” marks words that were left out."
)


def build_quote_tab(backend: PageBackend) -> None:
    """Build the tab inside the open Blocks."""
    with gr.Column(elem_classes="or-form"):
        plain_html(render.introduction(QUOTE_INTRODUCTION))
        quote = gr.Textbox(label="Quote", lines=3, max_lines=12)
        speaker = name_field("speaker", "Attributed to (optional)")
        button = gr.Button("Check the quote", variant="primary", scale=0)
        result = plain_html("", elem_id="or-verdict")

    async def check(text: str, name: str) -> AsyncIterator[str]:
        if not text.strip():
            yield render.hint("Paste a quote first.")
            return
        yield render.notice(render.SEARCHING_QUOTE)

        def check_quote() -> tuple[QuoteVerdict, str | None]:
            problem = None
            try:
                if speaker_name is not None:
                    require_known_speaker(backend.assistant.store, speaker_name)
            except FilterError as error:
                # The documents don't name this speaker, but may have the words: check those.
                problem = str(error)
            checked_speaker = None if problem else speaker_name
            return backend.assistant.check_quote(text, checked_speaker), problem

        try:
            text = parse_text("the quote", text)
            speaker_name = parse_name("the speaker", name).strip() if name.strip() else None
            verdict, problem = await backend.workers.run_with_models(check_quote)
            yield render.verdict_view(verdict, problem)
        except OnRecordError as error:
            yield render.problem_message(str(error))

    gr.on([button.click, speaker.submit], check, [quote, speaker], result, **PAGE_EVENT)
