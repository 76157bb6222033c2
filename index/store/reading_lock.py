"""The lock under which a file is read that others add lines to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock

__all__ = ["lock_to_read"]


@contextmanager
def lock_to_read(path: Path) -> Iterator[None]:
    """Within it, nobody who locks `path` by a file beside it writes to it.

    Where that file can't be made, as on a disk that is full or read-only, nobody writes either.
    """
    lock = FileLock(f"{path}.lock")
    with suppress(OSError):
        lock.acquire()
    try:
        yield
    finally:
        lock.release()
