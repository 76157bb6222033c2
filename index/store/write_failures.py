"""Error messages for failed writes to a store, such as a full disk."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

from index.errors import StoreError, StoreNotWritable

REBUILD_ADVICE = "run `onrecord index --rebuild`: it makes the indexes again, and nothing is lost"
CHECK_ADVICE = "`onrecord check-store` lists what is damaged and what mends it"
_MIN_FREE_BYTES = 256 * 1024
"""With less free disk space, SQLite can't open a file for writing."""


def write_failure(what: str, folder: Path, error: Exception) -> StoreError:
    """The error to raise when something in the store's folder can't be written.

    Args:
        what: Name of the part that can't be written, for the message.
        folder: The folder it is in.
        error: What the library raised.
    """
    if disk_is_full(folder, error):
        return StoreNotWritable(
            f"no space left on the disk that holds {folder}; free some and run again: "
            "nothing that was indexed is lost"
        )
    reason = error.strerror if isinstance(error, OSError) and error.strerror else error
    kind = StoreNotWritable if is_read_only(folder) else StoreError
    return kind(f"{what} in {folder} can't be written: {reason}")


def is_read_only(folder: Path) -> bool:
    """Whether this user may read a folder but not write to it, or its disk can't be written."""
    return folder.is_dir() and not os.access(folder, os.W_OK)


def disk_is_full(folder: Path, error: Exception) -> bool:
    """Whether an error was caused by a full disk, which each library reports in its own way."""
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return True
    if any(words in str(error) for words in ("disk is full", "No space left", "os error 28")):
        return True
    try:
        return shutil.disk_usage(folder).free < _MIN_FREE_BYTES
    except OSError:
        return False
