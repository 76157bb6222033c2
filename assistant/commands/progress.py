"""The progress bar of long commands."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any

from assistant.commands.terminal import echo, visible_text

_LINE_SECONDS = 10
"""Seconds between two lines of progress in a log."""


@contextmanager
def progress_bar(label: str, unit: str) -> Iterator[Callable[[int, int, str], None]]:
    """A progress bar on stderr; where that is no terminal, a line every `_LINE_SECONDS`.

    Args:
        label: What is being done.
        unit: What is counted; "B" counts bytes.

    Yields:
        A function to call with the number done, the total and the name of the current item.
    """
    from tqdm import tqdm

    bar: Any = None
    told = monotonic()

    def show(done: int, total: int, name: str) -> None:
        nonlocal bar, told
        if not sys.stderr.isatty():
            now = monotonic()
            if now - told >= _LINE_SECONDS:
                told = now
                echo(f"{label}: {_share(done, total, unit)}", err=True)
            return
        if bar is None:
            bar = tqdm(
                total=total,
                desc=label,
                unit=unit,
                unit_scale=unit == "B",
                file=sys.stderr,
                dynamic_ncols=True,
            )
        bar.set_postfix_str(visible_text(name)[-30:], refresh=False)
        bar.update(done - bar.n)

    try:
        yield show
    finally:
        if bar is not None:
            bar.close()


def _share(done: int, total: int, unit: str) -> str:
    if unit == "B":
        return f"{done / 1024**2:,.1f} of {total / 1024**2:,.1f} MB"
    return f"{done:,} of {total:,} {unit}"
