"""What every response carries, so that the page can reach no other machine."""

from __future__ import annotations

import re
from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["OwnHostOnly"]

HEADERS = {
    # Gradio's own scripts are inline and compile templates, hence 'unsafe-*'; the rest says
    # that nothing is loaded from, sent to or framed by another host.
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval';"
        " style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:;"
        " connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self';"
        " form-action 'self'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    # With "no-referrer" browsers call a form's own origin "null", which the gate refuses.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_KEPT = ("/assets/", "/static/", "/svelte/")
"""What browsers may keep: Gradio's own files. Answers and documents are not left in a cache."""

REFUSAL = "On Record does not answer to this name; --auth lets it answer to any.\n"

# Gradio describes itself to link previews, with a picture on another host.
_PREVIEW = re.compile(rb'<meta\s+(?:property="og:|name="twitter:)[^<>]*/>\s*')


class OwnHostOnly:
    """ASGI middleware: strict headers, and a page without addresses of other hosts.

    Requests that name another host than this machine can be refused: a web site that points its
    own name at 127.0.0.1 (DNS rebinding) could else read the documents.
    """

    def __init__(self, app: ASGIApp, is_own: Callable[[str], bool]) -> None:
        """Stand before an app.

        Args:
            app: What is behind.
            is_own: Whether a host's name, without its port, is one of this server.
        """
        self.app = app
        self.is_own = is_own

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        hosts = Headers(scope=scope).getlist("host")
        host = re.sub(r":\d+$", "", hosts[0]) if hosts else ""
        if len(hosts) > 1 or not self.is_own(host):
            await PlainTextResponse(REFUSAL, status_code=421)(scope, receive, send)
            return
        page = scope["path"] in ("", "/")
        if page:  # uncompressed, so that it can be edited
            names = [h for h in scope["headers"] if h[0] != b"accept-encoding"]
            scope = {**scope, "headers": names}
        held: list[Message] = []

        async def pass_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                if not scope["path"].startswith(_KEPT):
                    headers["Cache-Control"] = "no-store"
            if not page:
                await send(message)
                return
            held.append(message)
            if message["type"] == "http.response.body" and not message.get("more_body"):
                for cleaned in _without_preview(held):
                    await send(cleaned)

        await self.app(scope, receive, pass_on)


def _without_preview(messages: list[Message]) -> list[Message]:
    """The whole response in two messages, its length corrected."""
    start, *bodies = messages
    body = _PREVIEW.sub(b"", b"".join(message.get("body", b"") for message in bodies))
    MutableHeaders(scope=start)["content-length"] = str(len(body))
    return [start, {"type": "http.response.body", "body": body}]
