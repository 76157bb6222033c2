"""Event handlers that have nothing to say leave the page as it is.

Gradio sends the end of a generator as None for each of its outputs. Where the generator yielded
before, that is turned into its last values; where it returned without yielding, buttons lose
their labels and text fields their text.
"""

from __future__ import annotations

import inspect
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from functools import wraps
from typing import Any

from assistant.ui.runtime.blocks import gr

__all__ = ["keep_unchanged_parts"]


def keep_unchanged_parts(page: gr.Blocks) -> None:
    """Let no event of a page blank its outputs by ending without a word.

    Args:
        page: With all its events; each handler that is an async generator is replaced.
    """
    for event in page.fns.values():
        if inspect.isasyncgenfunction(event.fn):
            event.fn = _with_an_update(event.fn)


def _with_an_update(handler: Callable[..., Any]) -> Callable[..., Any]:
    """The handler, which yields "no change" where it would yield nothing."""

    @wraps(handler)
    async def updates(*arguments: Any) -> AsyncIterator[Any]:
        yielded = False
        async with aclosing(handler(*arguments)) as own:
            async for update in own:
                yielded = True
                yield update
        if not yielded:
            yield gr.skip()

    return updates
