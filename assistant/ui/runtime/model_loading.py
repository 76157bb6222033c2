"""Loading the models while the page is already there."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable

from index.errors import OnRecordError

__all__ = ["WarmUp"]

_log = logging.getLogger(__name__)

HEAD_START = 2.5
"""Seconds that loading waits at most for the first page: a browser that draws it on the same two
cores needs twice as long beside the loading."""


class WarmUp:
    """One run of `load` in a background thread, which anyone can wait for.

    It begins when the first does, be it a page that is drawn or a question, or when nobody has
    come for `HEAD_START` seconds. A failure ends the wait too: the question that comes next meets
    the same error and reports it to the person who asked. `problem` holds its message for the
    page.
    """

    def __init__(self, load: Callable[[], None]) -> None:
        self.problem: str | None = None
        self._load = load
        self._wanted = threading.Event()
        self._given_up = False
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="warm-up", daemon=True)

    @property
    def over(self) -> bool:
        """Whether loading has ended, well or not."""
        return self._over.is_set()

    def start(self) -> None:
        """Begin loading, once, as soon as somebody waits for it or nobody came."""
        self._thread.start()

    async def wait(self) -> None:
        """Return when loading has ended; no thread is held meanwhile."""
        self._wanted.set()
        while not self._over.is_set():
            await asyncio.sleep(0.05)

    def join(self, seconds: float) -> None:
        """Wait for the thread, so that the interpreter doesn't end under its feet."""
        self._given_up = True
        self._wanted.set()
        if self._thread.is_alive():
            self._thread.join(seconds)

    def _run(self) -> None:
        self._wanted.wait(HEAD_START)
        try:
            if not self._given_up:
                self._load()
        except OnRecordError as error:
            self.problem = str(error)
        except Exception:
            _log.exception("loading the models failed")
            self.problem = "The models could not be loaded; the terminal says more."
        finally:
            self._over.set()
