"""Who is signed in: tokens of browsers, kept in memory."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from assistant.accounts import Account, LiveUsers, Users

__all__ = ["LASTS", "Sessions"]

LASTS = 12 * 3600
"""Seconds that a sign-in holds: a long working day."""
MOST = 1000
"""Sign-ins at a time; the oldest goes."""


@dataclass(frozen=True, slots=True)
class _Session:
    account: Account
    ends: float


class Sessions:
    """Tokens and whose they are. Used from one event loop."""

    def __init__(
        self, users: Users | LiveUsers, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._users = users
        self._clock = clock
        self._sessions: OrderedDict[str, _Session] = OrderedDict()

    def open(self, account: Account) -> str:
        """A new token for somebody who has just shown their password."""
        token = secrets.token_urlsafe(32)
        self._sessions[_key(token)] = _Session(account, self._clock() + LASTS)
        while len(self._sessions) > MOST:
            self._sessions.popitem(last=False)
        return token

    def user(self, token: str) -> str | None:
        """Whose token it is; None where it is nobody's, or no longer."""
        session = self._sessions.get(_key(token))
        if session is None:
            return None
        # Whoever was removed, or has a new password since, has to sign in again.
        account = session.account
        if self._clock() < session.ends and self._users.now().find(account.name) == account:
            return account.name
        del self._sessions[_key(token)]
        return None

    def close(self, token: str) -> None:
        """Forget a token."""
        self._sessions.pop(_key(token), None)


def _key(token: str) -> str:
    # What is looked up by its hash can't be guessed letter by letter from how long that takes.
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
