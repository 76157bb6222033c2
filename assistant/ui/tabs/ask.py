"""The tab "Ask": a conversation, and the box for the next question."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from assistant.ui import render
from assistant.ui.blocks import PRIVATE, block, gr
from assistant.ui.desk import Conversation, Desk

DRAFT_EVERY = 0.1
"""Seconds after which what a chat model has written meanwhile is shown."""
EMPTY_QUESTION = "Write a question first, then press Enter."


def build(desk: Desk, page: gr.Blocks) -> None:
    """Build the tab over `desk`, where the Blocks `page` are open."""
    conversation = gr.State(())
    log = block("", elem_id="or-conversation")
    with gr.Column(elem_id="or-examples", visible=True) as examples:
        block(render.EXAMPLES)
        buttons = [gr.Button(text, size="sm") for text in desk.assistant.examples(3)]
    with gr.Column(elem_id="or-composer"):
        notice = block("")
        hint = block("")
        with gr.Row(elem_id="or-ask"):
            box = gr.Textbox(
                label="Your question",
                show_label=False,
                placeholder="Ask the sources",
                lines=1,
                max_lines=6,
                autofocus=True,
                scale=1,
            )
            button = gr.Button("Ask", variant="primary", scale=0, min_width=88)

    async def respond(question: str, turns: Conversation) -> AsyncIterator[list[Any]]:
        if not question.strip():
            yield [gr.skip()] * 4 + [render.hint(EMPTY_QUESTION), gr.skip()]
            return
        number = len(turns) + 1
        past = "".join(turn.html for turn in turns)
        pending = past + render.exchange(number, question, render.PENDING, "Searching")
        busy = gr.Button(interactive=False)
        yield [pending, gr.skip(), "", busy, "", gr.Column(visible=False)]
        draft: list[str] = []
        answering = asyncio.ensure_future(desk.converse(question, turns, draft.append))
        seen = 0
        while not (await asyncio.wait({answering}, timeout=DRAFT_EVERY))[0]:
            if len(draft) > seen:
                seen = len(draft)
                body = render.provisional("".join(draft))
                shown = past + render.exchange(number, question, body, "Writing")
                yield [shown, *[gr.skip()] * 5]
        turn = answering.result()
        ready = gr.Button(interactive=True)
        yield [past + turn.html, (*turns, turn), gr.skip(), ready, "", gr.skip()]

    outputs = [log, conversation, box, button, hint, examples]
    gr.on([box.submit, button.click], respond, [box, conversation], outputs, **PRIVATE)
    for example in buttons:
        example.click(respond, [example, conversation], outputs, **PRIVATE)
    page.load(desk.notices, None, notice, **PRIVATE)
