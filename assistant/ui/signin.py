"""The sign-in: nothing behind it is reached without a name and its password.

An ASGI middleware. Browsers and Gradio's clients sign in at `/login` and get a cookie; other
programs (MCP clients, curl) may send the name and the password with each request instead (HTTP
Basic). Who it is stands in the request's scope under `USER`, where Gradio is told to look.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
from collections import OrderedDict

import anyio
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.accounts import LONGEST_NAME, LONGEST_PASSWORD, LiveUsers, Users
from assistant.ui.attempts import Attempts
from assistant.ui.render import sign_in_page
from assistant.ui.sessions import LASTS, Sessions

__all__ = ["USER", "SignIn", "user_of"]

USER = "onrecord.user"
"""Key of a request's scope: the name of who sent it."""

_WELCOME = "Sign in to ask the documents."
_WRONG = "That is not a user with this password."
_NEEDED = "sign in first: at /login, or with a user and a password (HTTP Basic)"
_KNOWN = 1000
"""Passwords of programs that are remembered as right, so that not every request takes a
quarter of a second."""


class SignIn:
    """Lets through who is signed in; answers `/login` and `/logout` itself."""

    def __init__(
        self, app: ASGIApp, users: Users | LiveUsers, attempts: Attempts | None = None
    ) -> None:
        self.app = app
        self.users = users
        self.sessions = Sessions(users)
        self.attempts = attempts or Attempts()
        # A hash takes 32 MB and a processor; one at a time leaves room for answers, and lets a
        # program's first requests all profit from the first.
        self._turn = anyio.Lock()
        self._secret = secrets.token_bytes(32)
        self._known: OrderedDict[str, bytes] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or hand it on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path, method = scope["path"].rstrip("/") or "/", scope["method"]
        request = Request(scope, receive)
        response: Response | None
        if path == "/login":
            response = await self._login(request)
        elif path == "/logout":
            response = self._logout(request)
        else:
            user, response = await self._signed_in(request)
            if response is None and user is not None:
                await self.app({**scope, USER: user}, receive, send)
                return
            if response is None:
                wants_page = path == "/" and method in ("GET", "HEAD")
                response = RedirectResponse("login", 303) if wants_page else _unknown(request)
        await response(scope, receive, send)

    async def _login(self, request: Request) -> Response:
        if request.method in ("GET", "HEAD"):
            return _form(_WELCOME)
        try:
            async with request.form(max_files=0, max_fields=8) as form:
                user, password = form.get("username"), form.get("password")
        except (MultiPartException, HTTPException, UnicodeDecodeError):
            user = password = None
        if not isinstance(user, str) or not isinstance(password, str):
            return _refused(request, "Write a user and a password.", 400)
        user = user.strip()
        right, wait = await self._try(user, password, request)
        if wait:
            message = f"Too many attempts. Wait {_duration(wait)}, then try again."
            return _refused(request, message, 429, user, {"Retry-After": str(wait)})
        account = self.users.now().find(user)
        if not right or account is None:
            return _refused(request, _WRONG, 401, user)
        response: Response = JSONResponse({"success": True})
        if _is_browser(request):
            response = RedirectResponse("./", 303)
        response.set_cookie(
            _cookie(request),
            self.sessions.open(account),
            max_age=LASTS,
            httponly=True,
            samesite="lax",
            secure=request.url.scheme == "https",
        )
        return response

    def _logout(self, request: Request) -> Response:
        if request.method != "POST":  # a link on another page must not sign anybody out
            return JSONResponse({"error": "sign out with POST"}, 405, {"Allow": "POST"})
        self.sessions.close(_token(request))
        response = RedirectResponse("login", 303)
        response.delete_cookie(_cookie(request), httponly=True, samesite="lax")
        return response

    async def _signed_in(self, request: Request) -> tuple[str | None, Response | None]:
        """Who sent a request, if it is somebody; and what to answer to a wrong password."""
        user = self.sessions.user(_token(request))
        if user is not None:
            return user, None
        given = _basic(request.headers.get("authorization", ""))
        if given is None:
            return None, None
        user, password = given
        right, wait = await self._try(user, password, request)
        if wait:
            message = {"error": f"too many attempts; wait {_duration(wait)}"}
            return None, JSONResponse(message, 429, {"Retry-After": str(wait)})
        return (user, None) if right else (None, _unknown(request, _WRONG))

    async def _try(self, user: str, password: str, request: Request) -> tuple[bool, int]:
        """Whether the password is right; or how many seconds to wait before it is looked at."""
        users = self.users.now()
        account = users.find(user)
        # Together with the stored hash, so that a new password ends it.
        mark = hmac.digest(
            self._secret,
            repr((user, password, account)).encode("utf-8", "replace"),
            hashlib.sha256,
        )
        async with self._turn:
            if account is not None and hmac.compare_digest(self._known.get(user, b""), mark):
                return True, 0
            address = request.client.host if request.client else ""
            wait = self.attempts.begin(user, address)
            if wait:
                return False, wait
            if len(user) > LONGEST_NAME or len(password) > LONGEST_PASSWORD:
                return False, 0
            right = await anyio.to_thread.run_sync(users.accepts, user, password)
            if right:
                self.attempts.succeeded(user, address)
                self._known[user] = mark
                while len(self._known) > _KNOWN:
                    self._known.popitem(last=False)
            return right, 0


def user_of(request: Request) -> str | None:
    """Who sent a request that the sign-in let through."""
    user: str | None = request.scope.get(USER)
    return user


def _token(request: Request) -> str:
    return request.cookies.get(_cookie(request), "")


def _cookie(request: Request) -> str:
    """The cookie's name, another for each port: browsers don't tell ports apart."""
    server = request.scope.get("server") or ("", 0)
    return f"onrecord-{server[1]}"


def _basic(header: str) -> tuple[str, str] | None:
    kind, _, encoded = header.partition(" ")
    if kind.lower() != "basic":
        return None
    try:
        decoded = base64.b64decode(encoded.strip(), validate=True).decode()
    except (binascii.Error, ValueError):
        return None
    user, colon, password = decoded.partition(":")
    return (user, password) if colon else None


def _is_browser(request: Request) -> bool:
    """Whether it is the form of the sign-in page that was sent."""
    return "text/html" in request.headers.get("accept", "")


def _unknown(request: Request, message: str = _NEEDED) -> Response:
    headers = {}
    if "sec-fetch-mode" not in request.headers:  # browsers would open a dialog of their own
        headers["WWW-Authenticate"] = 'Basic realm="On Record", charset="UTF-8"'
    return JSONResponse({"error": message}, 401, headers)


def _refused(
    request: Request,
    message: str,
    status: int,
    user: str = "",
    headers: dict[str, str] | None = None,
) -> Response:
    if _is_browser(request):
        return _form(message, status, user, headers)
    return JSONResponse({"error": message}, status, headers)


def _form(
    message: str, status: int = 200, user: str = "", headers: dict[str, str] | None = None
) -> Response:
    page = sign_in_page(message, user[:LONGEST_NAME], is_problem=status != 200)
    return HTMLResponse(page, status, headers)


def _duration(seconds: int) -> str:
    if seconds < 60:
        return f"{seconds} second{'' if seconds == 1 else 's'}"
    minutes = -(-seconds // 60)
    return f"{minutes} minute{'' if minutes == 1 else 's'}"
