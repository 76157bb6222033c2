"""Drops connections whose requests don't come to their end, so that they can't fill the server.

Uvicorn waits without end for the rest of a request's head or body; it only closes connections that
are idle between two requests.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from uvicorn.protocols.http.auto import AutoHTTPProtocol

if TYPE_CHECKING:
    _Base: Any = object
else:
    _Base = AutoHTTPProtocol

__all__ = ["BODY_SECONDS", "HEAD_SECONDS", "protocol_with_deadlines"]

HEAD_SECONDS = 20
"""How long the head of a request may take, from the connection or from its first byte."""
BODY_SECONDS = 60
"""How long no byte of a request's body may come."""


def protocol_with_deadlines(
    head_seconds: float = HEAD_SECONDS, body_seconds: float = BODY_SECONDS
) -> type[asyncio.Protocol]:
    """Uvicorn's protocol, which closes a connection when a deadline has passed.

    Args:
        head_seconds: For a request's head as a whole.
        body_seconds: For each piece of a request's body.
    """

    class RequestDeadlines(_Base):  # type: ignore[misc]
        """One connection."""

        _timer: asyncio.TimerHandle | None = None

        def connection_made(self, transport: asyncio.Transport) -> None:
            super().connection_made(transport)
            self._start(head_seconds)

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            cycle = self.cycle
            if cycle is None or cycle.response_complete:
                if self._timer is None:
                    self._start(head_seconds)
                return
            self._stop()
            if cycle.more_body:
                self._start(body_seconds)

        def connection_lost(self, exc: Exception | None) -> None:
            self._stop()
            super().connection_lost(exc)

        def _start(self, seconds: float) -> None:
            self._stop()
            self._timer = self.loop.call_later(seconds, self._drop)

        def _stop(self) -> None:
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None

        def _drop(self) -> None:
            self._timer = None
            if self.flow.read_paused:
                # Nothing comes as the server has not yet taken what came: not the sender's fault.
                self._start(body_seconds)
            elif not self.transport.is_closing():
                self.transport.close()

    return RequestDeadlines
