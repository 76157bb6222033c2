"""Each Gradio session belongs to whoever used it first.

A session's name, which the page makes up, is all that Gradio asks for to hand out what is said
in it. Among people who sign in it is not enough to know it.
"""

from __future__ import annotations

from collections import OrderedDict

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.ui.gate import SESSION
from assistant.ui.signin import USER

__all__ = ["OwnSessions"]

MOST = 20_000
"""Sessions whose user is remembered, twice as many as Gradio keeps."""


class OwnSessions:
    """ASGI middleware behind the sign-in: refuses the session of another user."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._users: OrderedDict[str, str] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or hand it on."""
        session, user = scope.get(SESSION), scope.get(USER)
        if session is not None and user is not None:
            if self._users.setdefault(session, user) != user:
                response = JSONResponse({"error": "this session is somebody else's"}, 403)
                await response(scope, receive, send)
                return
            self._users.move_to_end(session)
            while len(self._users) > MOST:
                self._users.popitem(last=False)
        await self.app(scope, receive, send)
