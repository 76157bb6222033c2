"""Restores a backup: checks all of it, puts it into a new folder, and makes the indexes again.

A backup may come from anywhere. Nothing of it is unpacked but the files that its list names, to
places inside the new folder, with the sizes and checksums that the list gives.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import time
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from stat import S_ISREG
from typing import Any

import numpy as np

from index.embedding.embedder import Embedder
from index.embedding.vectors import unpack_passage_vector
from index.errors import BackupError, BackupRefusedError
from index.store.backup import BACKUP_FORMAT, BACKUP_LIST, DERIVED, is_portable_name
from index.store.store import Store
from index.store.write_lock import acquire_write_lock
from index.sync.sync import ProgressCallback

__all__ = ["RestoredStore", "restore_backup"]

_CATALOGUE = "catalogue.sqlite"
_BLOCK = 1 << 20
_MAX_LIST_BYTES = 100_000_000
_MAX_RATIO = 1100
"""How many times smaller than its content a file of a ZIP archive can be, at most."""


class RestoredStore:
    """A store that was put in its place; its indexes are still to be filled."""

    def __init__(self, folder: Path, kept: Path | None) -> None:
        self.folder = folder
        self.kept = kept
        """Where the store is that was in the folder before, if there was one."""

    def fill_indexes(
        self,
        embedder: Embedder,
        chroma_url: str | None = None,
        progress: ProgressCallback | None = None,
    ) -> bool:
        """Make the indexes from the catalogue; False if the catalogue itself was being rebuilt.

        If this is interrupted, the store asks for `onrecord index --rebuild`.

        Args:
            embedder: Names the model of the settings; nothing is embedded.
            chroma_url: Address of a Chroma server that shall hold the vectors.
            progress: Called with the documents done, their total, and a document's name.

        Raises:
            StoreError: The store can't be read or written.
        """
        store = Store.open(self.folder, embedder, chroma_url, to_rebuild=True)
        try:
            manifest = store.catalogue.manifest()
            if manifest.get("state") != "ready":
                return False
            with store.writing(finish=False):
                store.catalogue.write_manifest({**manifest, "state": "rebuilding"})
                store.clear_indexes()
                store.catalogue.delete_documents(store.catalogue.unfinished_numbers())
                _fill(store, progress)
                store.words.commit()
                store.document_words.commit()
                store.catalogue.write_manifest(manifest)
        finally:
            store.close()
        return True


def restore_backup(
    file: Path, folder: Path, replace: bool = False, progress: ProgressCallback | None = None
) -> RestoredStore:
    """Unpack a backup into a folder that has no store, or whose store is put aside.

    The folder is as it was, unless all of the backup is right.

    Args:
        file: What `onrecord backup` wrote.
        folder: The folder of the store; created if it is missing.
        replace: Put the store that is there aside, under a name with the time.
        progress: Called with the bytes done, their total, and the name of the current file.

    Raises:
        BackupRefusedError: The folder isn't empty, or has a store that shall not be replaced.
        StoreBusy: Another process is writing to the store that shall be replaced.
        BackupError: The file is no backup, or a damaged one, or can't be unpacked.
    """
    target = folder.resolve()
    has_store = (target / _CATALOGUE).exists()
    if has_store and not replace:
        raise BackupRefusedError(
            f"there is a store in {folder}; name another folder, or give --replace: the store that "
            "is there is then kept beside it"
        )
    if target.exists() and not has_store and (not target.is_dir() or any(target.iterdir())):
        raise BackupRefusedError(f"{folder} isn't empty, and is no store; name a new folder")
    new = target.with_name(f".{target.name}.{os.getpid()}.restoring")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        new.mkdir()
        _unpack(file, new, progress)
        _make_own(new / _CATALOGUE, target)
        return RestoredStore(folder, _put_in_place(new, target, has_store))
    except OSError as error:
        raise BackupError(f"{folder} can't be written: {error.strerror or error}") from error
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _unpack(file: Path, new: Path, progress: ProgressCallback | None) -> None:
    try:
        with zipfile.ZipFile(file) as archive:
            members = _members(archive, file)
            listed = _listed_files(archive, members, file)
            total = sum(facts["size"] for facts in listed)
            if total > shutil.disk_usage(new).free:
                raise BackupError(
                    f"{file} needs {total / 1e6:,.0f} MB; there is less free on the disk that "
                    f"holds {new.parent}"
                )
            done = 0
            for facts in listed:
                if progress:
                    progress(done, total, facts["name"])
                _unpack_file(archive, members[facts["name"]], facts, new, file)
                done += facts["size"]
            if progress:
                progress(total, total, "")
    except FileNotFoundError as error:
        raise BackupError(f"there is no file {file}") from error
    except (zipfile.BadZipFile, NotImplementedError, EOFError, RuntimeError) as error:
        raise BackupError(f"{file} is no backup of On Record, or is damaged ({error})") from error
    except zlib.error as error:
        raise BackupError(f"{file} is damaged ({error})") from error


def _members(archive: zipfile.ZipFile, file: Path) -> dict[str, zipfile.ZipInfo]:
    """The files of the archive by name, all of them allowed."""
    members: dict[str, zipfile.ZipInfo] = {}
    folded: set[str] = set()
    for info in archive.infolist():
        name = info.filename
        kind = info.external_attr >> 16
        if not is_portable_name(name) or name.split("/")[0] in DERIVED or info.is_dir():
            raise BackupError(f"{file} is no backup of On Record: it has a file {name[:80]!r}")
        if kind and not S_ISREG(kind) and kind >> 12:
            raise BackupError(f"{file} is no backup of On Record: {name[:80]!r} is a link")
        if name.casefold() in folded:
            raise BackupError(f"{file} is no backup of On Record: it has two files {name[:80]!r}")
        folded.add(name.casefold())
        members[name] = info
    return members


def _listed_files(
    archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo], file: Path
) -> list[dict[str, Any]]:
    """Name, size and checksum of each file, as the backup's list has them."""
    no_backup = BackupError(f"{file} is no backup of On Record")
    if BACKUP_LIST not in members or members[BACKUP_LIST].file_size > _MAX_LIST_BYTES:
        raise no_backup
    try:
        about = json.loads(archive.read(BACKUP_LIST))
        made_as, listed = about["format"], about["files"]
        names = [facts["name"] for facts in listed]
        is_right = all(
            isinstance(facts["size"], int) and isinstance(facts["sha256"], str) for facts in listed
        )
    except (ValueError, KeyError, TypeError) as error:
        raise no_backup from error
    if made_as != BACKUP_FORMAT:
        raise BackupError(
            f"{file} has the format {str(made_as)[:40]!r}; this version of On Record reads "
            f"{BACKUP_FORMAT}"
        )
    if not is_right or {*names, BACKUP_LIST} != set(members) or len(set(names)) != len(names):
        raise BackupError(f"{file} is damaged: its files aren't those of its list")
    if _CATALOGUE not in names:
        raise no_backup
    for facts in listed:
        info = members[facts["name"]]
        if info.file_size != facts["size"] or info.file_size > _MAX_RATIO * (
            info.compress_size + 1
        ):
            raise BackupError(f"{file} is damaged: {facts['name']} has another size than listed")
    return list(listed)


