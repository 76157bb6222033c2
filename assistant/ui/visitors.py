"""Whose conversations a request may see.

With a sign-in, a user's conversations belong to the user's name, which the sign-in tells; what
the browser says doesn't count. Without one they belong to a key of 256 random bits, which is
made here, kept in the browser (`gr.BrowserState`, its local storage) and sent with each request:
who doesn't hold it can't name it. Either is hashed to the folder in which `History.of` looks, and
only there: an id of a conversation out of another folder leads nowhere, forged or not.

A browser that keeps nothing, and a program without a key, can ask; their conversations are kept
in the open page alone.
"""

from __future__ import annotations

import re
import secrets

__all__ = ["new_conversation", "new_key", "owner_of"]

_KEY = re.compile(r"[A-Za-z0-9_-]{43}")


def new_key() -> str:
    """A key for a browser that has none."""
    return secrets.token_urlsafe(32)


def new_conversation() -> str:
    """An id for a conversation; unique, not secret."""
    return secrets.token_hex(8)


def owner_of(key: object, user: str | None) -> str | None:
    """Whom conversations belong to; None where nobody is told from others.

    Args:
        key: What the browser sent for its key; may be anything.
        user: Who is signed in.
    """
    if user is not None:
        return f"user {user}"
    if isinstance(key, str) and _KEY.fullmatch(key):
        return f"browser {key}"
    return None
