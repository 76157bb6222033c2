"""Appends to and replaces files of JSON lines so that a crash leaves no half-written line.

A full disk or a power cut ends a write in the middle. After a full disk, the write is undone at
once. A power cut leaves an incomplete last line, which readers skip and the next line replaces.
"""

from __future__ import annotations

import json
import logging
import os
import re
from contextlib import suppress
from io import FileIO
from pathlib import Path

__all__ = [
    "append_lines",
    "escape_controls",
    "read_complete_lines",
    "replace_file",
    "write_whole",
]

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff]")
"""Also the marks that turn the order of letters round, and halves of pairs, which UTF-8 lacks."""
_BLOCK = 1 << 16
_log = logging.getLogger(__name__)


def append_lines(path: Path, lines: bytes, first: bytes = b"") -> None:
    """Append lines to a file and flush them to disk; if that fails, the file is as before.

    Args:
        path: Path of the file, which is created if missing. No other process may write to it.
        lines: JSON lines, each with a line break at its end.
        first: Lines to begin a new file with.

    Raises:
        OSError: They can't be written.
    """
    with path.open("ab+", buffering=0) as file:
        size = file.seek(0, os.SEEK_END)
        tail = _behind_the_last_line(file, size)
        if tail and not _is_torn(tail):
            lines = b"\n" + lines  # somebody edited the file by hand
        elif tail:
            size -= len(tail)
            file.truncate(size)
        try:
            write_whole(file, lines if size else first + lines)
            os.fsync(file.fileno())
        except BaseException:
            with suppress(OSError):
                file.truncate(size)
                if not size:
                    path.unlink()
            raise


def write_whole(file: FileIO, data: bytes) -> None:
    """Write all of `data` at the end of a file, or nothing of it.

    Raises:
        OSError: It can't be written.
    """
    regular = file.seekable()
    size = file.seek(0, os.SEEK_END) if regular else 0
    left = memoryview(data)
    try:
        while left:
            left = left[file.write(left) :]
    except BaseException:
        if regular:
            with suppress(OSError):  # a device can't be cut
                file.truncate(size)
                file.seek(size)
        raise


def read_complete_lines(path: Path) -> list[str]:
    """The lines of a file without line breaks; an incomplete last line is left out.

    Raises:
        OSError: The file can't be read.
        UnicodeDecodeError: It is not UTF-8.
    """
    *lines, tail = path.read_bytes().split(b"\n")
    if tail and _is_torn(tail):
        _log.warning(
            "the last line of %s was not written to its end and is left out; the %d before it are "
            "whole",
            path,
            len(lines),
        )
    elif tail:
        lines.append(tail)
    text = b"\n".join(lines).decode("utf-8-sig")
    return text.split("\n") if lines else []


def escape_controls(json_text: str) -> str:
    """JSON of the same value, in which no control character could steer a terminal."""
    return _CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", json_text)


def replace_file(path: Path, data: bytes) -> None:
    """Replace the content of a file, or create it; if that fails, the file is as before.

    Raises:
        OSError: It can't be written.
    """
    new = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with new.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except BaseException:
        with suppress(OSError):
            new.unlink()
        raise


def _behind_the_last_line(file: FileIO, size: int) -> bytes:
    """The bytes after the last line break."""
    tail = b""
    while size > len(tail) and b"\n" not in tail:
        start = max(0, size - len(tail) - _BLOCK)
        file.seek(start)
        tail = file.read(size - len(tail) - start) + tail
    return tail.rpartition(b"\n")[2]


def _is_torn(line: bytes) -> bool:
    """Whether a line is an incomplete JSON object, or zeros left by a power cut."""
    line = line.rstrip(b"\0")
    if line and not line.startswith(b"{"):
        return False  # something else, and not ours to remove
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return True
    return False
