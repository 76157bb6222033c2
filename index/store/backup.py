"""Writes a backup of a store, while it may be in use: one ZIP file with a list of checksums.

    onrecord-backup.json     format, when, what, and for each file its size and SHA-256
    catalogue.sqlite         as it was at one moment, by SQLite's backup interface
    conversations/, feedback.jsonl, uploads/ ...

The vectors and the word indexes are left out: they are made again from the catalogue when a backup
is restored, so that they can't be out of step with it.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext, suppress
from pathlib import Path, PurePosixPath
from typing import Protocol

from index.errors import BackupError, BackupRefusedError
from index.store.catalogue import Catalogue
from index.store.reading_lock import lock_to_read
from index.store.store import Store
from index.store.write_failures import disk_is_full

__all__ = ["BACKUP_FORMAT", "BACKUP_LIST", "DERIVED", "is_portable_name", "write_backup"]

BACKUP_FORMAT = "onrecord-backup-1"
BACKUP_LIST = "onrecord-backup.json"
"""The list of the files in a backup."""
DERIVED = frozenset({"chroma", "words"})
"""Folders of a store that are made from its catalogue."""
_CATALOGUE = "catalogue.sqlite"
_PAGES = 2_000
"""Pages of the catalogue that are copied at once: 8 MB."""
_ENDINGS = ("", "-journal", "-wal", "-shm")
"""Of a SQLite file and of what SQLite may write beside it."""
_BLOCK = 1 << 20

_Progress = Callable[[int, int, str], None]


class _Tell(Protocol):
    """Told how many bytes are done, and of which file."""

    def __call__(self, done: int, /, *, name: str) -> None: ...


def write_backup(
    store: Store, file: Path, replace: bool = False, progress: _Progress | None = None
) -> int:
    """Write a backup of a store to a file; readers and a writer of the store go on meanwhile.

    The file is there whole or not at all.

    Args:
        store: The store.
        file: The file to write.
        replace: Replace the file if it exists.
        progress: Called with the bytes done, their total, and the name of the current file.

    Returns:
        Number of bytes of the backup.

    Raises:
        BackupRefusedError: The file exists, or lies in the store.
        BackupError: It can't be written.
        StoreDamaged: The catalogue can't be read.
    """
    target = file.resolve()
    if target.is_relative_to(store.folder.resolve()):
        raise BackupRefusedError(f"{file} lies in the store; name a file outside of it")
    if not target.parent.is_dir():
        raise BackupError(f"there is no folder {file.parent}; make it, or name another file")
    if target.exists() and not (replace and target.is_file()):
        way_out = "name another, or give --replace" if target.is_file() else "name a file"
        raise BackupRefusedError(f"{file} exists; {way_out}")
    unfit = next((n for n, _ in _other_files(store.folder) if not is_portable_name(n)), None)
    if unfit is not None:
        raise BackupError(
            f"{store.folder} has a file {unfit!r}, whose name a backup can't hold; rename it, or "
            "move it out of the store"
        )
    new = target.with_name(f".{target.name}.{os.getpid()}.new")
    copy = target.with_name(f".{target.name}.{os.getpid()}.catalogue")
    try:
        with _removed_at_the_end(new, *(Path(f"{copy}{end}") for end in _ENDINGS)):
            others = list(_other_files(store.folder))
            # The catalogue is copied first and then packed, so that it counts twice.
            copied = store.catalogue.path.stat().st_size
            total = 2 * copied + sum(path.stat().st_size for _, path in others if path.exists())

            def told(done: int, /, *, name: str) -> None:
                if progress:
                    progress(min(done, total), total, name)

            _copy_catalogue(store.catalogue, copy, copied, told)
            # Listed anew: an upload that the copy names may have come since.
            others = list(_other_files(store.folder))
            _write_archive(new, store, [(_CATALOGUE, copy), *others], copied, told)
            if progress:
                progress(total, total, "")
            size = new.stat().st_size
            new.replace(target)
            return size
    except OSError as error:
        if disk_is_full(target.parent, error):
            raise BackupError(
                f"no space left on the disk that holds {target.parent}; no backup was written"
            ) from error
        raise BackupError(f"{file} can't be written: {error.strerror or error}") from error


def is_portable_name(name: str) -> bool:
    """Whether a file's path within a store leads to the same place inside of it on any system."""
    path = PurePosixPath(name)
    return (
        name == path.as_posix()
        and bool(path.parts)
        and not path.is_absolute()
        and ".." not in path.parts
        and not set(name) & set('\\:*?"<>|\0')
        and name.isprintable()
    )


@contextmanager
def _removed_at_the_end(*files: Path) -> Iterator[None]:
    try:
        yield
    finally:
        for file in files:
            with suppress(OSError):
                file.unlink(missing_ok=True)


def _copy_catalogue(catalogue: Catalogue, copy: Path, size: int, tell: _Tell) -> None:
    """Copy the catalogue as it is at one moment, whoever writes to it meanwhile."""

    def told(_status: int, remaining: int, pages: int) -> None:
        tell(size * (pages - remaining) // max(pages, 1), name=_CATALOGUE)

    with closing(sqlite3.connect(copy, isolation_level=None)) as target:
        try:
            with catalogue.one_moment() as source:
                source.backup(target, pages=_PAGES, progress=told)
            # A single file, with nothing beside it.
            target.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.DatabaseError as error:
            if "full" in str(error) or disk_is_full(copy.parent, error):
                raise BackupError(
                    f"no space left on the disk that holds {copy.parent}; no backup was written"
                ) from error
            raise catalogue.error(error) from error


def _other_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Name and path of each file that users gave or made; links are never followed."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        is_ours = name.parts[0] in DERIVED or name.parts[0].startswith(_CATALOGUE)
        is_passing = path.name.startswith(".") or path.suffix == ".lock"
        is_passing = is_passing or str(name) in ("reserve", "writer.json")
        if path.is_symlink() or not path.is_file() or is_ours or is_passing:
            continue
        yield name.as_posix(), path


def _write_archive(
    new: Path, store: Store, sources: list[tuple[str, Path]], done: int, tell: _Tell
) -> None:
    files = []
    with new.open("wb") as raw:
        with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, path in sources:
                tell(done, name=name)
                facts = _add_file(archive, name, path)
                if facts is not None:
                    files.append(facts)
                    done += int(facts["size"])
            documents, passages = store.catalogue.count()
            about = {
                "format": BACKUP_FORMAT,
                "made": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
                "store": str(store.folder.resolve()),
                "documents": documents,
                "passages": passages,
                "files": files,
            }
            archive.writestr(BACKUP_LIST, json.dumps(about, ensure_ascii=True, indent=1))
        raw.flush()
        os.fsync(raw.fileno())


def _add_file(archive: zipfile.ZipFile, name: str, path: Path) -> dict[str, str | int] | None:
    """Add a file; its name, size and checksum, or None if it has been deleted meanwhile."""
    whole, size = hashlib.sha256(), 0
    info = zipfile.ZipInfo(name, time.localtime()[:6])
    info.compress_type = zipfile.ZIP_DEFLATED
    has_turns = path.suffix == ".jsonl" and path.exists()
    # So that no turn or opinion is half written to it.
    with lock_to_read(path) if has_turns else nullcontext():
        try:
            source = path.open("rb")
        except FileNotFoundError:
            return None
        with source, archive.open(info, "w", force_zip64=True) as member:
            while block := source.read(_BLOCK):
                whole.update(block)
                size += len(block)
                member.write(block)
    return {"name": name, "size": size, "sha256": whole.hexdigest()}
