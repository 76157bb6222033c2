"""The page as an ASGI app, with everything that stands before it.

host name and headers -> gate -> sign-in -> own sessions -> assets -> Gradio, or MCP
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from fastapi import FastAPI
from gradio.route_utils import BUILD_PATH_LIB
from starlette.types import ASGIApp

from assistant.accounts import LiveUsers, Users
from assistant.ui.api import registered
from assistant.ui.assets import Assets
from assistant.ui.blocks import gr
from assistant.ui.gate import Gate
from assistant.ui.headers import OwnHostOnly
from assistant.ui.own_sessions import OwnSessions
from assistant.ui.signin import SignIn, user_of
from assistant.ui.upload_folder import MAX_FILE_BYTES, MAX_WAITING_BYTES, upload_folder
from assistant.ui.uploads import MAX_TOTAL_BYTES

__all__ = ["host_page"]

KEPT = 3600
"""Seconds that a file lies in the upload cache; when it was taken in, the store has its own."""

WAKE, TELL = 0.01, 0.1
"""Seconds between Gradio's looks for a new event, and for how far one is. Its own are a tenth of
these: a core is then never at rest, and an answer's thread is asked a thousand times a second to
let it look."""

SESSIONS = 500
"""Open pages that Gradio keeps the state of, the latest; each has a copy of the page's settings."""


def host_page(
    page: gr.Blocks,
    theme: gr.themes.Base,
    users: Users | LiveUsers | None,
    is_own: Callable[[str], bool],
    mcp: bool = False,
) -> ASGIApp:
    """The page as an app that can be given to a server.

    Args:
        page: The page, without Gradio's own pages, links, history and tracking.
        theme: Its theme.
        users: Who may sign in; None lets in anybody.
        is_own: Whether a host's name is one of this server.
        mcp: Offer the page's functions for programs as MCP tools too, at `/mcp`.

    Raises:
        ImportError: There is no `mcp` package, and it is needed.
    """
    uploads = upload_folder()
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    if mcp:
        from assistant.ui.mcp_server import mount_tools

        mount_tools(app, registered(page))
    page.state_session_capacity = SESSIONS
    page.delete_cache = (KEPT // 4, KEPT)
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        auth_dependency=user_of if users is not None else None,
        allowed_paths=[],
        max_file_size=MAX_FILE_BYTES,
        footer_links=["api"],  # without it there is no documentation at /?view=api
        run_history=False,
        show_error=False,
        ssr_mode=False,
        mcp_server=False,
        enable_monitoring=False,
        pwa=False,
        theme=theme,
    )
    page.app = app.routes[-1].app  # type: ignore[attr-defined]  # none was made before
    page._queue.sleep_when_free, page._queue.progress_update_sleep_when_free = WAKE, TELL
    page.state_holder.blocks = _Unconfigured(page)  # type: ignore[assignment]
    # Only then does Gradio check that a file which an event names was uploaded: it takes a page
    # that is mounted for one that was never launched, and would open any path.
    page.has_launched = True
    guarded: ASGIApp = OwnSessions(Assets(app, Path(BUILD_PATH_LIB)))
    if users is not None:
        guarded = SignIn(guarded, users)
    gate = Gate(
        guarded,
        functions=frozenset(endpoint.name for endpoint in registered(page)),
        uploads=uploads,
        upload_limit=MAX_TOTAL_BYTES,
        room=lambda: _size_of(uploads) < MAX_WAITING_BYTES,
        fetched=partial(_forget, page),
        behind_proxy=users is not None,
    )
    return OwnHostOnly(gate, is_own)


class _Unconfigured:
    """A page as a new session needs it: the settings of a component are copied when it changes.

    Gradio copies those of the whole page for each session, and each call of a program is one: 20
    milliseconds, and the most of what it keeps in memory. Only links to a page's state, which
    this page doesn't offer, need them.
    """

    blocks = ()

    def __init__(self, page: gr.Blocks) -> None:
        self.default_config = page.default_config


def _forget(page: gr.Blocks, event: str) -> None:
    """Let go of what Gradio keeps of a program's call after its result was fetched.

    Each call is a session of its own, named by the event, with a copy of the whole page's
    settings; Gradio would keep it until there are too many sessions.
    """
    page.state_holder.session_data.pop(event, None)
    page.state_holder.time_last_used.pop(event, None)
    page._queue.pending_messages_per_session.pop(event, None)
    page._queue.pending_event_ids_session.pop(event, None)


def _size_of(folder: Path) -> int:
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.lstat().st_size
        except OSError:  # taken away meanwhile
            continue
    return total
