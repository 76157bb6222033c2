"""Request filter: rejects unknown paths, oversized or malformed bodies and cross-site requests.

Gradio serves more than this chat uses (a proxy, a code editor, profiling, files by address). This
module lists what is used; everything else is not found. A request whose JSON would make Gradio
fetch an address is rejected too.

Starlette has no middleware for any of this: its CORS middleware lets other sites in rather than
keeping them out, and it limits the size of forms only.
"""

from __future__ import annotations

import json
import logging
import os
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers, QueryParams
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["API", "MAX_BODY_BYTES", "SESSION", "RequestFilter"]

API = "/gradio_api/"
MAX_BODY_BYTES = 1_000_000
"""Of a request other than an upload: a question, its filters and the ten answers before it."""
SESSION = "onrecord.session"
"""Key of a request's scope: the Gradio session that its body or address names, if any."""

_READ = ("GET", "HEAD")
_EXACT = {
    "/": _READ,
    "/config": _READ,
    "/favicon.ico": _READ,
    "/login": (*_READ, "POST"),
    "/logout": ("POST",),
    "/manifest.json": _READ,
    "/mcp": ("GET", "POST", "DELETE"),
    "/robots.txt": _READ,
    "/theme.css": _READ,
    f"{API}app_id": _READ,
    f"{API}cancel": ("POST",),
    f"{API}component_server": ("POST",),
    f"{API}info": _READ,
    f"{API}login_check": _READ,
    f"{API}openapi.json": _READ,
    f"{API}queue/data": _READ,
    f"{API}queue/join": ("POST",),
    f"{API}queue/status": _READ,
    f"{API}reset": ("POST",),
    f"{API}startup-events": _READ,
    f"{API}theme.css": _READ,
    f"{API}upload": ("POST",),
    f"{API}upload_progress": _READ,
    f"{API}user": _READ,
}
"""Paths and the methods that each takes."""
_BELOW = {
    "/assets/": _READ,
    "/static/": _READ,
    "/svelte/": _READ,
    f"{API}call/": ("GET", "POST"),
    f"{API}file=": _READ,
    f"{API}heartbeat/": _READ,
}
"""The same for all paths that start so."""
_PROXY_HEADERS = (
    b"forwarded",
    b"x-forwarded-for",
    b"x-forwarded-host",
    b"x-forwarded-proto",
    b"x-original-url",
)
_FILE = f"{API}file="
_CALL = f"{API}call/"
_MAX_SESSION_LENGTH = 100
_NOT_TAKEN = "the request could not be taken in; the API's documentation is at /?view=api"

_log = logging.getLogger(__name__)


class Refused(Exception):
    """The request is rejected, with this status and message."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class TooLong(Exception):
    """A request's body is longer than announced, or than allowed."""