def _unpack_file(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, facts: dict[str, Any], new: Path, file: Path
) -> None:
    place = new / facts["name"]
    place.parent.mkdir(parents=True, exist_ok=True)
    whole, left = hashlib.sha256(), facts["size"]
    with archive.open(info) as source, place.open("xb") as target:
        while block := source.read(_BLOCK):
            left -= len(block)
            if left < 0:
                break
            whole.update(block)
            target.write(block)
        target.flush()
        os.fsync(target.fileno())
    if left or whole.hexdigest() != facts["sha256"]:
        raise BackupError(f"{file} is damaged: {facts['name']} isn't as it was saved")


def _make_own(catalogue: Path, target: Path) -> None:
    """Check the catalogue, and let the uploads that it names be those of the new folder."""
    try:
        with closing(sqlite3.connect(catalogue)) as connection:
            wrong = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            if wrong != "ok":
                raise BackupError(f"the catalogue of the backup is damaged ({wrong})")
            paths = connection.execute("SELECT number, path FROM documents").fetchall()
            for number, path in paths:
                parts = Path(path).parts
                # Even if the file is still in its old place: that is another store's, where it
                # may be removed.
                if "uploads" in parts:
                    at = len(parts) - 1 - parts[::-1].index("uploads")
                    if (catalogue.parent / Path(*parts[at:])).exists():
                        own = target / Path(*parts[at:])
                        connection.execute(
                            "UPDATE documents SET path = ? WHERE number = ?", (str(own), number)
                        )
            connection.commit()
    except sqlite3.DatabaseError as error:
        raise BackupError(f"the catalogue of the backup can't be read ({error})") from error


def _put_in_place(new: Path, target: Path, has_store: bool) -> Path | None:
    kept = None
    if has_store:
        kept = target.with_name(f"{target.name}.before-{time.strftime('%Y%m%d-%H%M%S')}")
        with _unused(target):
            target.rename(kept)
    elif target.exists():
        target.rmdir()
    try:
        new.rename(target)
    except OSError:
        if kept is not None:
            kept.rename(target)
        raise
    return kept


@contextmanager
def _unused(folder: Path) -> Iterator[None]:
    """Within it, no process writes to the store in a folder."""
    lock = acquire_write_lock(folder)
    try:
        yield
    finally:
        lock.release()


def _fill(store: Store, progress: ProgressCallback | None) -> None:
    """Give the emptied indexes what the catalogue has."""
    infos = list(store.catalogue.documents())
    for at, info in enumerate(infos):
        if progress:
            progress(at, len(infos), info.label)
        reading = store.catalogue.reading_text(info)
        store.document_words.add_reading_texts([(info.id, info.number, reading)])
        rows = store.catalogue.index_rows(info.number)
        store.words.add((row.id, info.number, row.text) for row in rows)
        if rows:
            vectors = [unpack_passage_vector(row.vectors, row.sentences) for row in rows]
            store.vectors.add(
                [row.id for row in rows], [info.number] * len(rows), np.stack(vectors)
            )
    if progress:
        progress(len(infos), len(infos), "")
