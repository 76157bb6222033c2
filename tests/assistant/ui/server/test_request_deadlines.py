"""Connections whose requests don't come to their end are closed; others go on."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
import uvicorn

from assistant.ui.server.request_deadlines import protocol_with_deadlines

HEAD = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\n"


async def app(scope: Any, receive: Any, send: Any) -> None:
    if scope["type"] != "http":
        return
    body = b""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        body += message.get("body", b"")
        if not message.get("more_body"):
            break
    await asyncio.sleep(0.6)  # work that takes longer than the deadlines
    await send(
        {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"4")]}
    )
    await send({"type": "http.response.body", "body": body})


def with_server(work: Callable[[int], Awaitable[None]]) -> None:
    async def run() -> None:
        protocol = protocol_with_deadlines(0.3, 0.3)
        config = uvicorn.Config(app, port=0, log_level="critical", http=protocol, lifespan="off")
        server = uvicorn.Server(config)
        server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
        serving = asyncio.create_task(server.serve())
        while not server.started:
            await asyncio.sleep(0.01)
        try:
            await work(server.servers[0].sockets[0].getsockname()[1])
        finally:
            server.should_exit = True
            await serving

    asyncio.run(run())


@pytest.mark.parametrize(
    "sent", [b"", b"GET", b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ", HEAD, HEAD + b"ab"]
)
def test_half_a_request_is_dropped(sent):
    async def work(port: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(sent)
        async with asyncio.timeout(10):
            assert await reader.read() == b""
        writer.close()

    with_server(work)


def test_a_head_that_drips_is_dropped():
    async def work(port: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)

        async def drip() -> None:
            while not writer.is_closing():
                writer.write(b"X-A: b\r\n")
                await asyncio.sleep(0.1)

        writer.write(b"GET / HTTP/1.1\r\n")
        dripping = asyncio.create_task(drip())
        async with asyncio.timeout(10):
            assert await reader.read() == b""
        dripping.cancel()
        writer.close()

    with_server(work)


def test_whole_requests_are_answered_however_long_that_takes():
    async def work(port: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for _ in range(2):
            writer.write(HEAD + b"ab")
            await asyncio.sleep(0.15)
            writer.write(b"cd")
            async with asyncio.timeout(10):
                assert (await reader.readuntil(b"abcd")).startswith(b"HTTP/1.1 200")
        writer.close()

    with_server(work)
