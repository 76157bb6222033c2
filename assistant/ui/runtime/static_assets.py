"""Serves the scripts and styles of Gradio's page directly from their files, which is faster."""

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

    A page has sixty of these files. Gradio opens, reads and compresses each in a thread, which
    takes half a second of a first visit. Browsers on other machines get them from Gradio,
    compressed.
    """

    def __init__(self, app: ASGIApp, folder: Path) -> None:
        """List the files.

        Args:
            app: Handles all other requests.
            folder: The folder with the files, without its subfolders. Only files that are in it
                now are ever opened, whatever a request names.
        """
        self.app = app
        self._files = {
            _PATH + entry.name: Path(entry.path)
            for entry in os.scandir(folder)
            if entry.is_file() and Path(entry.name).suffix in _MEDIA_TYPES
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a file, or pass the request on."""
        file = self._files.get(scope["path"]) if scope["type"] == "http" else None
        if file is None or not _is_local(scope):
            await self.app(scope, receive, send)
            return
        # Takes a tenth of a millisecond, less than handing it to a thread would.
        response = Response(file.read_bytes(), 200, _CACHE_FOREVER, _MEDIA_TYPES[file.suffix])
        await response(scope, receive, send)


def _is_local(scope: Scope) -> bool:
    client = scope.get("client")
    return client is not None and client[0] in ("127.0.0.1", "::1")
