"""Rejects requests whose `Host` header does not name this server.

A web site can point its own name at 127.0.0.1 (DNS rebinding); its scripts could then read the
documents, as the browser takes the chat for a part of that site.

Starlette's `TrustedHostMiddleware` is not used: it takes a list of names, while a chat that other
machines reach without a sign-in accepts any numeric address, and it cuts IPv6 addresses at their
first colon.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

__all__ = ["HostCheck"]

WRONG_HOST_MESSAGE = (
    "On Record is not served under this host name; with --auth any name is accepted.\n"
)


class HostCheck:
    """ASGI middleware: passes on requests whose `Host` header names this server."""

    def __init__(self, app: ASGIApp, is_own: Callable[[str], bool]) -> None:
        """Stand before an app.

        Args:
            app: The ASGI app to protect.
            is_own: Whether a host name, without its port, is one of this server.
        """
        self.app = app
        self.is_own = is_own

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or pass it on."""
        if scope["type"] == "http":
            hosts = Headers(scope=scope).getlist("host")
            host = re.sub(r":\d+$", "", hosts[0]) if hosts else ""
            if len(hosts) > 1 or not self.is_own(host):
                await PlainTextResponse(WRONG_HOST_MESSAGE, status_code=421)(scope, receive, send)
                return
        await self.app(scope, receive, send)
