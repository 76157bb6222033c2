"""Loads the models in the background while the page is already shown."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable

from index.errors import OnRecordError

__all__ = ["ModelLoading"]

_log = logging.getLogger(__name__)

HEAD_START = 2.5
"""Seconds that loading waits at most for the first page: while models load on the same two cores,
a browser takes twice as long to draw it."""


class ModelLoading:
    """Calls a function that loads the models, once, in a background thread.

    Loading begins when somebody first waits for it (a page was drawn or a question asked), or
    after `head_start` seconds. If it fails, nobody waits any longer: the next question meets the
    same error and reports it to the user.

    Attributes:
        problem: The error message for the page, if loading failed.
    """

    def __init__(self, load: Callable[[], None], head_start: float = HEAD_START) -> None:
        """Prepare; `start` starts the thread.

        Args:
            load: Loads the models.
            head_start: Seconds after which they are loaded though nobody waits for them.
        """
        self.problem: str | None = None
        self._load = load
        self._head_start = head_start
        self._wanted = threading.Event()
        self._cancelled = False
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._run, name="model-loading", daemon=True)

    @property
    def is_done(self) -> bool:
        """Whether loading has ended, successfully or not."""
        return self._done.is_set()

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    async def wait(self) -> None:
        """Return when loading has ended; holds no thread meanwhile."""
        self._wanted.set()
        while not self._done.is_set():
            await asyncio.sleep(0.05)

    def join(self, seconds: float) -> None:
        """Wait for the thread to end, as the interpreter must not exit while it runs."""
        self._cancelled = True
        self._wanted.set()
        if self._thread.is_alive():
            self._thread.join(seconds)

    def _run(self) -> None:
        self._wanted.wait(self._head_start)
        try:
            if not self._cancelled:
                self._load()
        except OnRecordError as error:
            self.problem = str(error)
        except Exception:
            _log.exception("loading the models failed")
            self.problem = "The models could not be loaded; the terminal says more."
        finally:
            self._done.set()
