"""A second process that answers questions while the first one is busy.

Python runs one thread at a time, so two questions in two threads wait for each other whenever they
are not inside a model. On two cores that costs a tenth of the throughput
(`tests/bench/measure/load.py`).
"""

from __future__ import annotations

import logging
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING

from assistant import process_environment
from assistant.readers.extractive_reader import DEFAULT_READER, SMALL_READER
from index.embedding.cpu_cores import available_cores, cores_per_question
from index.embedding.embedder import DEFAULT_MODEL
from index.errors import OnRecordError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

    from assistant.assistant import BaseAssistant
    from assistant.config import Settings
    from assistant.records import Answer
    from index.records import Filters

__all__ = ["SecondProcess", "run_second_process"]

MAX_SECONDS_TO_END = 2
"""Seconds that the second process has to end by itself before it is terminated."""

_log = logging.getLogger(__name__)


class SecondProcess:
    """A process with the same store open and no chat model.

    It answers one question at a time. While it is loading, busy or gone, the first process has to
    answer.
    """

    def __init__(self, settings: Settings) -> None:
        """Prepare the process; `start` starts it.

        Args:
            settings: The settings of the first process's assistant.
        """
        self._settings = settings
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None
        self._ready = False
        self._busy = Lock()

    def start(self) -> None:
        """Start the process, once; doesn't wait until its models are loaded."""
        if self._process is not None:
            return
        # Imported late, as the first page doesn't need it.
        from multiprocessing import get_context

        context = get_context("spawn")
        self._connection, other_end = context.Pipe()
        self._process = context.Process(
            target=_answer_until_closed,
            args=(self._settings, other_end),
            name="second",
            daemon=True,
        )
        with _interrupts_blocked():
            self._process.start()
        # Only the second process keeps its end open, so that each notices when the other ends.
        other_end.close()

    def answer(self, question: str, filters: Filters, k: int) -> Answer | None:
        """The answer as `BaseAssistant.ask` returns it; None if this process can't answer now.

        Raises:
            OnRecordError: As `BaseAssistant.ask` does.
        """
        if not self._busy.acquire(blocking=False):
            return None
        try:
            connection = self._connection
            if connection is None or not (self._ready or connection.poll()):
                return None
            if not self._ready:
                self._ready = bool(connection.recv())
            connection.send((question, filters, k))
            result: Answer | OnRecordError | None = connection.recv()
        except (EOFError, OSError):
            _log.warning("the second process has ended; the first one answers all questions")
            self._connection = None
            return None
        finally:
            self._busy.release()
        if isinstance(result, OnRecordError):
            raise result
        return result

    def close(self) -> None:
        """End the process."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if self._process is not None:
            self._process.join(MAX_SECONDS_TO_END)
            self._process.terminate()
            self._process.join()
            self._process = None


@contextmanager
def run_second_process(assistant: BaseAssistant, settings: Settings) -> Iterator[None]:
    """Within this context, a second process answers questions while the assistant is busy.

    There is none with a chat model, as waiting for its reply takes no core; none on a single core;
    and none with other models than the packaged ones, which may be too large to load twice.

    Args:
        assistant: An assistant without a second process.
        settings: The settings that it was opened with.
    """
    are_packaged = (
        settings.reader in (DEFAULT_READER, SMALL_READER)
        and settings.embedding_model == DEFAULT_MODEL
    )
    if assistant.model is not None or available_cores() == 1 or not are_packaged:
        yield
        return
    second = SecondProcess(settings)
    assistant.second_process = second
    try:
        yield
    finally:
        second.close()
        assistant.second_process = None


@contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """Start processes within this context with Ctrl-C blocked, which is sent to all of them.

    The second process ends with the first. Once it runs it ignores interrupts itself, but while it
    imports, one would print a traceback.
    """
    if not hasattr(signal, "pthread_sigmask"):  # not on every system
        yield
        return
    from multiprocessing import resource_tracker

    # Otherwise it is started along with the process, and unblocks the signal again.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _answer_until_closed(settings: Settings, connection: Connection) -> None:
    """The second process: answer questions until the first one closes the connection."""
    process_environment.set_for_program()
    process_environment.set_for_server()
    from assistant.assistant import BaseAssistant

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    assistant = BaseAssistant.open(replace(settings, threads=cores_per_question()))
    assistant.warm_up()
    try:
        connection.send(True)
        while True:
            question, filters, k = connection.recv()
            connection.send(_answer_or_error(assistant, question, filters, k))
    except (EOFError, OSError):
        assistant.store.close()


def _answer_or_error(
    assistant: BaseAssistant, question: str, filters: Filters, k: int
) -> Answer | OnRecordError | None:
    try:
        return assistant.ask(question, filters, k)
    except OnRecordError as error:
        return error
    except Exception:
        # The first process then answers, and fails where the user sees it.
        _log.exception("the second process failed to answer")
        return None
