"""Where requests are worked on: in threads, a few at a time, once the models are there."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import anyio

from assistant.records import Answer, Turn
from assistant.ui import render
from assistant.ui.warmup import WarmUp
from index.errors import OnRecordError

if TYPE_CHECKING:
    from assistant.app import Assistant

QUESTIONS_AT_ONCE = 4
"""More than this many questions wait for their turn: the models are bound by the processor."""
UNEXPECTED = "Something went wrong inside On Record; the terminal that runs it says more."

R = TypeVar("R")

_log = logging.getLogger(__name__)


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
        self._places = anyio.CapacityLimiter(QUESTIONS_AT_ONCE)

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
            return await anyio.to_thread.run_sync(work, limiter=self._places)
        except OnRecordError:
            raise
        except Exception as error:
            _log.exception("a question could not be answered")
            raise OnRecordError(UNEXPECTED) from error