class RequestFilter:
    """ASGI middleware: rejects requests that the chat's page and API never send."""

    def __init__(
        self,
        app: ASGIApp,
        functions: frozenset[str],
        uploads: Path,
        upload_limit: int,
        room: Callable[[], bool],
        fetched: Callable[[str], None],
        behind_proxy: bool,
    ) -> None:
        """Stand before an app.

        Args:
            app: The ASGI app to protect.
            functions: Names of the functions that programs may call.
            uploads: The folder of uploaded files; no other file can be downloaded.
            upload_limit: Maximum bytes of all files in one upload request.
            room: Whether there is room for more uploads.
            fetched: Called with the id of an event after a program has fetched its result.
            behind_proxy: Whether headers of a proxy on this machine are trusted: under which
                host name and scheme the chat is reached, and from which address.
        """
        self.app = app
        self.functions = functions
        self.uploads = uploads.resolve()
        self.upload_limit = upload_limit
        self.room = room
        self.fetched = fetched
        self.behind_proxy = behind_proxy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or pass it on."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        try:
            scope = self._without_forged_headers(scope)
            self._check(scope)
            if scope["method"] == "POST":
                scope, receive = await self._with_body(scope, receive)
            else:
                scope = {**scope, SESSION: _session_in_address(scope)}
        except Refused as refusal:
            await _refuse(refusal.status, str(refusal), scope, receive, send)
            return
        await self._answered(scope, receive, send)
        if scope["method"] == "GET" and scope["path"].startswith(_CALL):
            _, _, event = scope["path"][len(_CALL) :].removeprefix("v2/").partition("/")
            self.fetched(event)

    def _without_forged_headers(self, scope: Scope) -> Scope:
        """The scope without proxy headers, unless a proxy on this machine sent them."""
        if self.behind_proxy and (scope.get("client") or ("",))[0] in ("127.0.0.1", "::1"):
            return scope
        return {**scope, "headers": [h for h in scope["headers"] if h[0] not in _PROXY_HEADERS]}

    def _check(self, scope: Scope) -> None:
        path, method = scope["path"], scope["method"]
        _check_origin(scope)
        bare = path.rstrip("/") or "/"
        methods = _EXACT.get(bare) or next(
            (methods for start, methods in _BELOW.items() if path.startswith(start)), None
        )
        if methods is None:
            raise Refused(404, "there is nothing at this address")
        if method not in methods:
            raise Refused(405, f"{method[:20]} is not for this address; use {' or '.join(methods)}")
        if "deep_link" in QueryParams(scope["query_string"]):  # opens a file that it names
            raise Refused(404, "there is nothing at this address")
        if path.startswith(_FILE):
            self._check_file(path[len(_FILE) :])
        elif path.startswith(_CALL):
            name = path[len(_CALL) :].removeprefix("v2/").split("/")[0]
            if name not in self.functions:
                known = ", ".join(sorted(self.functions))
                raise Refused(404, f"there is no function {name[:40]!a}; there are {known}")

    def _check_file(self, path: str) -> None:
        try:
            inside = Path(path).resolve().is_relative_to(self.uploads)
        except (OSError, ValueError, RuntimeError):  # a null byte, a loop of links
            inside = False
        if not inside:
            raise Refused(403, "this file is not given out")

    async def _with_body(self, scope: Scope, receive: Receive) -> tuple[Scope, Receive]:
        """The request with its body read and checked; an upload's bytes are only counted."""
        if scope["path"].rstrip("/") == f"{API}upload":
            if not self.room():
                raise Refused(413, "too many uploads wait to be taken in; try again in an hour")
            _check_length(scope, self.upload_limit)
            return scope, _counted(receive, self.upload_limit)
        _check_length(scope, MAX_BODY_BYTES)
        body = await _read(receive, MAX_BODY_BYTES)
        if scope["path"].startswith(API):
            scope = {**scope, SESSION: _session_in(_parsed(body, self.uploads))}
        return scope, _replayed(body, receive)

    async def _answered(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and turn an unexpected error into a 400 response.

        The chat's own errors are caught before. What is left comes from requests that Gradio
        doesn't expect, such as one with the number of a function that doesn't exist.
        """
        began = failed = False

        async def pass_on(message: Message) -> None:
            nonlocal began, failed
            if message["type"] == "http.response.start":
                failed = not began and message["status"] == 500
                began = True
            if not failed:
                await send(message)

        try:
            await self.app(scope, receive, pass_on)
        except TooLong:
            if not began or failed:
                await _refuse(413, _too_long(self.upload_limit), scope, receive, send)
            return
        except Exception as error:
            failed = not began or failed
            _log.info("%s %s could not be taken in: %r", scope["method"], scope["path"], error)
            if not failed:
                # A stream that ends with an error still ends.
                with suppress(Exception):
                    await send({"type": "http.response.body", "body": b"", "more_body": False})
        if failed:
            await _refuse(400, _NOT_TAKEN, scope, receive, send)


async def _refuse(status: int, message: str, scope: Scope, receive: Receive, send: Send) -> None:
    # The rest of the body is not read.
    headers = {} if scope["method"] in _READ else {"Connection": "close"}
    await JSONResponse({"error": message}, status, headers)(scope, receive, send)


def _check_origin(scope: Scope) -> None:
    """Reject requests from pages of other sites, which browsers mark as such."""
    headers = Headers(scope=scope)
    origin = headers.get("origin")
    if origin is not None:
        host = headers.get("x-forwarded-host", headers.get("host", "")).split(",")[0].strip()
        try:
            scheme, place = urlsplit(origin).scheme, urlsplit(origin).netloc
        except ValueError:
            scheme, place = "", ""
        if not place or _with_port(place, scheme) != _with_port(host, scheme):
            raise Refused(403, "requests from pages of other sites are refused")
    # A link on another site may lead here, but its page may not fetch or send anything.
    elif headers.get("sec-fetch-site") in ("cross-site", "same-site") and (
        headers.get("sec-fetch-mode") != "navigate" or scope["method"] not in _READ
    ):
        raise Refused(403, "requests from pages of other sites are refused")


def _with_port(host: str, scheme: str) -> str:
    default = ":443" if scheme == "https" else ":80"
    return host.lower().removesuffix(default)


def _check_length(scope: Scope, limit: int) -> None:
    given = Headers(scope=scope).get("content-length")
    if given is not None and (not given.isdigit() or int(given[:20]) > limit):
        raise Refused(413, _too_long(limit))


def _too_long(limit: int) -> str:
    return f"the request is longer than the {limit / 1_000_000:,.0f} MB allowed"


async def _read(receive: Receive, limit: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Refused(400, "the request was broken off")
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > limit:
            raise Refused(413, _too_long(limit))
        if not message.get("more_body"):
            return b"".join(parts)


def _replayed(body: bytes, receive: Receive) -> Receive:
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


def _counted(receive: Receive, limit: int) -> Receive:
    size = 0

    async def count() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > limit:
            raise TooLong
        return message

    return count


def _parsed(body: bytes, uploads: Path) -> dict[str, Any]:
    if not body:
        return {}

    def checked(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        _check_file_object(pairs, uploads)
        return dict(pairs)

    try:
        facts = json.loads(body, parse_constant=_no_number, object_pairs_hook=checked)
    except (ValueError, RecursionError) as error:
        raise Refused(400, "the request's body is no JSON that can be read") from error
    if not isinstance(facts, dict):
        raise Refused(400, "the request's body must be a JSON object")
    return facts


_ADDRESS = re.compile(r"\s*[a-z][a-z0-9+.-]*://|\s*[/\\]{2}", re.IGNORECASE)
"""The start of a URL, or of a path that names another machine (`//host`, `\\\\host`)."""


def _check_file_object(pairs: list[tuple[str, Any]], uploads: Path) -> None:
    """Refuse a JSON object that Gradio takes for a file, unless the file was uploaded.

    Gradio (6) takes for a file any object with a string `path` and a `meta` object (in older
    code: a `path` alone), at any depth of any JSON body. A `path` that is an HTTP address is
    looked up and downloaded before a function of this chat is called. Only the text of the path is
    looked at here, so that nothing is asked of the file system either. `url` is not fetched by
    the server, and Gradio's page sends its own address in it.

    Args:
        pairs: All keys and values of the object, repeated keys included: which of them counts
            depends on the parser.
        uploads: The folder of uploaded files.

    Raises:
        Refused: The path is an address, or that of a file elsewhere.
    """
    paths = [value for key, value in pairs if key == "path" and isinstance(value, str)]
    is_file = any(key == "meta" for key, _ in pairs)
    for path in paths:
        is_upload = Path(os.path.abspath(path)).is_relative_to(uploads)  # noqa: PTH100
        if _ADDRESS.match(path) or (is_file and not is_upload):
            raise Refused(400, "a file in a request must be an uploaded one")


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _session_in(facts: dict[str, Any]) -> str | None:
    session = facts.get("session_hash")
    if session is None:
        return None
    if not isinstance(session, str) or not 0 < len(session) <= _MAX_SESSION_LENGTH:
        raise Refused(400, "session_hash is none")
    return session


def _session_in_address(scope: Scope) -> str | None:
    path: str = scope["path"]
    if path.startswith(f"{API}heartbeat/"):
        return path[len(f"{API}heartbeat/") :]
    return QueryParams(scope["query_string"]).get("session_hash")
