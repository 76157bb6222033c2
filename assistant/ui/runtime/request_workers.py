"""Where requests are worked on: in threads, a few at a time, once the models are there."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from assistant.browse.completions import Completions
from assistant.conversation.history import History
from assistant.errors import FeedbackError
from assistant.records import Turn
from assistant.saved.feedback import Opinion
from assistant.saved.past_answers import restore_answer
from assistant.ui import render
from assistant.ui.runtime.conversation import Exchange, Talk
from assistant.ui.runtime.model_loading import WarmUp
from assistant.ui.runtime.source_places import find_place
from index.embedding.cpu_cores import AT_ONCE, available
from index.errors import OnRecordError
from index.records import Filters

if TYPE_CHECKING:
    from assistant.assistant import BaseAssistant

__all__ = ["Desk", "Stopped"]

WRITING_AT_ONCE = 8
"""More than this many questions wait for their turn where a chat model writes: it is waited for,
not worked on here. Without one it is as many as there are cores: more gain nothing
(`tests/bench/measure/load.py`)."""
READING_AT_ONCE = 8
"""The same for what needs no model: lists, documents, completions."""
CHANGES_AT_ONCE = 4
"""The same for changes of the store, which wait for each other, and for evaluations."""
NO_DOCUMENTS = (
    "Nothing can be asked yet: the store is empty. Add files in the tab “Documents”, or run"
    " `onrecord index FOLDER` in a terminal."
)
UNEXPECTED = "Something went wrong inside On Record; the terminal that runs it says more."

R = TypeVar("R")

_log = logging.getLogger(__name__)


class Stopped(OnRecordError):
    """Who asked doesn't want the answer any more."""


class Desk:
    """Where questions are taken: waits for the models, limits how many run at once."""

    def __init__(self, assistant: BaseAssistant, warm_up: WarmUp | None) -> None:
        self.assistant = assistant
        self.completions = Completions(assistant.retriever)
        self._warm_up = warm_up
        # The same threads always: each keeps its own connections and, in PyTorch, its own memory,
        # so that ever new ones would make the process grow.
        at_once = min(available(), AT_ONCE) if assistant.model is None else WRITING_AT_ONCE
        self._answering = ThreadPoolExecutor(at_once, "answering")
        self._reading = ThreadPoolExecutor(READING_AT_ONCE, "reading")
        self._changing = ThreadPoolExecutor(CHANGES_AT_ONCE, "changing")

    def masthead(self, user: str | None = None) -> str:
        """The head of the page, with the number of documents as it is now."""
        model = self.assistant.model
        called = model.description if model else None
        documents, _ = self.assistant.count_documents_and_passages()
        head = render.masthead(documents, called, user)
        return head if documents else head + render.introduction(NO_DOCUMENTS)

    async def converse(
        self,
        question: str,
        turns: list[Turn],
        filters: Filters,
        on_text: Callable[[str], None],
        stop: threading.Event,
    ) -> Exchange:
        """The answer, or what went wrong, as a part of the page.

        Args:
            question: As it was asked.
            turns: Those before, which it may refer to.
            filters: Limits on the documents searched.
            on_text: Told each piece that a chat model writes, before anything is checked.
            stop: Set when nobody waits for the answer any more.
        """
        asked = question.encode("utf-8", "replace").decode("utf-8")

        def write(piece: str) -> None:
            if stop.is_set():  # ends the model's writing; else only the waiting would end
                raise Stopped("stopped")
            on_text(piece)

        try:
            answer = await self.run(
                lambda: self.assistant.ask_after(turns, asked, filters, on_text=write)
            )
        except OnRecordError as error:
            return Exchange(question, None, render.problem_message(str(error)), str(error))
        body, said = render.answer_view(answer), render.announcement(answer)
        return Exchange(question, Turn.of(answer), body, said)

    async def notices(self) -> AsyncIterator[str]:
        """What stands above the question box while the models load."""
        if self._warm_up is not None:
            if not self._warm_up.over:
                yield render.notice("Loading the models. You can ask already; the answer will wait")
                await self._warm_up.wait()
            if self._warm_up.problem is not None:
                yield render.problem_message(self._warm_up.problem)
                return
        yield ""

    def history(self, owner: str) -> History:
        """The conversations that belong to somebody."""
        return self.assistant.history.for_user(owner)

    def reopened(self, owner: str, name: str) -> Talk:
        """A past conversation, with what its owner said of the answers.

        Raises:
            ConversationError: The owner has none of that name, or its file is damaged.
        """
        catalogue = self.assistant.store.catalogue
        turns = self.history(owner).existing_turns(name)
        said = self._opinions(owner)
        exchanges = []
        for turn in turns:
            answer = restore_answer(turn, catalogue)
            exchange = Exchange(
                turn.question, turn, render.answer_view(answer), render.announcement(answer)
            )
            opinion = said.get(Opinion.of(name, turn, helpful=True).id)
            if opinion is not None:
                exchange = replace(exchange, helpful=opinion.helpful, comment=opinion.comment)
            exchanges.append(exchange)
        return Talk(name, tuple(exchanges))

    def _opinions(self, owner: str) -> dict[str, Opinion]:
        """What somebody says of answers, by the answer's id."""
        try:
            return {one.id: one for one in self.assistant.feedback.opinions(owner)}
        except FeedbackError:
            # The conversation can be read all the same.
            _log.warning("opinions could not be read", exc_info=True)
            return {}

    def source(self, link: object) -> str:
        """The source view that a link leads to.

        Raises:
            FilterError: It leads nowhere, or no longer.
        """
        return render.source_view(find_place(self.assistant.store.catalogue, link))

    async def run(self, work: Callable[[], R]) -> R:
        """`work()` in a worker thread, once the models are there and it is its turn.

        Raises:
            OnRecordError: with a message for the person who asked.
        """
        if self._warm_up is not None:
            await self._warm_up.wait()
        return await self._in_thread(work, self._answering)

    async def change(self, work: Callable[[], R]) -> R:
        """`work()`, which changes the store or takes long, once the models are there.

        It takes no question's place, as it may take minutes or wait for another change.

        Raises:
            OnRecordError: with a message for the person who asked.
        """
        if self._warm_up is not None:
            await self._warm_up.wait()
        return await self._in_thread(work, self._changing)

    async def read(self, work: Callable[[], R]) -> R:
        """`work()` in a worker thread, at once: what needs no model.

        Raises:
            OnRecordError: with a message for the person who asked.
        """
        return await self._in_thread(work, self._reading)

    async def _in_thread(self, work: Callable[[], R], threads: ThreadPoolExecutor) -> R:
        try:
            return await asyncio.get_running_loop().run_in_executor(threads, work)
        except OnRecordError:
            raise
        except Exception as error:
            _log.exception("a request could not be answered")
            raise OnRecordError(UNEXPECTED) from error
