"""Serves the chat: listens on an address, loads the models in the background, stops cleanly."""

from __future__ import annotations

import contextlib
import errno
import gc
import importlib.util
import ipaddress
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import PortInUseError, ServeError
from assistant.ui.runtime.model_loading import ModelLoading

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from assistant.assistant import BaseAssistant
    from assistant.ui.security.user_accounts import LiveUsers, Users

__all__ = ["is_loopback", "serve"]

SECONDS_TO_STOP = 2
"""How long open connections and the loading of models may take to end when the server stops."""


def serve(
    assistant: BaseAssistant,
    host: str = "127.0.0.1",
    port: int = 7860,
    auth: tuple[str, str] | Path | None = None,
    no_auth: bool = False,
    mcp: bool = False,
    when_ready: Callable[[str], None] | None = None,
    stop: threading.Event | None = None,
) -> None:
    """Serve the chat until Ctrl-C, SIGTERM or `stop`, then return.

    Args:
        assistant: Answers the questions. Its models are loaded in the background, so that the
            page is shown at once. Open it with `Settings.threads` set to
            `index.embedding.cpu_cores.cores_per_question()`, as several questions are answered
            at the same time.
        host: Address to listen on. Any but a loopback address requires `auth` or `no_auth`.
        port: Port to listen on; 0 chooses a free one.
        auth: The user and password to sign in with, or a file of users
            (`assistant.ui.security.user_accounts`).
        no_auth: Serve other machines without a sign-in.
        mcp: Also offer the functions for programs as MCP tools, at `/mcp`.
        when_ready: Called with the page's address once the server listens; by default the address
            is printed to stderr.
        stop: Stops the server when it is set, which works outside the main thread too.

    Raises:
        PortInUseError: another program listens on the port.
        ServeError: the address can't be used, or is open to others without `auth`, or a package
            for `mcp` is missing.
        UsersError: the file of users can't be used.
    """
    if auth is None and not no_auth and not is_loopback(host):
        raise ServeError(
            f"{host} can be reached from other machines; give --auth USER:PASSWORD or --auth FILE"
            " to require a sign-in, or --no-auth to let in anyone who can reach it"
        )
    users = _users(auth)
    if mcp:
        _check_mcp()
    listener = _listen(host, port)
    url = _url(host, listener.getsockname()[1])
    model_loading = ModelLoading(assistant.warm_up)
    stop = stop or threading.Event()

    def started() -> None:
        (when_ready or _print_address)(url)
        # All objects so far are kept for good: garbage collection need not look at them again.
        gc.freeze()
        gc.enable()
        model_loading.start()

    gc.disable()
    try:
        with _signals_stop(stop):
            app = _build_app(assistant, model_loading, users, host, mcp)
            if not stop.is_set():
                _run(app, listener, started, stop)
    finally:
        gc.unfreeze()
        gc.enable()
        listener.close()
        model_loading.join(SECONDS_TO_STOP)


def _users(auth: tuple[str, str] | Path | None) -> Users | LiveUsers | None:
    if auth is None:
        return None
    from assistant.ui.security.user_accounts import LiveUsers, Users, UsersFile

    if isinstance(auth, Path):
        return LiveUsers(UsersFile(auth))
    if not all(auth):
        raise ServeError("--auth needs a user and a password, as USER:PASSWORD")
    return Users.single(*auth)


def _check_mcp() -> None:
    if importlib.util.find_spec("mcp") is None:
        raise ServeError("--mcp needs a package: python3 -m pip install 'onrecord[mcp]'")


def _build_app(
    assistant: BaseAssistant,
    model_loading: ModelLoading,
    users: Users | LiveUsers | None,
    host: str,
    mcp: bool,
) -> ASGIApp:
    from assistant.ui.uploads.upload_folder import upload_folder

    upload_folder()
    # The page first: its import sets what Gradio reads from the environment.
    from assistant.ui.views.page import build_chat_page, theme  # isort: skip
    from assistant.ui.server.app import build_app  # isort: skip

    page = build_chat_page(assistant, model_loading, users)
    return build_app(page, theme(), users, _own_names(host, users is not None), mcp)


def _own_names(host: str, signed_in: bool) -> Callable[[str], bool]:
    """A function that says whether a request's host name is accepted.

    With a sign-in every name is, as the page may be behind a proxy. Without one, only names that
    nobody else can point at this machine are accepted, whatever the address.
    """
    if signed_in:
        return lambda name: True
    if is_loopback(host):
        return is_loopback
    here = socket.gethostname().lower()
    known = {host.lower(), "localhost", here, f"{here}.local"}
    return lambda name: name.lower() in known or _is_address(name)


def _run(
    app: ASGIApp, listener: socket.socket, started: Callable[[], None], stop: threading.Event
) -> None:
    import uvicorn

    from assistant.ui.server.request_deadlines import protocol_with_deadlines

    class Server(uvicorn.Server):
        """Uvicorn that reports when it listens, and ends without an error on a signal."""

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            started()

        async def on_tick(self, counter: int) -> bool:
            return stop.is_set() or await super().on_tick(counter)

        @contextlib.contextmanager
        def capture_signals(self) -> Iterator[None]:
            # Uvicorn's own raises the signal again at the end: a traceback, or exit code 143.
            yield

    # Browsers keep a stream open as long as the page is; the log level "critical" hides uvicorn's
    # complaint about ending those.
    config = uvicorn.Config(
        app,
        http=protocol_with_deadlines(),
        log_level="critical",
        timeout_graceful_shutdown=SECONDS_TO_STOP,
        server_header=False,
        proxy_headers=False,  # `app` handles them if there is a sign-in
    )
    Server(config).run(sockets=[listener])


def _print_address(url: str) -> None:
    print(f"On Record answers at {url} (Ctrl-C stops it)", file=sys.stderr, flush=True)


def _listen(host: str, port: int) -> socket.socket:
    """A socket that listens on exactly this address, so that nobody else can take it."""
    if not 0 <= port <= 65535:  # getaddrinfo would accept it modulo 65536
        raise ServeError(f"{port} is not a port; give --port a number from 1 to 65535")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host.strip("[]"), port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (OSError, UnicodeError) as error:
        raise ServeError(f"{host}:{port} is not an address to listen on: {error}") from error
    listener = socket.socket(family, kind, protocol)
    try:
        if os.name == "posix":  # elsewhere it would let two programs share the port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(128)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise PortInUseError(f"port {port} is in use; choose another with --port") from error
        raise ServeError(f"cannot listen on {host}:{port}: {error}") from error
    return listener


def is_loopback(host: str) -> bool:
    """Whether a host name or address means this machine alone."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def _url(host: str, port: int) -> str:
    bare = host.strip("[]")
    return f"http://[{bare}]:{port}" if ":" in bare else f"http://{bare}:{port}"


@contextlib.contextmanager
def _signals_stop(stop: threading.Event) -> Iterator[None]:
    """Within it, Ctrl-C and SIGTERM set `stop` and raise nothing.

    A KeyboardInterrupt during the import of Gradio can be swallowed or turned into another error,
    and one that passes through an `exec` ends Python by SIGINT although it was caught.
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
