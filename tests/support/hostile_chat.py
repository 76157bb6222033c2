"""A served chat over a store, with what must not be read or written laid out around it."""

from __future__ import annotations

import contextlib
import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx

from support.assistant_without_models import running
from support.few_documents import make_assistant

CANARY = "KANARIENVOGEL-7f3a"
GOOD = "What did Ada Brandt say about the grain tariff?"
SCRIPT = "<script>alert(1)</script>"


class Target:
    """The chat, as somebody with bad intentions sees it."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url = url
        self.folder = folder
        self.canary = folder / "canary.txt"
        self.before = listing(folder)

    def send(self, method: str, path: str, **options: Any) -> httpx.Response:
        """One request; whatever it is, the answer must be a calm one."""
        options.setdefault("timeout", 30)
        response = httpx.request(method, self.url + path, **options)
        self.check(response.text, response.status_code)
        return response

    def call(self, name: str, /, **arguments: Any) -> tuple[str, Any]:
        """The event and the data that a function of the API ends with."""
        body = json.dumps(arguments, allow_nan=True)
        return self.call_raw(name, body)

    def call_raw(self, name: str, body: str | bytes) -> tuple[str, Any]:
        response = self.send(
            "POST",
            f"/gradio_api/call/v2/{name}",
            content=body,
            headers={"Content-Type": "application/json"},
        )
        if response.status_code != 200:
            return "refused", response.json()
        event = response.json()["event_id"]
        text = self.send("GET", f"/gradio_api/call/{name}/{event}").text
        kind, data = text.strip().split("\n")[-2:]
        return kind.removeprefix("event: "), json.loads(data.removeprefix("data: "))

    def raw(self, request: bytes, cut: bool = False) -> bytes:
        """What comes back for bytes that need not be HTTP, and after which nothing may come."""
        place = urlsplit(self.url)
        with socket.create_connection((place.hostname, place.port), timeout=20) as connection:
            connection.sendall(request)
            if cut:
                connection.shutdown(socket.SHUT_WR)
            parts = []
            with contextlib.suppress(ConnectionResetError):
                while part := connection.recv(65536):
                    parts.append(part)
        answer = b"".join(parts)
        self.check(answer.decode("utf-8", "replace"), 0)
        assert not answer.startswith(b"HTTP/1.1 5")
        return answer

    def check(self, text: str, status: int) -> None:
        assert status < 500, text
        assert "Traceback" not in text
        assert CANARY not in text
        assert "root:x:0" not in text

    def check_unharmed(self) -> None:
        """Nothing around the store has changed, and a good question is answered."""
        assert listing(self.folder) == self.before
        assert self.canary.read_text() == CANARY
        kind, data = self.call("ask", question=GOOD)
        assert kind == "complete", data
        assert data[0]["status"] == "answered"
        assert "tariff" in data[0]["answer"]


def listing(folder: Path) -> dict[str, bytes]:
    """Every file outside the store, with its contents."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "store" not in path.relative_to(folder).parts
    }


@contextlib.contextmanager
def target(folder: Path, **options: Any) -> Iterator[Target]:
    """A chat over a small library that lies in `folder`, beside a canary."""
    assistant = make_assistant(folder / "library")
    (folder / "canary.txt").write_text(CANARY)
    (folder / "library" / "canary.txt").write_text(CANARY)
    try:
        with running(assistant, **options) as url:
            yield Target(url, folder)
    finally:
        assistant.store.close()
