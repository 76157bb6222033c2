"""The folder in which Gradio puts uploaded files, and safe copying of files out of it.

Gradio hands over the path of an upload. The path is not trusted: it may lie elsewhere, be a link,
or be of a file that grows while it is read.
"""

from __future__ import annotations

import atexit
import hashlib
import io
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
"""Of one uploaded file; a book with pictures fits. Larger files: `onrecord index`."""
MAX_WAITING_BYTES = 1_000_000_000
"""Of all files waiting in the folder, so that uploads can't fill the disk."""
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)


@cache
def upload_folder() -> Path:
    """The folder for uploads: a folder of this process alone, deleted when the process ends.

    Gradio's default is shared by all Gradio programs on the machine, and files in it can be
    downloaded. Call this before any Gradio component is created, as Gradio then reads the setting.
    """
    folder = Path(tempfile.mkdtemp(prefix="onrecord-")).resolve()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    set_upload_folder(folder)
    return folder


def is_uploaded(path: Path) -> bool:
    """Whether a path is in the folder for uploads, and not a link."""
    try:
        return path.resolve().is_relative_to(upload_folder()) and not path.is_symlink()
    except (OSError, ValueError, RuntimeError):  # a null byte, a loop of links
        return False


def size_of(path: Path) -> int:
    """The size of an uploaded file in bytes; 0 for any other path, which is skipped later."""
    try:
        return path.lstat().st_size if is_uploaded(path) else 0
    except OSError:
        return 0


@contextmanager
def temporary_copy(path: Path, folder: Path, suffix: str) -> Iterator[tuple[Path, str]]:
    """Copy an uploaded file into a folder; the copy is deleted if the block raises an error.

    Args:
        path: The file; it stays where it is.
        folder: The folder for the copy; created if there is none.
        suffix: The suffix of the copy's name.

    Yields:
        The copy, to be moved to its final place, and its SHA-256.

    Raises:
        UploadError: The file can't be read.
        DocumentError: It is too large, or not a regular file.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, made = tempfile.mkstemp(prefix=".", suffix=suffix, dir=folder)
    copy = Path(made)
    try:
        with os.fdopen(handle, "wb") as target:
            digest = _copy_bytes(path, target)
        yield copy, digest
    except BaseException:
        copy.unlink(missing_ok=True)
        raise


def copy_to_folder(path: str | Path, folder: Path, suffixes: Collection[str]) -> Path:
    """Copy an uploaded file into a folder, named after the hash of its contents.

    The upload stays where it is, as the page may hand it in again.

    Args:
        path: The file in `upload_folder()`, as the value of a `gr.File`.
        folder: The folder for the copy; created if there is none.
        suffixes: The suffixes that the file may have.

    Raises:
        UploadError: The file was not uploaded, has another suffix or can't be read.
        DocumentError: It is too large.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if not is_uploaded(path) or suffix not in suffixes:
        raise UploadError(f"upload a file that ends in {', '.join(sorted(suffixes))}")
    with temporary_copy(path, folder, suffix) as (copy, digest):
        return copy.replace(folder / f"{digest[:32]}{suffix}")


def read_upload(path: Path) -> bytes:
    """The bytes of an uploaded file.

    Raises:
        UploadError: It was not uploaded, or can't be read.
        DocumentError: It is too large, or not a regular file.
    """
    if not is_uploaded(path):
        raise UploadError("not an uploaded file")
    data = io.BytesIO()
    _copy_bytes(path, data)
    return data.getvalue()


def _copy_bytes(path: Path, target: BinaryIO) -> str:
    """Copy a file that is within the limit; gives the SHA-256 of its bytes."""
    digest = hashlib.sha256()
    size = 0
    try:
        # The file may have been replaced by a link, or by a pipe that would block.
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
