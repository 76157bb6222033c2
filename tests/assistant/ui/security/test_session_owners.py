import asyncio

import pytest

from assistant.ui.security.request_filter import SESSION
from assistant.ui.security.session_owners import SessionOwners
from assistant.ui.security.signin import USER


def statuses(*requests, **limits):
    """The status of each request, given as session and user, from one server."""
    sent = []

    async def app(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def send(message):
        if message["type"] == "http.response.start":
            sent.append(message["status"])

    owners = SessionOwners(app, **limits)
    for session, user in requests:
        scope = {"type": "http", "method": "GET", SESSION: session, USER: user}
        asyncio.run(owners(scope, None, send))
    return sent


def test_a_session_is_its_first_users():
    requests = [("s", "ada"), ("s", "bob"), ("s", "ada"), ("t", "bob"), ("t", "ada")]
    assert statuses(*requests) == [200, 403, 200, 200, 403]


@pytest.mark.parametrize("request_", [(None, "ada"), ("s", None)])
def test_requests_without_a_session_or_without_a_sign_in_are_passed_on(request_):
    assert statuses(("s", "bob"), request_) == [200, 200]


def test_a_session_in_use_is_remembered_longest():
    requests = [("s", "ada"), ("t", "ada"), ("s", "ada"), ("u", "ada"), ("s", "bob"), ("t", "bob")]
    assert statuses(*requests, max_sessions=2) == [200, 200, 200, 200, 403, 200]
