"""Gradio without the work that nobody here has a use for: half a second of the start."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

__all__ = ["lean_build", "lean_import"]


@contextmanager
def lean_import() -> Iterator[None]:
    """While it lasts, Gradio can be imported without writing stubs and without `mcp`.

    It writes a type stub for each component beside its own source, each time: they are for
    editors, take a third of the import, and can't be written where packages are read-only. It has
    its own MCP server, for which it imports `mcp` where that is there; the one of this page is
    `assistant.ui.mcp_server`.
    """
    found = inspect.getfile

    def getfile(object: Any) -> str:  # noqa: A002 (the original's name)
        if type(object).__name__ == "ComponentMeta":
            raise OSError("no stub is wanted")
        return found(object)

    inspect.getfile = getfile
    hidden = "mcp" not in sys.modules
    if hidden:
        sys.modules["mcp"] = None  # type: ignore[assignment]  # its import fails
    try:
        yield
    finally:
        inspect.getfile = found
        if hidden:
            del sys.modules["mcp"]


@contextmanager
def lean_build() -> Iterator[None]:
    """While it lasts, pages are built without an app of their own.

    Gradio makes one when a page begins and one when it ends; the page gets its app when it is
    mounted, or launched.
    """
    from gradio.routes import App

    made = App.__dict__["create_app"]
    App.create_app = staticmethod(lambda *args, **kwargs: None)  # type: ignore[assignment]
    try:
        yield
    finally:
        App.create_app = made  # type: ignore[method-assign]
