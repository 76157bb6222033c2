"""Whose conversations a request may see.

With a sign-in, a user's conversations belong to the user's name, which the sign-in tells; what
the browser says doesn't count. Without one they belong to a key of 256 random bits, which is
made here, kept in the browser (`gr.BrowserState`, its local storage) and sent with each request:
who doesn't hold it can't name it. Either is hashed to the folder in which `History.of` looks, and
only there: an id of a conversation out of another folder leads nowhere, forged or not.

A browser that keeps nothing gets another key with each visit, and sees its conversations as long
as its page is open.
"""

from __future__ import annotations

import re
import secrets
from collections import OrderedDict

__all__ = ["Keys", "new_conversation", "owner_of"]

_MOST = 10_000

_KEY = re.compile(r"[A-Za-z0-9_-]{43}")


class Keys:
    """The keys that browsers sent, and those made for browsers that have none yet.

    A question may come before the new key has reached the browser; until then it is known by the
    session of the browser's tab. Used from one event loop.
    """

    def __init__(self) -> None:
        self._made: OrderedDict[str, str] = OrderedDict()

    def of(self, session: str, sent: object) -> str:
        """The key of a request.

        Args:
            session: Of the browser's tab.
            sent: What the browser sent for its key; may be anything.
        """
        if isinstance(sent, str) and _KEY.fullmatch(sent):
            return sent
        key = self._made.setdefault(session, secrets.token_urlsafe(32))
        if len(self._made) > _MOST:
            self._made.popitem(last=False)
        return key


def new_conversation() -> str:
    """An id for a conversation; unique, not secret."""
    return secrets.token_hex(8)


def owner_of(key: str, user: str | None) -> str:
    """Whom conversations belong to: who is signed in, or else whoever holds the key."""
    return f"browser {key}" if user is None else f"user {user}"
