"""The sign-in: no request passes without a user name and the right password.

An ASGI middleware. Browsers and Gradio's clients sign in at `/login` and get a cookie. Other
programs (MCP clients, curl) may send the user name and password with each request (HTTP Basic).
The user's name is put into the request's scope under `USER`, where Gradio is told to look for it.

What libraries do here and what they don't: Starlette parses forms and cookies, uvicorn's
`ProxyHeadersMiddleware` finds the client's address behind a proxy. Starlette's
`AuthenticationMiddleware` only labels a request and refuses nothing; FastAPI's `HTTPBasic` reads
ASCII names only. Passwords are hashed by `hashlib.scrypt` (see
`assistant.ui.security.user_accounts`).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import ipaddress
import secrets
from collections import OrderedDict

import anyio
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.ui.render import sign_in_page
from assistant.ui.security.login_attempts import LoginAttempts
from assistant.ui.security.login_sessions import SESSION_SECONDS, LoginSessions
from assistant.ui.security.user_accounts import (
    MAX_NAME_LENGTH,
    MAX_PASSWORD_LENGTH,
    LiveUsers,
    Users,
)

__all__ = ["USER", "SignIn", "user_of"]

USER = "onrecord.user"
"""Key of a request's scope: the name of the user who sent it."""

_WELCOME = "Sign in to ask the documents."
_WRONG = "That is not a user with this password."
_NEEDED = "sign in first: at /login, or with a user and a password (HTTP Basic)"
_MAX_VERIFIED = 1000
"""Users whose password is remembered as verified, so that a program that sends it with each
request doesn't wait a quarter of a second each time."""


class SignIn:
    """Passes on requests of signed-in users; answers `/login` and `/logout` itself."""

    def __init__(
        self, app: ASGIApp, users: Users | LiveUsers, attempts: LoginAttempts | None = None
    ) -> None:
        self.app = app
        self.users = users
        self.sessions = LoginSessions(users)
        self.attempts = attempts or LoginAttempts()
        # A hash takes 32 MB and a processor. One at a time leaves room for answers, and of a
        # program's first requests only the first has to wait for it.
        self._turn = anyio.Lock()
        self._secret = secrets.token_bytes(32)
        self._verified: OrderedDict[str, bytes] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or pass it on."""
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
            user, response = await self._identify(request)
            if response is None and user is not None:
                await self.app({**scope, USER: user}, receive, send)
                return
            if response is None:
                wants_page = path == "/" and method in ("GET", "HEAD")
                response = RedirectResponse("login", 303) if wants_page else _unauthorized(request)
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
        is_right, wait = await self._check_password(user, password, request)
        if wait:
            message = f"Too many attempts. Wait {_duration(wait)}, then try again."
            return _refused(request, message, 429, user, {"Retry-After": str(wait)})
        account = self.users.now().find(user)
        if not is_right or account is None:
            return _refused(request, _WRONG, 401, user)
        response: Response = JSONResponse({"success": True})
        if _wants_html(request):
            response = RedirectResponse("./", 303)
        response.set_cookie(
            _cookie_name(request),
            self.sessions.open(account),
            max_age=SESSION_SECONDS,
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
        response.delete_cookie(_cookie_name(request), httponly=True, samesite="lax")
        return response

    async def _identify(self, request: Request) -> tuple[str | None, Response | None]:
        """The user who sent a request, if known; or the response to a wrong password."""
        user = self.sessions.user(_token(request))
        if user is not None:
            return user, None
        credentials = _basic_credentials(request.headers.get("authorization", ""))
        if credentials is None:
            return None, None
        user, password = credentials
        is_right, wait = await self._check_password(user, password, request)
        if wait:
            message = {"error": f"too many attempts; wait {_duration(wait)}"}
            return None, JSONResponse(message, 429, {"Retry-After": str(wait)})
        return (user, None) if is_right else (None, _unauthorized(request, _WRONG))

    async def _check_password(self, user: str, password: str, request: Request) -> tuple[bool, int]:
        """Whether the password is right, or how many seconds to wait before it is checked."""
        users = self.users.now()
        account = users.find(user)
        # Together with the stored hash, so that a new password makes it void.
        fingerprint = hmac.digest(
            self._secret,
            repr((user, password, account)).encode("utf-8", "replace"),
            hashlib.sha256,
        )
        address = _client_address(request)
        async with self._turn:
            # Also before a password that was verified: else it could be guessed without a wait.
            wait = self.attempts.begin(user, address)
            if wait:
                return False, wait
            if len(user) > MAX_NAME_LENGTH or len(password) > MAX_PASSWORD_LENGTH:
                return False, 0
            is_right = account is not None and hmac.compare_digest(
                self._verified.get(user, b""), fingerprint
            )
            if not is_right:
                is_right = await anyio.to_thread.run_sync(users.accepts, user, password)
            if is_right:
                self.attempts.succeeded(user, address)
                self._verified[user] = fingerprint
                while len(self._verified) > _MAX_VERIFIED:
                    self._verified.popitem(last=False)
            return is_right, 0


def user_of(request: Request) -> str | None:
    """The user who sent a request that has passed the sign-in."""
    user: str | None = request.scope.get(USER)
    return user


def _client_address(request: Request) -> str | None:
    """The client's address; None if all that is known is that it came by way of this machine.

    Then it may be anybody behind a proxy that doesn't send `X-Forwarded-For`.
    """
    host = request.client.host if request.client else ""
    try:
        return None if ipaddress.ip_address(host).is_loopback else host
    except ValueError:
        return host or None


def _token(request: Request) -> str:
    return request.cookies.get(_cookie_name(request), "")


def _cookie_name(request: Request) -> str:
    """A name for each port, because browsers send cookies to all ports of a host."""
    server = request.scope.get("server") or ("", 0)
    return f"onrecord-{server[1]}"


def _basic_credentials(header: str) -> tuple[str, str] | None:
    """User name and password of an `Authorization` header."""
    kind, _, encoded = header.partition(" ")
    if kind.lower() != "basic":
        return None
    try:
        decoded = base64.b64decode(encoded.strip(), validate=True).decode()
    except (binascii.Error, ValueError):
        return None
    user, colon, password = decoded.partition(":")
    return (user, password) if colon else None


def _wants_html(request: Request) -> bool:
    """Whether a browser sent the form of the sign-in page."""
    return "text/html" in request.headers.get("accept", "")


def _unauthorized(request: Request, message: str = _NEEDED) -> Response:
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
    if _wants_html(request):
        return _form(message, status, user, headers)
    return JSONResponse({"error": message}, status, headers)


def _form(
    message: str, status: int = 200, user: str = "", headers: dict[str, str] | None = None
) -> Response:
    page = sign_in_page(message, user[:MAX_NAME_LENGTH], is_problem=status != 200)
    return HTMLResponse(page, status, headers)


def _duration(seconds: int) -> str:
    if seconds < 60:
        return f"{seconds} second{'' if seconds == 1 else 's'}"
    minutes = -(-seconds // 60)
    return f"{minutes} minute{'' if minutes == 1 else 's'}"
