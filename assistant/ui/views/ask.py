"""The tab "Ask": a conversation, and the box for the next question."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

from assistant.records import Turn
from assistant.ui import render
from assistant.ui.runtime.blocks import PRIVATE, acting, block, gr
from assistant.ui.runtime.conversation import Exchange, Talk
from assistant.ui.runtime.request_workers import Desk
from assistant.ui.runtime.visitors import Keys, new_conversation, owner_of
from assistant.ui.views.filters import FilterBar
from index.errors import FilterError, OnRecordError

__all__ = ["AskTab"]

DRAFT_EVERY = 0.1
"""Seconds after which what a chat model has written meanwhile is shown."""
EMPTY_QUESTION = "Write a question first, then press Enter."
EDITING = "Edit the question, then press Enter: its answer is replaced."
STOPPED = "Stopped. Your question is in the box."

Update = dict[Any, Any]


class AskTab:
    """Builds the tab where Blocks are open.

    Attributes:
        talk: State with the conversation that is open, a `Talk`.
        log: Shows it; its buttons act on single answers.
        toolbar: Shows what can be done with it, and the past ones.
    """

    def __init__(self, desk: Desk, page: gr.Blocks, visitor: gr.BrowserState) -> None:
        self.desk = desk
        self.visitor = visitor
        self._keys = Keys()
        self._running: dict[str, threading.Event] = {}
        self.talk = gr.State(Talk())
        self.replacing = gr.State(False)
        # How many questions were asked, as the server and as the browser knows it. A second press
        # before the browser shows the first question comes with a number that is too low.
        self._counted = [gr.State(0), gr.Number(0, precision=0, visible=False)]
        self.toolbar = acting("", elem_id="or-conversations")
        with gr.Column(elem_id="or-conversation"):
            self.log = acting("")
            self.current = block("")
        with gr.Column(elem_id="or-examples") as self.examples:
            block(render.examples_label())
            examples = [gr.Button(text, size="sm") for text in desk.assistant.example_questions(3)]
        with gr.Column(elem_id="or-composer"):
            notice = block("")
            self.editing = acting("", elem_id="or-editing")
            self.hint = block("")
            self.bar = FilterBar(desk, ("speaker", "outlet", "document"), "or-ask")
            with gr.Row(elem_id="or-ask"):
                self.box = gr.Textbox(
                    label="Your question",
                    show_label=False,
                    placeholder="Ask the sources",
                    lines=1,
                    max_lines=6,
                    autofocus=True,
                    scale=1,
                )
                self.button = gr.Button("Ask", variant="primary", scale=0, min_width=88)
                self.stop = gr.Button("Stop", scale=0, min_width=88, visible=False)
        asked = [self.box, *self._counted, self.replacing, self.talk, visitor, *self.bar.inputs]
        shown = [*self.outputs, *self._counted]
        events = [self.box.submit, self.button.click]
        # Gradio would drop a question that comes before it has tidied up behind the last one.
        at_once = {**PRIVATE, "trigger_mode": "multiple"}
        gr.on(events, self._ask, asked, shown, **at_once)
        for example in examples:
            example.click(self._ask, [example, *asked[1:]], shown, **at_once)
        self.stop.click(self._stop, None, None, **PRIVATE)
        self.editing.click(self._leave, None, [self.editing, self.replacing], **PRIVATE)
        page.load(desk.notices, None, notice, **PRIVATE)

    @property
    def outputs(self) -> list[Any]:
        """What `respond` and `show` change."""
        shown = [self.log, self.current, self.talk, self.box, self.button, self.stop]
        told = [self.hint, self.editing, self.bar.problem]
        return [*shown, *told, self.examples, self.toolbar, self.replacing]

    def show(self, talk: Talk, toolbar: str) -> Update:
        """The page with another conversation open."""
        return {
            self.talk: talk,
            self.log: talk.html(),
            self.current: "",
            self.hint: "",
            self.toolbar: toolbar,
            self.examples: gr.Column(visible=not talk.exchanges),
            **self._leave(),
        }

    def edit(self, question: str) -> Update:
        """The page with the last question in the box, to be asked otherwise."""
        return {self.box: question, self.hint: "", **self._entered()}

    async def respond(
        self,
        session: str,
        owner: str,
        question: str,
        replacing: bool,
        talk: Talk,
        filters: tuple[Any, ...],
    ) -> AsyncIterator[Update]:
        """What the page shows while a question is answered, one change after the other.

        Args:
            session: Of the browser's tab, which asks one question at a time.
            owner: Whose conversation it is.
            question: As it was asked.
            replacing: Whether it stands in the place of the last one.
            talk: The conversation.
            filters: Values of the filters' fields.
        """
        if session in self._running:
            return
        if not question.strip():
            yield {self.hint: render.hint(EMPTY_QUESTION)}
            return
        stop = self._running[session] = threading.Event()
        try:
            limits = await self.desk.read(lambda: self.bar.now(*filters))
            number = len(talk.exchanges) + (not (replacing and talk.exchanges))
            before = replace(talk, exchanges=talk.exchanges[: number - 1])
            yield {
                self.log: before.html(),
                self.current: render.pending_exchange(
                    number, question, render.searching(), "Searching"
                ),
                self.box: "",
                self.button: gr.Button(visible=False),
                self.stop: gr.Button(visible=True),
                self.hint: "",
                self.editing: "",
                self.bar.problem: "",
                self.examples: gr.Column(visible=False),
            }
            draft: list[str] = []
            answering = asyncio.ensure_future(
                self.desk.converse(question, before.turns, limits, draft.append, stop)
            )
            try:
                seen = 0
                while not (await asyncio.wait({answering}, timeout=DRAFT_EVERY))[0]:
                    if stop.is_set():
                        yield {
                            **self._ready(),
                            **self.show(talk, gr.skip()),
                            **(self._entered() if replacing else {}),
                            self.box: question,
                            self.hint: render.hint(STOPPED),
                        }
                        return
                    if len(draft) > seen:
                        seen = len(draft)
                        body = render.unchecked_draft("".join(draft))
                        yield {
                            self.current: render.pending_exchange(number, question, body, "Writing")
                        }
            finally:
                answering.cancel()
            kept = await self._kept(owner, before, number, answering.result(), talk)
            bar = await self.listed(owner, kept)
            # Before the answer is shown: the next question may come at once.
            self._running.pop(session, None)
            yield {**self._ready(), **self.show(kept, bar)}
        except FilterError as error:
            # Where leaving the field has told it already: once is enough.
            yield {self.bar.problem: render.hint(str(error))}
        except OnRecordError as error:
            yield {self.hint: render.hint(str(error))}
        finally:
            stop.set()
            if self._running.get(session) is stop:
                del self._running[session]

    def owner(self, request: gr.Request, key: object) -> tuple[str, str]:
        """Whose conversations a request may see, and the key that the browser is to keep."""
        kept = self._keys.of(request.session_hash or "", key)
        return owner_of(kept, request.username), kept

    async def listed(self, owner: str, talk: Talk) -> str:
        """The toolbar, with the past conversations of somebody."""
        past, _ = await self.desk.read(self.desk.history(owner).summaries)
        return render.toolbar(past, talk.id, bool(talk.exchanges))

    async def _kept(
        self, owner: str, before: Talk, number: int, exchange: Exchange, old: Talk
    ) -> Talk:
        """The conversation with the exchange in it, which is written to the store."""
        if exchange.turn is None:
            return before.with_exchange(number, exchange)
        name, turn = before.id or new_conversation(), exchange.turn
        replaced = old.exchange(number)
        history = self.desk.history(owner)

        def keep(turn: Turn = turn) -> None:
            if replaced is not None and replaced.turn is not None:
                history.replace_last_turn(name, turn)
            else:
                history.add_turn(name, turn)

        try:
            await self.desk.read(keep)
        except OnRecordError as error:
            problem = render.problem_message(f"This answer could not be kept: {error}")
            exchange = replace(exchange, body=exchange.body + problem)
        return replace(before.with_exchange(number, exchange), id=name)

    def _entered(self) -> Update:
        """From now on the next question stands in the place of the last one."""
        return {self.replacing: True, self.editing: render.cancel_editing(EDITING)}

    def _leave(self) -> Update:
        """From now on the next question is a new one."""
        return {self.replacing: False, self.editing: ""}

    def _ready(self) -> Update:
        return {self.button: gr.Button(visible=True), self.stop: gr.Button(visible=False)}

    async def _ask(
        self,
        request: gr.Request,
        question: str,
        asked: int,
        known: int | None,
        replacing: bool,
        talk: Talk,
        key: object,
        *filters: Any,
    ) -> AsyncIterator[Update]:
        if (known or 0) < asked:
            return
        owner, _ = self.owner(request, key)
        session = request.session_hash or ""
        counted = dict.fromkeys(self._counted, asked + 1)
        async for update in self.respond(session, owner, question, replacing, talk, filters):
            yield {**counted, **update}

    def _stop(self, request: gr.Request) -> None:
        running = self._running.get(request.session_hash or "")
        if running is not None:
            running.set()
