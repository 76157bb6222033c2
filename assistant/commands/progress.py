"""The progress bar of long commands."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def progress_bar(label: str, unit: str) -> Iterator[Callable[[int, int, str], None]]:
    """A progress bar on stderr, if that is a terminal.

    Args:
        label: What is being done.
        unit: What is counted; "B" counts bytes.

    Yields:
        A function to call with the number done, the total and the name of the current item.
    """
    from tqdm import tqdm

    bar: Any = None

    def show(done: int, total: int, name: str) -> None:
        nonlocal bar
        if bar is None:
            bar = tqdm(
                total=total,
                desc=label,
                unit=unit,
                unit_scale=unit == "B",
                disable=None,
                file=sys.stderr,
                dynamic_ncols=True,
            )
        bar.set_postfix_str(name[-30:], refresh=False)
        bar.update(done - bar.n)

    try:
        yield show
    finally:
        if bar is not None:
            bar.close()
