"""Serving the chat page: the address, the models in the background, a clean stop."""

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
from assistant.ui.runtime.model_loading import WarmUp
from index.embedding.cpu_cores import serve_several

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from assistant.assistant import BaseAssistant
    from assistant.ui.security.accounts import LiveUsers, Users

__all__ = ["is_loopback", "serve"]

KERNELS = "16"
"""How many compiled kernels each thread keeps in PyTorch (by default 1,024). There is one for each
length of text and each layer, so that a long-running process would grow by half a gigabyte."""
GRACE = 2
"""Seconds that open connections get when the server stops."""


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
            page is there at once.
        host: Address to listen on. Any but a loopback address demands `auth` or `no_auth`.
        port: Port to listen on; 0 takes a free one.
        auth: The user and password that are asked for, or a file of users
            (`assistant.ui.security.accounts`).
        no_auth: Serve other machines without asking who it is.
        mcp: Offer the functions for programs as MCP tools too, at `/mcp`.
        when_ready: Called with the page's address once it listens; by default it is printed to
            stderr.
        stop: Ends the serving when it is set: the way to stop it outside the main thread.

    Raises:
        PortInUseError: another program listens on the port.
        ServeError: the address can't be used, or is open to others without `auth`, or a package
            for `mcp` is missing.
        UsersError: the file of users can't be used.
    """
    if auth is None and not no_auth and not is_loopback(host):
        raise ServeError(
            f"{host} can be reached from other machines; give --auth USER:PASSWORD or --auth FILE"
            " to say who may, or --no-auth to let anybody who reaches it"
        )
    users = _users(auth)
    if mcp:
        _check_mcp()
    listener = _listen(host, port)
    url = _url(host, listener.getsockname()[1])
    # Read when the first kernel is made, by oneDNN and by its layer in PyTorch.
    os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", KERNELS)
    os.environ.setdefault("LRU_CACHE_CAPACITY", KERNELS)
    serve_several()
    warm_up = WarmUp(assistant.warm_up)
    stop = stop or threading.Event()

    def started() -> None:
        (when_ready or _print_address)(url)
        # What is there now stays: no search for garbage needs to pass through it again.
        gc.freeze()
        gc.enable()
        warm_up.start()

    gc.disable()
    try:
        with _signals_set(stop):
            app = _build_app(assistant, warm_up, users, host, mcp)
            if not stop.is_set():
                _run(app, listener, started, stop)
    finally:
        gc.unfreeze()
        gc.enable()
        listener.close()
        warm_up.join(GRACE)


def _users(auth: tuple[str, str] | Path | None) -> Users | LiveUsers | None:
    if auth is None:
        return None
    from assistant.ui.security.accounts import LiveUsers, Users, UsersFile

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
    warm_up: WarmUp,
    users: Users | LiveUsers | None,
    host: str,
    mcp: bool,
) -> ASGIApp:
    from assistant.ui.uploads.upload_folder import upload_folder

    upload_folder()
    # Page first: it settles what Gradio reads from the environment when it is imported.
    from assistant.ui.views.page import build_page, theme  # isort: skip
    from assistant.ui.server.hosting import host_page  # isort: skip

    page = build_page(assistant, warm_up)
    return host_page(page, theme(), users, _own_names(host, users is not None), mcp)


def _own_names(host: str, signed_in: bool) -> Callable[[str], bool]:
    """Which names of hosts a request may bear.

    With a sign-in the page may stand behind a proxy under any name. Without, a name that somebody
    else could point at this machine is refused, wherever it listens.
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
    config = uvicorn.Config(
        app,
        log_level="critical",
        timeout_graceful_shutdown=GRACE,
        server_header=False,
        proxy_headers=False,  # `hosting` believes them where there is a sign-in
    )
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
