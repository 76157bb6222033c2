"""The chat page: a question box and the conversation."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

# Read when Gradio is imported, hence before it.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
# After each event Gradio makes a table of the last 10,000 for its dashboard, which is off.
os.environ.setdefault("GRADIO_ANALYTICS_MAX_EVENTS", "100")

import gradio as gr

from assistant.records import Answer, Turn
from assistant.ui import render
from assistant.ui.api import register
from assistant.ui.warmup import WarmUp
from index.errors import OnRecordError

if TYPE_CHECKING:
    from assistant.app import Assistant

__all__ = ["build_page", "theme"]

QUESTIONS_AT_ONCE = 4
"""More than this many questions wait for their turn: the models are bound by the processor."""

DRAFT_EVERY = 0.1
"""Seconds after which what a chat model has written meanwhile is shown."""
EMPTY_QUESTION = "Write a question first, then press Enter."
UNEXPECTED = "Something went wrong inside On Record; the terminal that runs it says more."

R = TypeVar("R")

_log = logging.getLogger(__name__)
_here = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question of a conversation, with what the page shows for it."""

    question: str
    answer: Answer | None
    html: str


Conversation = tuple[Exchange, ...]


class Desk:
    """Where questions are taken: waits for the models, limits how many run at once."""

    def __init__(self, assistant: Assistant, warm_up: WarmUp | None) -> None:
        self.assistant = assistant
        self._warm_up = warm_up
        # The same threads for all questions: each keeps its own connections and, in PyTorch, its
        # own memory, so that ever new ones would make the process grow.
        self._threads = ThreadPoolExecutor(QUESTIONS_AT_ONCE, "answering")

    def masthead(self) -> str:
        """The head of the page, with the number of documents as it is now."""
        model = self.assistant.model
        return render.masthead(self.assistant.counts()[0], model.called if model else None)

    async def converse(
        self, question: str, turns: Conversation, on_text: Callable[[str], None]
    ) -> Exchange:
        """The answer, or what went wrong, as a part of the page.

        Args:
            question: As it was asked.
            turns: Those before, which it may refer to.
            on_text: Told each piece that a chat model writes, before anything is checked.
        """
        number, answer = len(turns) + 1, None
        before = [Turn.of(turn.answer) for turn in turns if turn.answer is not None]
        asked = question.encode("utf-8", "replace").decode("utf-8")

        def ask() -> Answer:
            return self.assistant.ask_after(before, asked, on_text=on_text)

        try:
            answer = await self.run(ask)
            around = await self.run(partial(self._around, answer))
            body = render.answer_body(answer, number, around)
            announcement = render.announce(answer)
        except OnRecordError as error:
            body, announcement = render.problem_body(str(error)), str(error)
        return Exchange(question, answer, render.exchange(number, question, body, announcement))

    async def notices(self) -> AsyncIterator[str]:
        """What stands above the question box while the models load."""
        if self._warm_up is not None:
            if not self._warm_up.over:
                yield render.notice("Loading the models. You can ask already; the answer will wait")
                await self._warm_up.wait()
            if self._warm_up.problem is not None:
                yield render.problem_body(self._warm_up.problem)
                return
        yield ""

    def _around(self, answer: Answer) -> list[render.Surroundings]:
        return [self.assistant.surroundings(c, render.MARGIN) for c in answer.citations]

    async def run(self, work: Callable[[], R]) -> R:
        """`work()` in a worker thread, once the models are there and it is its turn.

        Raises:
            OnRecordError: with a message for the person who asked.
        """
        if self._warm_up is not None:
            await self._warm_up.wait()
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        except OnRecordError:
            raise
        except Exception as error:
            _log.exception("a question could not be answered")
            raise OnRecordError(UNEXPECTED) from error


def build_page(assistant: Assistant, warm_up: WarmUp | None = None) -> gr.Blocks:
    """The chat over `assistant`.

    Style and script travel in the page itself, so that it looks the same however it is served.

    Args:
        assistant: Answers the questions; its `ask` is called from several threads.
        warm_up: Loading of the models that is under way, which questions then wait for.
    """
    desk = Desk(assistant, warm_up)
    page: gr.Blocks = gr.Blocks(title="On Record", analytics_enabled=False)
    with page:
        conversation = gr.State(())
        _block(f"<style>{_text('style.css')}</style>{render.STATUS}")
        head = _block(desk.masthead())
        log = _block("", elem_id="or-conversation")
        with gr.Column(elem_id="or-examples", visible=True) as examples:
            _block(render.EXAMPLES)
            buttons = [gr.Button(text, size="sm") for text in assistant.examples(3)]
        with gr.Column(elem_id="or-composer"):
            notice = _block("")
            hint = _block("")
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

        private: dict[str, Any] = {
            "api_visibility": "private",
            "concurrency_limit": None,
            "show_progress": "hidden",
        }
        outputs = [log, conversation, box, button, hint, examples]
        gr.on([box.submit, button.click], respond, [box, conversation], outputs, **private)
        for example in buttons:
            example.click(respond, [example, conversation], outputs, **private)
        page.load(desk.masthead, None, head, **private)
        page.load(desk.notices, None, notice, **private)
        page.load(None, js=_text("page.js"), **private)

        register(desk)
    return page


def theme() -> gr.themes.Base:
    """Gradio's plainest theme with the system's own fonts: none is fetched."""
    return gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"])


def _block(value: str, elem_id: str | None = None) -> gr.HTML:
    return gr.HTML(value, elem_id=elem_id, apply_default_css=False, js_on_load=None)


def _text(name: str) -> str:
    return (_here / name).read_text(encoding="utf-8")
