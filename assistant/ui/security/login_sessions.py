"""Login sessions: the session tokens of signed-in browsers, kept in memory.

Starlette's `SessionMiddleware` keeps a session in a signed cookie instead. Such a cookie stays
valid until it expires; here a user who is removed or gets a new password is signed out at once.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from assistant.ui.security.user_accounts import Account, LiveUsers, Users

__all__ = ["SESSION_SECONDS", "LoginSessions"]

SESSION_SECONDS = 12 * 3600
"""How long a sign-in lasts: a long working day."""
MAX_LOGIN_SESSIONS = 1000
"""Sign-ins at a time; the oldest is dropped."""


@dataclass(frozen=True, slots=True)
class _Session:
    account: Account
    expires_at: float


class LoginSessions:
    """Session tokens and the accounts they belong to. Used from one event loop."""

    def __init__(
        self, users: Users | LiveUsers, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._users = users
        self._clock = clock
        self._sessions: OrderedDict[str, _Session] = OrderedDict()

    def open(self, account: Account) -> str:
        """A new token for an account whose password has just been checked."""
        token = secrets.token_urlsafe(32)
        self._sessions[_key(token)] = _Session(account, self._clock() + SESSION_SECONDS)
        while len(self._sessions) > MAX_LOGIN_SESSIONS:
            self._sessions.popitem(last=False)
        return token

    def user(self, token: str) -> str | None:
        """The name of the user a token belongs to; None if it is unknown or no longer valid."""
        session = self._sessions.get(_key(token))
        if session is None:
            return None
        # The account also holds the password's hash: a new password ends the session.
        account = session.account
        is_current = self._users.now().find(account.name) == account
        if is_current and self._clock() < session.expires_at:
            return account.name
        del self._sessions[_key(token)]
        return None

    def close(self, token: str) -> None:
        """Forget a token."""
        self._sessions.pop(_key(token), None)


def _key(token: str) -> str:
    # Tokens are looked up by their hash, so that the time a look-up takes says nothing about them.
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
