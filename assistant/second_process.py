"""A second process that answers questions beside this one.

Python runs one thread at a time, so that two questions in two threads wait for each other wherever
neither is in a model. Of two cores that wastes a tenth (`tests/bench/measure/load.py`).
"""

from __future__ import annotations

import logging
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

from assistant.readers.extractive_reader import DEFAULT_READER
from index.embedding.cpu_cores import available, serve_several
from index.embedding.embedder import DEFAULT_MODEL
from index.errors import OnRecordError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

    from assistant.assistant import BaseAssistant
    from assistant.config import Settings
    from assistant.records import Answer
    from index.records import Filters

__all__ = ["Beside", "answering_beside"]

PATIENCE = 2
"""Seconds that the other process gets to end by itself."""

_log = logging.getLogger(__name__)


class Beside:
    """The other process, which has the same store open and no chat model.

    It answers one question at a time. Where it can't, because it is loading, busy or gone, the
    question is to be answered here.
    """

    def __init__(self, settings: Settings) -> None:
        """Name what it opens; `start` starts it.

        Args:
            settings: Of the assistant that it is to answer like.
        """
        self._settings = settings
        self._process: SpawnProcess | None = None
        self._line: Connection | None = None
        self._ready = False
        self._busy = Lock()

    def start(self) -> None:
        """Let it load its models, once; does not wait for it."""
        if self._process is not None:
            return
        # Not needed before the page is there.
        from multiprocessing import get_context

        context = get_context("spawn")
        self._line, theirs = context.Pipe()
        self._process = context.Process(
            target=_answer_all, args=(self._settings, theirs), name="beside", daemon=True
        )
        with _without_interrupts():
            self._process.start()
        # Held by the other process alone, so that each notices when the other one ends.
        theirs.close()

    def answer(self, question: str, filters: Filters, k: int) -> Answer | None:
        """What `BaseAssistant.ask` gives, or None where the question is to be answered here.

        Raises:
            OnRecordError: As `BaseAssistant.ask` does.
        """
        if not self._busy.acquire(blocking=False):
            return None
        try:
            line = self._line
            if line is None or not (self._ready or line.poll()):
                return None
            if not self._ready:
                self._ready = bool(line.recv())
            line.send((question, filters, k))
            told: Answer | OnRecordError | None = line.recv()
        except (EOFError, OSError):
            _log.warning("the process beside this one has ended; questions are answered here")
            self._line = None
            return None
        finally:
            self._busy.release()
        if isinstance(told, OnRecordError):
            raise told
        return told

    def close(self) -> None:
        """End it."""
        if self._line is not None:
            self._line.close()
            self._line = None
        if self._process is not None:
            self._process.join(PATIENCE)
            self._process.terminate()
            self._process.join()
            self._process = None


@contextmanager
def answering_beside(assistant: BaseAssistant, settings: Settings) -> Iterator[None]:
    """While it lasts, a second process answers what comes while the assistant answers.

    Not where a chat model writes, which is waited for, nor where there is one core, nor with models
    other than the packaged ones: of what may be large, one is enough.

    Args:
        assistant: Without a process beside it so far.
        settings: What it was opened with.
    """
    named = (settings.reader, settings.embedding_model)
    packaged = named == (DEFAULT_READER, DEFAULT_MODEL)
    if assistant.model is not None or available() == 1 or not packaged:
        yield
        return
    beside = Beside(settings)
    assistant.beside = beside
    try:
        yield
    finally:
        beside.close()
        assistant.beside = None


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """What this thread starts meanwhile is not interrupted by Ctrl-C, which goes to all of them.

    The other process ends with this one. It ignores interrupts itself once it runs, but would
    complain of one while it imports.
    """
    if not hasattr(signal, "pthread_sigmask"):  # not on every system
        yield
        return
    from multiprocessing import resource_tracker

    # Else it is started with the first process, and takes the mask off again.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _answer_all(settings: Settings, line: Connection) -> None:
    """What the other process does, until nobody is at the other end of the line."""
    from assistant.assistant import BaseAssistant

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    serve_several()
    assistant = BaseAssistant.open(settings)
    assistant.warm_up()
    try:
        line.send(True)
        while True:
            question, filters, k = line.recv()
            line.send(_told(assistant, question, filters, k))
    except (EOFError, OSError):
        assistant.store.close()


def _told(
    assistant: BaseAssistant, question: str, filters: Filters, k: int
) -> Answer | OnRecordError | None:
    try:
        return assistant.ask(question, filters, k)
    except OnRecordError as error:
        return error
    except Exception:
        # It will fail there too, where somebody sees it.
        _log.exception("answering beside failed")
        return None
