"""Serves the scripts and styles of Gradio's page directly from their files."""

from __future__ import annotations

import os
from pathlib import Path

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

__all__ = ["StaticAssets"]

_PATH = "/assets/"
_MEDIA_TYPES = {".js": "text/javascript", ".css": "text/css"}
_CACHE_FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}
"""The names of these files change with their contents."""


class StaticAssets:
    """ASGI middleware: serves scripts and styles to a browser on this machine.

    A page has sixty of them. Gradio opens, reads and compresses each in a thread, which takes half
    a second of a first visit. Browsers on other machines get them from Gradio, compressed.
    """

    def __init__(self, app: ASGIApp, folder: Path) -> None:
        """Stand before an app.

        Args:
            app: Answers everything else.
            folder: The files' folder, without its subfolders. Only files that are there now are
                ever opened, whatever a request names.
        """
        self.app = app
        self._files = {
            _PATH + entry.name: Path(entry.path)
            for entry in os.scandir(folder)
            if entry.is_file() and Path(entry.name).suffix in _MEDIA_TYPES
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or pass it on."""
        file = self._files.get(scope["path"]) if scope["type"] == "http" else None
        if file is None or not _is_local(scope):
            await self.app(scope, receive, send)
            return
        # A tenth of a millisecond: less than passing it to a thread takes.
        response = Response(file.read_bytes(), 200, _CACHE_FOREVER, _MEDIA_TYPES[file.suffix])
        await response(scope, receive, send)


def _is_local(scope: Scope) -> bool:
    client = scope.get("client")
    return client is not None and client[0] in ("127.0.0.1", "::1")
