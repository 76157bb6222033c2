"""Importing Gradio without the type stubs that it writes beside its own source each time.

They are for editors, take a third of the import, and can't be written where packages are read-only.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

__all__ = ["without_stubs"]


@contextmanager
def without_stubs() -> Iterator[None]:
    """While it lasts, Gradio's components have no source file, for which it writes no stub."""
    found = inspect.getfile

    def getfile(object: Any) -> str:  # noqa: A002 (the original's name)
        if type(object).__name__ == "ComponentMeta":
            raise OSError("no stub is wanted")
        return found(object)

    inspect.getfile = getfile
    try:
        yield
    finally:
        inspect.getfile = found
