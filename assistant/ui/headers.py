"""What every response carries, so that the page can reach no other machine."""

from __future__ import annotations

import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.ui.serve import is_loopback

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
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

REFUSAL = "On Record answers to this machine alone; --auth lets it answer to other names.\n"

# Gradio describes itself to link previews, with a picture on another host.
_PREVIEW = re.compile(rb'<meta\s+(?:property="og:|name="twitter:)[^>]*?/>\s*')


class OwnHostOnly:
    """ASGI middleware: strict headers, and a page without addresses of other hosts.

    With `check_host`, requests that name another host than this machine are refused: a web
    site that points its own name at 127.0.0.1 (DNS rebinding) could else read the documents.
    """

    def __init__(self, app: ASGIApp, check_host: bool) -> None:
        self.app = app
        self.check_host = check_host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        host = re.sub(r":\d+$", "", Headers(scope=scope).get("host", ""))
        if self.check_host and not is_loopback(host):
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
