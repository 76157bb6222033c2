"""Worker threads in which requests are processed: a few at a time, by kind of work."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from assistant.ui.runtime.fair_turns import FairTurns
from assistant.ui.runtime.model_loading import ModelLoading
from assistant.ui.runtime.visitors import visitor_of_request
from index.embedding.cpu_cores import QUESTIONS_AT_ONCE, available_cores
from index.errors import OnRecordError

__all__ = ["RequestWorkers"]

CHAT_MODEL_THREADS = 8
"""Questions answered at a time with a chat model, most of whose time is spent waiting. Without a
chat model there is one thread for each core: more gain nothing (`tests/bench/measure/load.py`)."""
READ_THREADS = 8
"""Reads at a time: lists, documents and completions, which need no model."""
CHANGE_THREADS = 4
"""Changes of the store, which wait for each other, and evaluations at a time."""
UNEXPECTED_ERROR = "Something went wrong inside On Record; the terminal that runs it says more."

_Result = TypeVar("_Result")

_log = logging.getLogger(__name__)


class RequestWorkers:
    """Runs work in threads, so that the event loop stays free.

    Each method runs a function and returns its result. An OnRecordError that the function raises
    is passed on; any other error is logged and raised as an OnRecordError for the user.
    """

    def __init__(self, model_loading: ModelLoading | None, with_chat_model: bool) -> None:
        """Create the threads.

        Args:
            model_loading: Loading of the models that is under way; None if they are loaded.
            with_chat_model: Whether a chat model writes the answers.
        """
        self._model_loading = model_loading
        # The threads are kept: each has its own connections and its own memory in PyTorch, so
        # that creating new ones would make the process grow.
        answer_threads = (
            CHAT_MODEL_THREADS if with_chat_model else min(available_cores(), QUESTIONS_AT_ONCE)
        )
        self._answering = ThreadPoolExecutor(answer_threads, "answering")
        self._answer_turns = FairTurns(answer_threads)
        self._reading = ThreadPoolExecutor(READ_THREADS, "reading")
        self._changing = ThreadPoolExecutor(CHANGE_THREADS, "changing")
        self._change_turns = FairTurns(CHANGE_THREADS)

    async def run_with_models(self, work: Callable[[], _Result]) -> _Result:
        """Run work that needs the models, once they are loaded; visitors take turns."""
        return await self._run_in_turn(work, self._answering, self._answer_turns)

    async def run_change(self, work: Callable[[], _Result]) -> _Result:
        """Run work that changes the store or takes minutes, once the models are loaded.

        It keeps no question waiting; visitors take turns.
        """
        return await self._run_in_turn(work, self._changing, self._change_turns)

    async def run_read(self, work: Callable[[], _Result]) -> _Result:
        """Run work that needs no model, at once."""
        return await self._result_of(self._reading.submit(work))

    async def _wait_for_models(self) -> None:
        if self._model_loading is not None:
            await self._model_loading.wait()

    async def _run_in_turn(
        self, work: Callable[[], _Result], threads: ThreadPoolExecutor, turns: FairTurns
    ) -> _Result:
        await self._wait_for_models()
        async with turns.turn(visitor_of_request()) as place:
            place.work = threads.submit(work)
            return await self._result_of(place.work)

    async def _result_of(self, work: Future[_Result]) -> _Result:
        try:
            return await asyncio.wrap_future(work)
        except OnRecordError:
            raise
        except Exception as error:
            _log.exception("a request could not be answered")
            raise OnRecordError(UNEXPECTED_ERROR) from error
