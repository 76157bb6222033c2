"""The tab "Ask": the conversation, and the box for the next question."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

from assistant.records import Turn
from assistant.ui import render
from assistant.ui.runtime.components import (
    PAGE_EVENT,
    PageUpdate,
    clickable_html,
    gr,
    plain_html,
)
from assistant.ui.runtime.open_conversation import Exchange, OpenConversation
from assistant.ui.runtime.page_backend import PageBackend
from assistant.ui.runtime.visitors import VisitorKeys, new_conversation_id
from assistant.ui.views.filter_bar import FilterBar
from index.errors import FilterError, OnRecordError

__all__ = ["AskTab"]

SECONDS_BETWEEN_DRAFTS = 0.1
"""How often the text that a chat model is writing is shown."""
EMPTY_QUESTION = "Write a question first, then press Enter."
EDITING = "Edit the question, then press Enter: its answer is replaced."
STOPPED = "Stopped. Your question is in the box."


class AskTab:
    """Builds the tab inside the open Blocks.

    Attributes:
        conversation: State with the `OpenConversation`.
        replacing: State: whether the next question replaces the last one.
        visitor: State that the browser keeps, with the visitor's key.
        log: Shows the conversation; its buttons act on single answers.
        toolbar: Shows the buttons of the conversation as a whole, and the saved conversations.
        hint: Shows what is wrong with the input.
        filter_bar: The filters of the next question.
    """

    def __init__(self, backend: PageBackend, page: gr.Blocks, visitor: gr.BrowserState) -> None:
        """Build the tab and bind its events.

        Args:
            backend: Answers the questions.
            page: The open Blocks.
            visitor: Keeps the visitor's key in the browser.
        """
        self._backend = backend
        self.visitor = visitor
        self._keys = VisitorKeys()
        self._stop_events: dict[str, threading.Event] = {}
        self.conversation = gr.State(OpenConversation())
        self.replacing = gr.State(False)
        # The number of questions asked, as the server and as the browser know it. If the button is
        # pressed twice, the second press comes with a number that is too low, and is ignored.
        self._question_counts = [gr.State(0), gr.Number(0, precision=0, visible=False)]
        self.toolbar = clickable_html("", elem_id="or-conversations")
        with gr.Column(elem_id="or-conversation"):
            self.log = clickable_html("")
            self._pending = plain_html("")
        with gr.Column(elem_id="or-examples") as self._examples:
            plain_html(render.examples_label())
            examples = [
                gr.Button(text, size="sm") for text in backend.assistant.example_questions(3)
            ]
        with gr.Column(elem_id="or-composer"):
            notice = plain_html("")
            self._editing = clickable_html("", elem_id="or-editing")
            self.hint = plain_html("")
            self.filter_bar = FilterBar(backend, ("speaker", "outlet", "document"), "or-ask")
            with gr.Row(elem_id="or-ask"):
                self._box = gr.Textbox(
                    label="Your question",
                    show_label=False,
                    placeholder="Ask the sources",
                    lines=1,
                    max_lines=6,
                    autofocus=True,
                    scale=1,
                )
                self._button = gr.Button("Ask", variant="primary", scale=0, min_width=88)
                self._stop = gr.Button("Stop", scale=0, min_width=88, visible=False)
        self._bind(examples)
        page.load(backend.loading_notices, None, notice, **PAGE_EVENT)

    def _bind(self, examples: list[gr.Button]) -> None:
        state = [*self._question_counts, self.replacing, self.conversation, self.visitor]
        inputs = [*state, *self.filter_bar.inputs]
        outputs = [*self.outputs, *self._question_counts]
        # Gradio would drop a question that comes while it finishes the event before.
        settings = {**PAGE_EVENT, "trigger_mode": "multiple"}
        events = [self._box.submit, self._button.click]
        gr.on(events, self._ask, [self._box, *inputs], outputs, **settings)
        for example in examples:
            example.click(self._ask, [example, *inputs], outputs, **settings)
        self._stop.click(self._stop_answering, None, None, **PAGE_EVENT)
        self._editing.click(self._end_editing, None, [self._editing, self.replacing], **PAGE_EVENT)

    @property
    def outputs(self) -> list[Any]:
        """The components that `answer`, `show` and `edit` change."""
        return [
            *(self.log, self._pending, self.conversation, self._box, self._button, self._stop),
            *(self.hint, self._editing, self.filter_bar.problem),
            *(self._examples, self.toolbar, self.replacing),
        ]

    def show(self, conversation: OpenConversation, toolbar: str) -> PageUpdate:
        """Show a conversation.

        Args:
            conversation: The conversation.
            toolbar: HTML of the toolbar.
        """
        return {
            self.conversation: conversation,
            self.log: conversation.html(),
            self._pending: "",
            self.hint: "",
            self.toolbar: toolbar,
            self._examples: gr.Column(visible=not conversation.exchanges),
            **self._end_editing(),
        }

    def edit(self, question: str) -> PageUpdate:
        """Put the last question into the box, to be changed and asked again."""
        return {self._box: question, self.hint: "", **self._begin_editing()}

    async def answer(
        self,
        session: str,
        owner: str,
        question: str,
        replacing: bool,
        conversation: OpenConversation,
        filters: tuple[Any, ...],
    ) -> AsyncIterator[PageUpdate]:
        """Answer a question, and update the page as the answer comes.

        Args:
            session: Id of the browser tab's session, which asks one question at a time.
            owner: The owner of the conversation.
            question: The user's question.
            replacing: Whether it replaces the last question of the conversation.
            conversation: The conversation.
            filters: Values of the filter bar's inputs.
        """
        if session in self._stop_events:
            return
        if not question.strip():
            yield {self.hint: render.hint(EMPTY_QUESTION)}
            return
        stop = self._stop_events[session] = threading.Event()
        workers = self._backend.workers
        try:
            limits = await workers.run_read(lambda: self.filter_bar.read(*filters))
            number = len(conversation.exchanges) + (not (replacing and conversation.exchanges))
            earlier = replace(conversation, exchanges=conversation.exchanges[: number - 1])
            yield self._searching(earlier, number, question)
            draft: list[str] = []
            answering = asyncio.ensure_future(
                self._backend.answer(question, earlier.turns, limits, draft.append, stop)
            )
            try:
                shown_pieces = 0
                while not (await asyncio.wait({answering}, timeout=SECONDS_BETWEEN_DRAFTS))[0]:
                    if stop.is_set():
                        yield {
                            **self._ready(),
                            **self.show(conversation, gr.skip()),
                            **(self._begin_editing() if replacing else {}),
                            self._box: question,
                            self.hint: render.hint(STOPPED),
                        }
                        return
                    if len(draft) > shown_pieces:
                        shown_pieces = len(draft)
                        yield self._writing(number, question, "".join(draft))
            finally:
                answering.cancel()
            saved = await self._saved(owner, earlier, number, answering.result(), conversation)
            toolbar = await self.toolbar_html(owner, saved)
            # Before the answer is shown, as the next question may follow at once.
            self._stop_events.pop(session, None)
            yield {**self._ready(), **self.show(saved, toolbar)}
        except FilterError as error:
            # Shown where the field itself reports it, so that it is shown only once.
            yield {self.filter_bar.problem: render.hint(str(error))}
        except OnRecordError as error:
            yield {self.hint: render.hint(str(error))}
        finally:
            stop.set()
            if self._stop_events.get(session) is stop:
                del self._stop_events[session]

    def owner(self, request: gr.Request, key: object) -> tuple[str, str]:
        """The owner of the conversations that a request may see, and the key for the browser."""
        visitor_key = self._keys.key_of(request.session_hash or "", key)
        return self._backend.owner(visitor_key, request.username), visitor_key

    async def toolbar_html(self, owner: str, conversation: OpenConversation) -> str:
        """The toolbar, with the owner's saved conversations."""
        summaries, _ = await self._backend.workers.run_read(self._backend.history(owner).summaries)
        return render.toolbar(summaries, conversation.id, bool(conversation.exchanges))

    async def _saved(
        self,
        owner: str,
        earlier: OpenConversation,
        number: int,
        exchange: Exchange,
        old: OpenConversation,
    ) -> OpenConversation:
        """Save an exchange to the store; returns the conversation with it."""
        if exchange.turn is None:
            return earlier.with_exchange(number, exchange)
        name, turn = earlier.id or new_conversation_id(), exchange.turn
        replaced = old.exchange(number)
        history = self._backend.history(owner)

        def save(turn: Turn = turn) -> None:
            if replaced is not None and replaced.turn is not None:
                history.replace_last_turn(name, turn)
            else:
                history.add_turn(name, turn)

        try:
            await self._backend.workers.run_read(save)
        except OnRecordError as error:
            problem = render.problem_message(f"This answer could not be saved: {error}")
            exchange = replace(exchange, body=exchange.body + problem)
        return replace(earlier.with_exchange(number, exchange), id=name)

    def _searching(self, earlier: OpenConversation, number: int, question: str) -> PageUpdate:
        """Show that a question is being answered."""
        body = render.searching()
        return {
            self.log: earlier.html(),
            self._pending: render.pending_exchange(number, question, body, "Searching"),
            self._box: "",
            self._button: gr.Button(visible=False),
            self._stop: gr.Button(visible=True),
            self.hint: "",
            self._editing: "",
            self.filter_bar.problem: "",
            self._examples: gr.Column(visible=False),
        }

    def _writing(self, number: int, question: str, draft: str) -> PageUpdate:
        """Show what a chat model has written so far."""
        body = render.unchecked_draft(draft)
        return {self._pending: render.pending_exchange(number, question, body, "Writing")}

    def _begin_editing(self) -> PageUpdate:
        """Set the tab so that the next question replaces the last one."""
        return {self.replacing: True, self._editing: render.cancel_editing(EDITING)}

    def _end_editing(self) -> PageUpdate:
        """Set the tab so that the next question is a new one."""
        return {self.replacing: False, self._editing: ""}

    def _ready(self) -> PageUpdate:
        """Enable the box for the next question."""
        return {self._button: gr.Button(visible=True), self._stop: gr.Button(visible=False)}

    async def _ask(
        self,
        request: gr.Request,
        question: str,
        asked: int,
        known: int | None,
        replacing: bool,
        conversation: OpenConversation,
        key: object,
        *filters: Any,
    ) -> AsyncIterator[PageUpdate]:
        if (known or 0) < asked:
            return
        owner, _ = self.owner(request, key)
        session = request.session_hash or ""
        counts = dict.fromkeys(self._question_counts, asked + 1)
        updates = self.answer(session, owner, question, replacing, conversation, filters)
        async for update in updates:
            yield {**counts, **update}

    def _stop_answering(self, request: gr.Request) -> None:
        stop = self._stop_events.get(request.session_hash or "")
        if stop is not None:
            stop.set()
