"""A real OpenAI-compatible HTTP server on loopback, whose replies are scripted."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Reply:
    """What the server does with one request."""

    text: str = ""
    status: int = 200
    body: str | None = None
    """Sent as it is instead of a reply."""
    piece: int = 12
    """Characters of a streamed piece."""
    wait: float = 0.0
    """Seconds before each piece."""
    break_after: int | None = None
    """Pieces after which the connection is cut."""


Script = Callable[[dict[str, Any]], Reply]


@dataclass
class Endpoint:
    """A running server."""

    url: str
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    first_sent: list[float] = field(default_factory=list)
    """When the first piece of each reply was sent (`time.monotonic`)."""

    @property
    def prompts(self) -> list[str]:
        """The last message of each request."""
        return [str(request["messages"][-1]["content"]) for request in self.requests]


@contextmanager
def serve(script: Script | Sequence[Reply | str]) -> Iterator[Endpoint]:
    """Serve replies: those of a list in turn, the last one again and again, or a function's."""
    replies = (
        None
        if callable(script)
        else [one if isinstance(one, Reply) else Reply(one) for one in script]
    )
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: Any) -> None:
            pass

        def do_POST(self) -> None:
            length = int(self.headers.get("content-length", 0))
            request = json.loads(self.rfile.read(length))
            with lock:
                number = len(endpoint.requests)
                endpoint.requests.append(request)
                endpoint.keys.append(self.headers.get("authorization", ""))
            if replies is None:
                assert callable(script)
                reply = script(request)
            else:
                reply = replies[min(number, len(replies) - 1)]
            try:
                self._answer(request, reply)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def _answer(self, request: dict[str, Any], reply: Reply) -> None:
            if reply.status != 200 or reply.body is not None:
                body = (
                    reply.body
                    if reply.body is not None
                    else json.dumps(
                        {"error": {"message": "Incorrect API key provided: sk-secret-0123456789"}}
                    )
                )
                self._send(reply.status, "application/json", body.encode())
                return
            if not request.get("stream"):
                message = {"role": "assistant", "content": reply.text}
                choice = {"index": 0, "message": message, "finish_reason": "stop"}
                time.sleep(reply.wait)
                self._send(200, "application/json", json.dumps(_frame([choice])).encode())
                return
            self.send_response(200)
            self.send_header("content-type", "text/event-stream")
            self.send_header("connection", "close")
            self.end_headers()
            self.close_connection = True
            pieces = [
                reply.text[at : at + reply.piece] for at in range(0, len(reply.text), reply.piece)
            ]
            for number, piece in enumerate(pieces or [""]):
                if reply.break_after is not None and number >= reply.break_after:
                    self.connection.close()
                    return
                time.sleep(reply.wait)
                choice = {"index": 0, "delta": {"content": piece}, "finish_reason": None}
                if number == 0:
                    endpoint.first_sent.append(time.monotonic())
                self._event(_frame([choice], chunk=True))
            self._event(_frame([{"index": 0, "delta": {}, "finish_reason": "stop"}], chunk=True))
            self.wfile.write(b"data: [DONE]\n\n")

        def _event(self, facts: dict[str, Any]) -> None:
            self.wfile.write(f"data: {json.dumps(facts)}\n\n".encode())
            self.wfile.flush()

        def _send(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    endpoint = Endpoint(f"http://127.0.0.1:{server.server_address[1]}/v1")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield endpoint
    finally:
        server.shutdown()
        server.server_close()


def _frame(choices: list[dict[str, Any]], chunk: bool = False) -> dict[str, Any]:
    kind = "chat.completion.chunk" if chunk else "chat.completion"
    return {"id": "x", "object": kind, "created": 0, "model": "scripted", "choices": choices}
