"""Reads an untrusted file in a child process with limits on time and memory.

Such a file may be crafted to take hours or all memory. The child process can be ended; a file is
indexed only if the child process could read it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from index.errors import DocumentError, OnRecordError
from index.ingest.discovery import SourceFile
from index.ingest.metadata.metadata import Metadata

__all__ = ["DocumentSize", "IsolatedReader", "open_isolated_reader"]

SECONDS = 60
"""Time limit for one file; a thousand pages take about half of it."""
MEMORY = 2 * 1024**3
"""Memory limit of the child process in bytes, on systems that can enforce one."""


@dataclass(frozen=True, slots=True)
class DocumentSize:
    """How long the document in a file is."""

    characters: int
    pages: int
    """0 for formats without pages."""


class IsolatedReader:
    """A child process that reads files; started with the first file, restarted after a failure."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._child: subprocess.Popen[str] | None = None

    def read(self, path: Path, name: str) -> DocumentSize:
        """Read a file as it would be indexed.

        Args:
            path: Path of the file.
            name: Its name; the suffix decides which format it is read as.

        Raises:
            DocumentError: The file can't be read, or not within the limits.
        """
        child = self._started()
        # The child process may hang, so it is killed after the time limit.
        clock = threading.Timer(self._seconds, child.kill)
        clock.start()
        try:
            assert child.stdin is not None
            assert child.stdout is not None
            child.stdin.write(json.dumps([str(path), name]) + "\n")
            child.stdin.flush()
            line = child.stdout.readline()
        except OSError:
            line = ""
        finally:
            clock.cancel()
        if not line:
            self.close()
            raise DocumentError(
                f"can't be read within {self._seconds:.0f} seconds and {MEMORY // 1024**3} GB of"
                " memory; split it into parts"
            )
        facts = json.loads(line)
        if "reason" in facts:
            raise DocumentError(facts["reason"])
        return DocumentSize(**facts)

    def close(self) -> None:
        """End the child process."""
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.wait()
            for pipe in (child.stdin, child.stdout):
                with suppress(OSError):
                    if pipe is not None:
                        pipe.close()

    def _started(self) -> subprocess.Popen[str]:
        if self._child is None or self._child.poll() is not None:
            self.close()
            self._child = subprocess.Popen(
                [sys.executable, "-m", "index.ingest.isolated_reader"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
            )
        return self._child


@contextmanager
def open_isolated_reader(seconds: float = SECONDS) -> Iterator[IsolatedReader]:
    """An `IsolatedReader` whose child process ends with the block."""
    reader = IsolatedReader(seconds)
    try:
        yield reader
    finally:
        reader.close()


def _read(path: str, name: str) -> dict[str, Any]:
    from index.ingest.loading import load_document, read_bytes

    source = SourceFile(Path(path), name, Metadata())
    try:
        document = load_document(source, read_bytes(source))
    except OnRecordError as error:
        return {"reason": str(error)}
    except RecursionError:
        return {"reason": "its parts lie too deep inside each other to be read"}
    return {"characters": len(document.text), "pages": len(document.pages)}


def _serve(requests: IO[str], replies: IO[str]) -> None:
    """The child process: read one file for each line of input until the input ends."""
    _limit_memory()
    for line in requests:
        path, name = json.loads(line)
        replies.write(json.dumps(_read(path, name)) + "\n")
        replies.flush()


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    _serve(sys.stdin, sys.stdout)
