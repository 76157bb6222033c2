"""What went wrong while a store was written, in words that help."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

from index.errors import StoreError

REBUILD = "run `onrecord index --rebuild`: it makes the indexes again, and nothing is lost"
_ROOM = 256 * 1024
"""Bytes; with less, SQLite can't open a file to write to it."""


def write_failure(what: str, folder: Path, error: Exception) -> StoreError:
    """The error to raise where `what`, which lies in `folder`, can't be written."""
    if disk_is_full(folder, error):
        return StoreError(
            f"no space left on the disk that holds {folder}; free some and run again: "
            "nothing that was indexed is lost"
        )
    reason = error.strerror if isinstance(error, OSError) and error.strerror else error
    return StoreError(f"{what} in {folder} can't be written: {reason}")


def disk_is_full(folder: Path, error: Exception) -> bool:
    """Whether an error came from a full disk; the libraries below say so in many ways."""
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return True
    if any(words in str(error) for words in ("disk is full", "No space left", "os error 28")):
        return True
    try:
        return shutil.disk_usage(folder).free < _ROOM
    except OSError:
        return False
