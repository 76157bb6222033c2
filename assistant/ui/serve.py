"""Serving the chat page: the address, the models in the background, a clean stop."""

from __future__ import annotations

import contextlib
import errno
import ipaddress
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from assistant.errors import PortTaken, ServeError
from assistant.ui.warmup import WarmUp

if TYPE_CHECKING:
    from fastapi import FastAPI

    from assistant.app import Assistant

__all__ = ["is_loopback", "serve"]

GRACE = 2
"""Seconds that open connections get when the server stops."""


def serve(
    assistant: Assistant,
    host: str = "127.0.0.1",
    port: int = 7860,
    auth: tuple[str, str] | None = None,
    when_ready: Callable[[str], None] | None = None,
    stop: threading.Event | None = None,
) -> None:
    """Serve the chat until Ctrl-C, SIGTERM or `stop`, then return.

    Args:
        assistant: Answers the questions. Its models are loaded in the background, so that the
            page is there at once.
        host: Address to listen on. Any but a loopback address demands `auth`.
        port: Port to listen on; 0 takes a free one.
        auth: User and password that the page asks for.
        when_ready: Called with the page's address once it listens; by default it is printed to
            stderr.
        stop: Ends the serving when it is set: the way to stop it outside the main thread.

    Raises:
        PortTaken: another program listens on the port.
        ServeError: the address can't be used, or is open to others without `auth`.
    """
    if auth is None and not is_loopback(host):
        raise ServeError(
            f"{host} can be reached from other machines; give --auth USER:PASSWORD,"
            " or leave --host out to serve this machine alone"
        )
    if auth is not None and not all(auth):
        raise ServeError("--auth needs a user and a password, as USER:PASSWORD")
    listener = _listen(host, port)
    url = _url(host, listener.getsockname()[1])
    warm_up = WarmUp(assistant.warm_up)
    stop = stop or threading.Event()

    def started() -> None:
        (when_ready or _print_address)(url)
        warm_up.start()

    try:
        with _signals_set(stop):
            app = _build_app(assistant, warm_up, auth)
            if not stop.is_set():
                _run(app, listener, started, stop)
    finally:
        listener.close()
        warm_up.join(GRACE)


def _build_app(assistant: Assistant, warm_up: WarmUp, auth: tuple[str, str] | None) -> FastAPI:
    """The page as an ASGI app, without Gradio's own pages, links, history and tracking."""
    import gradio as gr
    from fastapi import FastAPI

    from assistant.ui.headers import OwnHostOnly
    from assistant.ui.page import build_page, theme

    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    # With a password the page may stand behind a proxy under any name.
    app.add_middleware(OwnHostOnly, check_host=auth is None)
    gr.mount_gradio_app(
        app,
        build_page(assistant, warm_up),
        path="/",
        auth=auth,
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        mcp_server=False,
        enable_monitoring=False,
        pwa=False,
        theme=theme(),
    )
    return app


def _run(
    app: FastAPI, listener: socket.socket, started: Callable[[], None], stop: threading.Event
) -> None:
    import uvicorn

    class Server(uvicorn.Server):
        """Uvicorn that says when it listens, and for which a signal is an ordinary end."""

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            started()

        async def on_tick(self, counter: int) -> bool:
            return stop.is_set() or await super().on_tick(counter)

        @contextlib.contextmanager
        def capture_signals(self) -> Iterator[None]:
            # The original raises the signal again at the end: a traceback, or exit code 143.
            yield

    # Browsers hold a stream open as long as the page is; "critical" leaves out uvicorn's
    # complaint about cutting them off.
    config = uvicorn.Config(app, log_level="critical", timeout_graceful_shutdown=GRACE)
    Server(config).run(sockets=[listener])


def _print_address(url: str) -> None:
    print(f"On Record answers at {url} (Ctrl-C stops it)", file=sys.stderr, flush=True)


def _listen(host: str, port: int) -> socket.socket:
    """A socket that listens on exactly this address, so that nobody else can take it."""
    if not 0 <= port <= 65535:  # getaddrinfo would wrap it round
        raise ServeError(f"{port} is no port; give --port a number from 1 to 65535")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host.strip("[]"), port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (OSError, UnicodeError) as error:
        raise ServeError(f"{host}:{port} is no address to listen on: {error}") from error
    listener = socket.socket(family, kind, protocol)
    try:
        if os.name == "posix":  # elsewhere it would let two programs share the port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(128)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise PortTaken(f"port {port} is in use; choose another with --port") from error
        raise ServeError(f"cannot listen on {host}:{port}: {error}") from error
    return listener


def is_loopback(host: str) -> bool:
    """Whether a host name or address means this machine alone."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _url(host: str, port: int) -> str:
    bare = host.strip("[]")
    return f"http://[{bare}]:{port}" if ":" in bare else f"http://{bare}:{port}"


@contextlib.contextmanager
def _signals_set(stop: threading.Event) -> Iterator[None]:
    """Ctrl-C and SIGTERM ask for an end; nothing is raised.

    A KeyboardInterrupt somewhere in the import of Gradio can be swallowed or turned into another
    error, and one that passes through an `exec` ends Python by SIGINT though it was caught.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    kinds = (signal.SIGINT, signal.SIGTERM)
    before = {kind: signal.signal(kind, lambda *_: stop.set()) for kind in kinds}
    try:
        yield
    finally:
        for kind, handler in before.items():
            signal.signal(kind, handler)
