"""Turns at the threads that answer: visitors in rotation, so that none waits for all of another's.

A thread pool alone serves requests in the order in which they came: whoever sends two hundred makes
the next visitor wait for all of them.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncIterator
from concurrent.futures import Future
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

from index.errors import OnRecordError

__all__ = ["MAX_WAITING", "FairTurns"]

MAX_WAITING = 200
"""Requests of one visitor that may wait at a time; more are refused at once."""


@dataclass(slots=True)
class WorkPlace:
    """A place that was given."""

    work: Future[Any] | None = None
    """What is worked on in it, which keeps it to its end, whoever still waits for the result."""


class FairTurns:
    """A number of places, given to waiting visitors one after the other. For one event loop."""

    def __init__(self, places: int) -> None:
        """Begin with all places free.

        Args:
            places: How many requests are worked on at a time.
        """
        self._free = places
        self._waiting: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()

    @asynccontextmanager
    async def turn(self, visitor: str) -> AsyncIterator[WorkPlace]:
        """Wait for a place, and keep it within the context, or until its work ends.

        Args:
            visitor: Who sent the request.

        Raises:
            OnRecordError: Too many requests of this visitor wait already.
        """
        await self._take_place(visitor)
        place, loop = WorkPlace(), asyncio.get_running_loop()
        try:
            yield place
        finally:
            if place.work is None or place.work.done():
                self._give_place()
            else:  # a thread can't be stopped: the request was given up, and it works on
                place.work.add_done_callback(lambda _: self._give_place_from_thread(loop))

    async def _take_place(self, visitor: str) -> None:
        if self._free and not self._waiting:
            self._free -= 1
            return
        own = self._waiting.setdefault(visitor, deque())
        if len(own) >= MAX_WAITING:
            raise OnRecordError(
                f"{MAX_WAITING} of your requests are waiting already; send more when some are done"
            )
        place: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        own.append(place)
        try:
            await place
        except asyncio.CancelledError:
            if place.done() and not place.cancelled():
                self._give_place()
            elif place in own:
                own.remove(place)
                if not own:
                    self._waiting.pop(visitor, None)
            raise

    def _give_place_from_thread(self, loop: asyncio.AbstractEventLoop) -> None:
        with suppress(RuntimeError):  # the loop has ended
            loop.call_soon_threadsafe(self._give_place)

    def _give_place(self) -> None:
        """Give a place to the visitor who has waited longest for a turn, or keep it free."""
        while self._waiting:
            visitor, own = self._waiting.popitem(last=False)
            place = own.popleft()
            if own:
                self._waiting[visitor] = own  # behind all others
            if not place.done():
                place.set_result(None)
                return
        self._free += 1
