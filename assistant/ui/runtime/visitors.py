"""Identifies the visitor behind a request, so that each sees only their own conversations.

With a sign-in, conversations belong to the name of the user who is signed in; what the browser
sends doesn't count. Without one they belong to a random key of 256 bits that the server makes and
the browser keeps (`gr.BrowserState`, its local storage) and sends with each request. The name or
key is hashed to the folder in which `History.for_user` looks, so the id of a conversation in
another folder leads nowhere.

A browser that keeps nothing gets a new key with each visit, and sees its conversations as long as
its page is open.
"""

from __future__ import annotations

import re
import secrets
from collections import OrderedDict

__all__ = ["VisitorKeys", "new_conversation_id", "owner_of", "visitor_of_request"]

_MAX_SESSIONS = 10_000

_KEY = re.compile(r"[A-Za-z0-9_-]{43}")


class VisitorKeys:
    """The key of each visitor, sent by the browser or newly made.

    A question may come before a new key has reached the browser; until then the key is found by
    the session of the browser tab. Used from one event loop.
    """

    def __init__(self) -> None:
        self._new_keys: OrderedDict[str, str] = OrderedDict()

    def key_of(self, session: str, sent: object) -> str:
        """The key of a request.

        Args:
            session: Id of the browser tab's session.
            sent: What the browser sent as its key; may be anything.
        """
        if isinstance(sent, str) and _KEY.fullmatch(sent):
            return sent
        key = self._new_keys.setdefault(session, secrets.token_urlsafe(32))
        if len(self._new_keys) > _MAX_SESSIONS:
            self._new_keys.popitem(last=False)
        return key


def new_conversation_id() -> str:
    """An id for a conversation; unique, not secret."""
    return secrets.token_hex(8)


def owner_of(key: str, user: str | None, account: str = "") -> str:
    """The owner of a request's conversations: the signed-in user, else the holder of the key.

    Args:
        key: The visitor's key.
        user: Name of the user who is signed in; None if there is none.
        account: Id of their account, so that a later user of the same name is another owner.
            Accounts that an older version added have none.
    """
    if user is None:
        return f"browser {key}"
    return f"account {account}" if account else f"user {user}"


def visitor_of_request() -> str:
    """Who sent the request that is worked on: the user, else the address and the kind of client.

    Programs and pages count apart, as those of one machine have one address.
    """
    from gradio.context import LocalContext

    request = LocalContext.request.get(None)
    if request is None:
        return ""
    if request.username is not None:
        return f"user {request.username}"
    try:
        host, path = request.client.host, str(request.url)
    except AttributeError:
        return ""
    return f"{'program' if '/call/' in path else 'page'} {host}"
