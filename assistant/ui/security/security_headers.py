"""Security headers of every response: the page can load from and send to this server only."""

from __future__ import annotations

import re

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["SecurityHeaders"]

HEADERS = {
    # Gradio's own scripts are inline and compile templates, hence 'unsafe-*'. The rest forbids to
    # load anything from another host, to send anything there, and to be framed by it.
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval';"
        " style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:;"
        " connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self';"
        " form-action 'self'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    # With "no-referrer" browsers send a form with the origin "null", which the request filter
    # refuses.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_CACHEABLE = ("/assets/", "/static/", "/svelte/")
"""Gradio's own files, which browsers may cache. Answers and documents are never cached."""

# Gradio describes itself to link previews, with a picture on another host.
_PREVIEW = re.compile(rb'<meta\s+(?:property="og:|name="twitter:)[^<>]*/>\s*')


class SecurityHeaders:
    """ASGI middleware: adds security headers, and removes other hosts' addresses from the page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        is_page = scope["path"] in ("", "/")
        if is_page:  # uncompressed, so that it can be edited
            names = [h for h in scope["headers"] if h[0] != b"accept-encoding"]
            scope = {**scope, "headers": names}
        page: list[Message] = []

        async def add_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                if not scope["path"].startswith(_CACHEABLE):
                    headers["Cache-Control"] = "no-store"
            if not is_page:
                await send(message)
                return
            page.append(message)
            if message["type"] == "http.response.body" and not message.get("more_body"):
                for edited in _without_preview(page):
                    await send(edited)

        await self.app(scope, receive, add_headers)


def _without_preview(messages: list[Message]) -> list[Message]:
    """The whole response in two messages, without link previews and with its new length."""
    start, *bodies = messages
    body = _PREVIEW.sub(b"", b"".join(message.get("body", b"") for message in bodies))
    MutableHeaders(scope=start)["content-length"] = str(len(body))
    return [start, {"type": "http.response.body", "body": body}]
