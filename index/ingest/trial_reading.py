"""Files read on trial, in a process of their own: what can't be read there is not read here.

A file from somebody else may be made to take hours or all memory. It is read first in a child
process with limits on time and memory, which can be ended; only what passed is then indexed.
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

from index.errors import DocumentError
from index.ingest.discovery import Source
from index.ingest.metadata.metadata import Metadata

__all__ = ["Trial", "Tried", "trial"]

SECONDS = 60
"""For one file; a thousand pages take about half of it."""
MEMORY = 2 * 1024**3
"""Bytes of the child process, on systems that can limit them."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What a file turned out to be."""

    characters: int
    pages: int
    """0 for formats without pages."""


class Trial:
    """A child process that reads files, started with the first and again after a failure."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._child: subprocess.Popen[str] | None = None

    def read(self, path: Path, name: str) -> Tried:
        """Read a file as it would be indexed.

        Args:
            path: Where it is.
            name: What it is called; the ending says which format it is taken to be.

        Raises:
            DocumentError: It can't be read, or not within the limits.
        """
        child = self._started()
        # The child is what may hang, so that it is waited for, not this process's own reading.
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
        return Tried(**facts)

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
                [sys.executable, "-m", "index.ingest.trial_reading"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
            )
        return self._child


@contextmanager
def trial(seconds: float = SECONDS) -> Iterator[Trial]:
    """A `Trial` that ends with the block."""
    made = Trial(seconds)
    try:
        yield made
    finally:
        made.close()


def _read(path: str, name: str) -> dict[str, Any]:
    from index.ingest.loading import load_document, read_bytes

    source = Source(Path(path), name, Metadata())
    try:
        document = load_document(source, read_bytes(source))
    except DocumentError as error:
        return {"reason": str(error)}
    except RecursionError:
        return {"reason": "its parts lie too deep inside each other to be read"}
    return {"characters": len(document.text), "pages": len(document.pages)}


def _serve(requests: IO[str], replies: IO[str]) -> None:
    """Read what is asked for, one file a line, until there is no more."""
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
