"""Builds the ASGI app that is served: the page behind the middleware that protects it.

A request passes through: host check -> security headers -> request filter -> proxy headers
-> sign-in -> session owners -> static assets -> Gradio, or MCP
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from fastapi import FastAPI
from starlette.types import ASGIApp
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from assistant.ui.api.endpoints import endpoints_of_page
from assistant.ui.runtime import gradio_patches
from assistant.ui.runtime.components import gr
from assistant.ui.runtime.static_assets import StaticAssets
from assistant.ui.security.host_check import HostCheck
from assistant.ui.security.request_filter import RequestFilter
from assistant.ui.security.security_headers import SecurityHeaders
from assistant.ui.security.session_owners import SessionOwners
from assistant.ui.security.signin import SignIn, user_of
from assistant.ui.security.user_accounts import LiveUsers, Users
from assistant.ui.uploads.stored_uploads import MAX_TOTAL_BYTES
from assistant.ui.uploads.upload_folder import MAX_FILE_BYTES, MAX_WAITING_BYTES, upload_folder

__all__ = ["build_app"]

SECONDS_UPLOADS_ARE_KEPT = 3600
"""How long a file stays in the upload folder; a file that is indexed is copied to the store."""

MAX_OPEN_PAGES = 500
"""Number of open pages whose state Gradio keeps; the oldest are dropped first."""

LOOPBACK = ["127.0.0.1", "::1"]
"""Addresses whose header `X-Forwarded-For` is trusted: a proxy on this machine. The client's
address is the last one in the header that is not a loopback address: the one that the proxy saw.
Addresses before it, which a client may have made up, are ignored."""


def build_app(
    page: gr.Blocks,
    theme: gr.themes.Base,
    users: Users | LiveUsers | None,
    is_own: Callable[[str], bool],
    mcp: bool = False,
) -> ASGIApp:
    """The page as an app that a server can run.

    Args:
        page: The page. Gradio's own extra pages, links, history and tracking are left out.
        theme: Its theme.
        users: The users who may sign in; None lets everybody in.
        is_own: Whether a host name is one of this server's.
        mcp: Also offer the page's functions for programs as MCP tools, at `/mcp`.

    Raises:
        ImportError: `mcp` is true and the package `mcp` is not installed.
    """
    uploads = upload_folder()
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    if mcp:
        from assistant.ui.api.mcp_server import mount_tools

        mount_tools(app, endpoints_of_page(page))
    page.state_session_capacity = MAX_OPEN_PAGES
    page.delete_cache = (SECONDS_UPLOADS_ARE_KEPT // 4, SECONDS_UPLOADS_ARE_KEPT)
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
    gradio_patches.attach_app(page, app.routes[-1].app)  # type: ignore[attr-defined]
    gradio_patches.poll_less_often(page)
    gradio_patches.begin_all_events(page)
    gradio_patches.copy_settings_when_changed(page)
    gradio_patches.check_paths_of_files(page)
    static_folder = gradio_patches.static_assets_folder()
    guarded: ASGIApp = SessionOwners(StaticAssets(app, static_folder))
    if users is not None:
        guarded = ProxyHeadersMiddleware(SignIn(guarded, users), LOOPBACK)  # type: ignore[arg-type, assignment]
    filtered = RequestFilter(
        guarded,
        functions=frozenset(endpoint.name for endpoint in endpoints_of_page(page)),
        uploads=uploads,
        upload_limit=MAX_TOTAL_BYTES,
        room=lambda: _size_of(uploads) < MAX_WAITING_BYTES,
        fetched=partial(gradio_patches.forget_session, page),
        behind_proxy=users is not None,
    )
    return HostCheck(SecurityHeaders(filtered), is_own)


def _size_of(folder: Path) -> int:
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.lstat().st_size
        except OSError:  # removed meanwhile
            continue
    return total
