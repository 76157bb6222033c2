"""The folder where Gradio puts what is uploaded, and how a file is taken from there.

Gradio hands over a path. It is not trusted: it may lie elsewhere, be a link, grow while it is read.
"""

from __future__ import annotations

import atexit
import hashlib
import os
import shutil
import stat
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import BinaryIO

from assistant.errors import UploadError
from assistant.ui.runtime.gradio_patches import set_upload_folder
from index.errors import DocumentError

MAX_FILE_BYTES = 50_000_000
"""Of one file: a book with pictures. Larger ones are indexed from the disk (`onrecord index`)."""
MAX_WAITING_BYTES = 1_000_000_000
"""Of all files in the folder that nobody took in yet, so that uploads can't fill the disk."""
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)


@cache
def upload_folder() -> Path:
    """Where Gradio puts what is uploaded: a folder of this process alone, gone at its end.

    Gradio's own is shared by all Gradio programs on the machine, and what lies in it can be
    downloaded. To be called before anything of Gradio is made, which asks for the folder then.
    """
    folder = Path(tempfile.mkdtemp(prefix="onrecord-")).resolve()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    set_upload_folder(folder)
    return folder


def is_uploaded(path: Path) -> bool:
    """Whether a path is of a file that was uploaded, and no link."""
    try:
        return path.resolve().is_relative_to(upload_folder()) and not path.is_symlink()
    except (OSError, ValueError, RuntimeError):  # a null byte, a loop of links
        return False


def size_of(path: Path) -> int:
    """Bytes of a file that was uploaded; 0 for what is none, which is skipped later."""
    try:
        return path.lstat().st_size if is_uploaded(path) else 0
    except OSError:
        return 0


@contextmanager
def copied(path: Path, folder: Path, suffix: str) -> Iterator[tuple[Path, str]]:
    """A copy of an uploaded file in a folder, to be moved to its place, and its SHA-256.

    Args:
        path: Of the file; it stays where it is.
        folder: Where the copy is; made if there is none.
        suffix: That the copy's name ends in.

    Raises:
        UploadError: The file can't be read.
        DocumentError: It is too large, or none.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, made = tempfile.mkstemp(prefix=".", suffix=suffix, dir=folder)
    copy = Path(made)
    try:
        with os.fdopen(handle, "wb") as target:
            digest = _copied(path, target)
        yield copy, digest
    except BaseException:
        copy.unlink(missing_ok=True)
        raise


def take_in(path: str | Path, folder: Path, suffixes: Collection[str]) -> Path:
    """Copy an uploaded file that is no document into a folder, under the hash of its contents.

    It stays where it is, as the page may hand it in once more.

    Args:
        path: In `upload_folder()`, as the value of a `gr.File` gives it.
        folder: Where it goes; made if there is none.
        suffixes: Endings that it may have.

    Raises:
        UploadError: It was not uploaded, has another ending or can't be read.
        DocumentError: It is too large.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if not is_uploaded(path) or suffix not in suffixes:
        raise UploadError(f"upload a file that ends in {', '.join(sorted(suffixes))}")
    with copied(path, folder, suffix) as (copy, digest):
        return copy.replace(folder / f"{digest[:32]}{suffix}")


def _copied(path: Path, target: BinaryIO) -> str:
    """Copy a file, up to the limit; gives the SHA-256 of what was copied."""
    digest = hashlib.sha256()
    size = 0
    try:
        # A link, or a pipe that would be waited for, could have been put there meanwhile.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | _NO_WAIT)
        with os.fdopen(handle, "rb") as source:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise DocumentError("not a regular file")
            while block := source.read(1 << 20):
                size += len(block)
                if size > MAX_FILE_BYTES:
                    raise DocumentError(
                        f"larger than {MAX_FILE_BYTES / 1e6:.0f} MB; split it into parts, or give"
                        " it to `onrecord index`"
                    )
                digest.update(block)
                target.write(block)
    except OSError as error:
        raise UploadError(f"can't be read: {error.strerror}; upload it again") from error
    return digest.hexdigest()
