"""The lock of a store: one process writes at a time, and the others can say which one it is."""

from __future__ import annotations

import json
import os
import socket
import time
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import StoreBusy
from index.store.write_failures import write_failure

__all__ = ["acquire_write_lock", "describe_writer", "note_writer"]

_WRITER_FILE = "writer.json"
"""Describes the process that is writing, for the messages of processes that have to wait."""


def acquire_write_lock(folder: Path) -> FileLock:
    """Take the lock of the store in a folder; the caller releases it.

    Raises:
        StoreBusy: Another process holds it; the message says which.
        StoreError: The lock can't be written.
    """
    lock = FileLock(folder / "write.lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        writer = describe_writer(folder) or "it has just begun"
        raise StoreBusy(
            f"another run is writing to {folder} ({writer}); wait for it to end, or stop it"
        ) from None
    except OSError as error:
        raise write_failure("the store", folder, error) from error
    return lock


def note_writer(folder: Path) -> Path:
    """Write down that this process is writing; returns the file, which the caller deletes."""
    file = folder / _WRITER_FILE
    facts = {
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "since": time.strftime("%F %T"),
    }
    file.write_text(json.dumps(facts))
    return file


def describe_writer(folder: Path) -> str | None:
    """Which process is writing, for messages; None if none has said so."""
    try:
        facts = json.loads((folder / _WRITER_FILE).read_text())
        return f"process {facts['pid']} on {facts['host']}, since {facts['since']}"
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        return "it has just begun"
