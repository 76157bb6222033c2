"""Each Gradio session belongs to the user who used it first.

The browser chooses a session's name, and Gradio sends the contents of a session to any client that
knows its name. With a sign-in, knowing the name must not be enough.
"""

from __future__ import annotations

from collections import OrderedDict

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.ui.security.request_filter import SESSION
from assistant.ui.security.signin import USER

__all__ = ["SessionOwners"]

MAX_PAGE_SESSIONS = 20_000
"""Sessions whose user is remembered: many more than Gradio keeps."""


class SessionOwners:
    """ASGI middleware behind the sign-in: refuses requests that name another user's session."""

    def __init__(self, app: ASGIApp, max_sessions: int = MAX_PAGE_SESSIONS) -> None:
        self.app = app
        self.max_sessions = max_sessions
        self._users: OrderedDict[str, str] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or pass it on."""
        session, user = scope.get(SESSION), scope.get(USER)
        if session is not None and user is not None:
            if self._users.setdefault(session, user) != user:
                response = JSONResponse({"error": "this session is somebody else's"}, 403)
                await response(scope, receive, send)
                return
            self._users.move_to_end(session)
            while len(self._users) > self.max_sessions:
                self._users.popitem(last=False)
        await self.app(scope, receive, send)
