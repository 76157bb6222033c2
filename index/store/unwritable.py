"""Reads a store that can't be written: its disk is full or read-only, or it is another user's.

SQLite and Tantivy each want to write a small file beside what they read. Where they can't, the
catalogue is read as a file that nobody changes, and a word index by way of links to its files.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from pathlib import Path
from urllib.parse import quote

__all__ = ["FileStamp", "connect_to_unwritable", "link_files", "stamp_of"]

FileStamp = tuple[tuple[int, int, int] | None, ...]
"""Inode, size and time of change of a catalogue's file and of its write-ahead log."""
_MEMORY_DISK = Path("/dev/shm")  # noqa: S108
"""Where Linux keeps files in memory: for a machine whose only disk is full."""


def connect_to_unwritable(path: Path) -> sqlite3.Connection:
    """A connection that only reads, to a catalogue beside which no file can be made.

    What an interrupted run left in the write-ahead log is read from a copy in a temporary folder,
    which the connection holds.

    Raises:
        sqlite3.OperationalError: The file can't be read.
        OSError: There is no room for the copy.
    """
    log = Path(f"{path}-wal")
    if log.exists() and log.stat().st_size:
        holder = scratch_folder()
        for source in (path, log):
            shutil.copyfile(source, Path(holder.name) / source.name)
        reader = sqlite3.connect(
            Path(holder.name) / path.name, timeout=30, isolation_level=None, factory=_CopyReader
        )
        reader.holder = holder
        connection: sqlite3.Connection = reader
        connection.execute("PRAGMA query_only = ON")
    else:
        address = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
        connection = sqlite3.connect(address, uri=True, timeout=30, isolation_level=None)
    # Sorting must not need a disk either.
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


class _CopyReader(sqlite3.Connection):
    """A connection to a copy, which is deleted with it."""

    holder: tempfile.TemporaryDirectory[str]


def stamp_of(path: Path) -> FileStamp:
    """What changes when another process writes to a catalogue."""
    stamps: list[tuple[int, int, int] | None] = []
    for file in (path, Path(f"{path}-wal")):
        try:
            facts = file.stat()
        except OSError:
            stamps.append(None)
        else:
            stamps.append((facts.st_ino, facts.st_size, facts.st_mtime_ns))
    return tuple(stamps)


def link_files(folder: Path) -> tempfile.TemporaryDirectory[str]:
    """A temporary folder with links to all files of a folder.

    Raises:
        OSError: No temporary folder can be made.
    """
    holder = scratch_folder()
    for file in folder.iterdir():
        if not file.name.endswith(".lock"):
            (Path(holder.name) / file.name).symlink_to(file.resolve())
    return holder


def scratch_folder() -> tempfile.TemporaryDirectory[str]:
    """A new temporary folder, in memory if no disk has room.

    Raises:
        OSError: None can be made.
    """
    try:
        return tempfile.TemporaryDirectory(prefix="onrecord-", ignore_cleanup_errors=True)
    except OSError:
        if not os.access(_MEMORY_DISK, os.W_OK):
            raise
        return tempfile.TemporaryDirectory(
            prefix="onrecord-", dir=_MEMORY_DISK, ignore_cleanup_errors=True
        )
