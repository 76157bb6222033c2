"""The page's scripts and styles, which are Gradio's, straight from their files."""

from __future__ import annotations

import os
from pathlib import Path

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

__all__ = ["Assets"]

AT = "/assets/"
_KINDS = {".js": "text/javascript", ".css": "text/css"}
_KEPT = {"Cache-Control": "public, max-age=31536000, immutable"}
"""For good: the names of these files change with what is in them."""


class Assets:
    """ASGI middleware: gives a browser on this machine the scripts and styles.

    A page has sixty of them, and Gradio takes a thread's turn to open, read and compress each:
    half a second of what a first visit takes. Other machines get them from Gradio, compressed.
    """

    def __init__(self, app: ASGIApp, folder: Path) -> None:
        """Stand before an app.

        Args:
            app: What answers everything else.
            folder: Where the files are, no deeper. Others than those that are there now are never
                opened, whatever a request names.
        """
        self.app = app
        self._files = {
            AT + entry.name: Path(entry.path)
            for entry in os.scandir(folder)
            if entry.is_file() and Path(entry.name).suffix in _KINDS
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or hand it on."""
        file = self._files.get(scope["path"]) if scope["type"] == "http" else None
        if file is None or not _from_here(scope):
            await self.app(scope, receive, send)
            return
        # A tenth of a millisecond: less than handing it to a thread takes.
        response = Response(file.read_bytes(), 200, _KEPT, _KINDS[file.suffix])
        await response(scope, receive, send)


def _from_here(scope: Scope) -> bool:
    client = scope.get("client")
    return client is not None and client[0] in ("127.0.0.1", "::1")
