"""Two hundred questions of one user don't make another user wait for all of them."""

from __future__ import annotations

import asyncio
import threading
import time

import httpx
import pytest
from support.assistant_without_models import StandIn, running

from assistant.ui.security import user_accounts
from assistant.ui.security.user_accounts import UsersFile

MANY = 120


class SlowStandIn(StandIn):
    """Notes the questions in the order in which they are worked on."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.go_on = threading.Event()

    def ask(self, question: str, *arguments: object, **options: object):
        self.asked.append(question)
        self.go_on.wait(60)
        return super().ask(question, *arguments, **options)


@pytest.fixture
def users(tmp_path, monkeypatch):
    monkeypatch.setattr(user_accounts, "COST", (16, 8, 1))
    file = UsersFile(tmp_path / "users")
    for name in ("ada", "ben"):
        file.add(name, "a long password")
    return file.path


async def post(url: str, user: str, question: str, times: int) -> None:
    auth = (user, "a long password")
    async with httpx.AsyncClient(auth=auth, timeout=60) as client:
        for _ in range(times):
            sent = await client.post(f"{url}/gradio_api/call/v2/ask", json={"question": question})
            assert sent.status_code == 200, sent.text


def test_the_next_user_is_served_in_turn(users):
    assistant = SlowStandIn()
    with running(assistant, auth=users) as url:
        asyncio.run(post(url, "ada", "Who spoke of many?", MANY))
        asyncio.run(post(url, "ben", "Who spoke of one?", 1))
        time.sleep(0.5)
        assistant.go_on.set()
        until = time.monotonic() + 60
        while len(assistant.asked) <= MANY and time.monotonic() < until:
            time.sleep(0.05)
    assert len(assistant.asked) == MANY + 1
    assert assistant.asked.index("Who spoke of one?") < 20
