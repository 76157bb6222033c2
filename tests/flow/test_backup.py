"""`onrecord backup` and `restore`: the store comes back as it was, or nothing is touched."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from filelock import FileLock
from support import slow_indexing
from support.small_disks import small_disk

from index.embedding.hash_embedder import HashEmbedder
from index.errors import BackupError
from index.ingest.loading import SourceFile
from index.ingest.metadata.metadata import Metadata
from index.store.backup import write_backup
from index.store.store import Store
from index.sync.restoring import restore_backup
from index.sync.sync import sync_sources

COMMANDS = (
    ("list",),
    ("search", "grain tariff court", "--json"),
    ("statements", "--json"),
    ("people", "--json"),
    ("conversations", "export", "talk"),
)


@pytest.fixture
def saved(onrecord, indexed, tmp_path) -> Path:
    """A backup of a store of two documents and a conversation."""
    assert onrecord("ask", "Who spoke of grain?", "--conversation", "talk").exit_code == 0
    (tmp_path / ".onrecord/uploads").mkdir()
    (tmp_path / ".onrecord/uploads/kept.txt").write_text("An upload.")
    result = onrecord("backup", "saved.zip")
    assert result.exit_code == 0, result.stderr
    return tmp_path / "saved.zip"


def test_a_store_is_restored_as_it_was(onrecord, saved, tmp_path):
    result = onrecord("restore", saved, "again")
    assert result.exit_code == 0, result.stderr
    for command in COMMANDS:
        assert onrecord(*command, "--store", "again").stdout == onrecord(*command).stdout
    assert onrecord("check-store", "--store", "again").exit_code == 0
    assert (tmp_path / "again/uploads/kept.txt").read_text() == "An upload."
    assert {path.name for path in tmp_path.iterdir()} == {
        *("again", "saved.zip", ".onrecord", "documents"),
    }


def add_upload(folder: Path) -> None:
    """Make a store with one uploaded file."""
    uploads = folder / "uploads"
    uploads.mkdir(parents=True)
    (uploads / "a.txt").write_text("The harbour is closed, Ada Brandt said.")
    opened = Store.create(folder, HashEmbedder())
    sync_sources(opened, [SourceFile(uploads / "a.txt", "a.txt", Metadata())])
    opened.close()


def test_uploads_belong_to_the_new_folder(onrecord, tmp_path):
    add_upload(tmp_path / ".onrecord")
    assert onrecord("backup", "saved.zip").exit_code == 0
    (tmp_path / ".onrecord").rename(tmp_path / "lost")
    assert onrecord("restore", "saved.zip", "again").exit_code == 0
    listed = json.loads(onrecord("list", "--json", "--store", "again").stdout)
    assert listed["path"] == str(tmp_path / "again/uploads/a.txt")


def test_a_restored_store_has_its_own_uploads_beside_the_first(onrecord, tmp_path):
    add_upload(tmp_path / ".onrecord")
    assert onrecord("backup", "saved.zip").exit_code == 0
    assert onrecord("restore", "saved.zip", "again").exit_code == 0
    listed = json.loads(onrecord("list", "--json", "--store", "again").stdout)
    assert listed["path"] == str(tmp_path / "again/uploads/a.txt")


def test_a_backup_into_no_folder_says_so(onrecord, indexed):
    refused = onrecord("backup", "nowhere/saved.zip")
    assert refused.exit_code == 1
    assert "no folder nowhere" in refused.stderr


@pytest.mark.parametrize("name", ["notes 12:30.txt", "why?.txt", "a\\b.txt"])
def test_no_backup_is_written_that_could_not_be_restored(onrecord, indexed, tmp_path, name):
    (tmp_path / ".onrecord" / name).write_text("A note.")
    refused = onrecord("backup", "saved.zip")
    assert refused.exit_code == 1
    assert repr(name) in refused.stderr
    assert not (tmp_path / "saved.zip").exists()


def test_nothing_is_replaced_without_consent(onrecord, saved, tmp_path):
    before = onrecord("list").stdout
    for command in (
        ("backup", saved),
        ("restore", saved, ".onrecord"),
        ("restore", saved, "documents"),
        ("backup", ".onrecord/inside.zip"),
    ):
        refused = onrecord(*command)
        assert (refused.exit_code, refused.stdout) == (2, ""), command
    assert onrecord("list").stdout == before
    assert onrecord("remove", "grain.txt").exit_code == 0
    replaced = onrecord("restore", saved, ".onrecord", "--replace")
    assert replaced.exit_code == 0, replaced.stderr
    assert onrecord("list").stdout == before
    kept = next(tmp_path.glob(".onrecord.before-*"))
    assert len(onrecord("list", "--store", kept).stdout.splitlines()) == 1
    assert onrecord("backup", saved, "--replace").exit_code == 0


def test_a_store_that_is_written_to_is_not_replaced(onrecord, saved, tmp_path):
    with FileLock(tmp_path / ".onrecord/write.lock"):
        refused = onrecord("restore", saved, ".onrecord", "--replace")
    assert refused.exit_code == 3
    assert onrecord("list").exit_code == 0


def rewrite(change: Callable[[dict[str, bytes], list[zipfile.ZipInfo]], None]):
    """A damage that packs the archive anew with other files."""

    def damage(file: Path) -> None:
        with zipfile.ZipFile(file) as archive:
            contents = {info.filename: archive.read(info) for info in archive.infolist()}
        extra: list[zipfile.ZipInfo] = []
        change(contents, extra)
        with zipfile.ZipFile(file, "w") as archive:
            for name, data in contents.items():
                archive.writestr(name, data)
            for info in extra:
                archive.writestr(info, "/etc/passwd")

    return damage


def add(name: str):
    return rewrite(lambda contents, _: contents.update({name: b"x"}))


def add_link(contents: dict[str, bytes], extra: list[zipfile.ZipInfo]) -> None:
    link = zipfile.ZipInfo("uploads/link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    extra.append(link)


def list_file(name: str):
    """A file outside that the list names, too."""

    def change(contents: dict[str, bytes], _: object) -> None:
        import hashlib

        about = json.loads(contents["onrecord-backup.json"])
        facts = {"name": name, "size": 1, "sha256": hashlib.sha256(b"x").hexdigest()}
        about["files"].append(facts)
        contents["onrecord-backup.json"] = json.dumps(about).encode()
        contents[name] = b"x"

    return rewrite(change)


def cut(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def flip(file: Path) -> None:
    data = bytearray(file.read_bytes())
    for at in range(200, len(data) // 2, 97):
        data[at] ^= 0x55
    file.write_bytes(data)


def change_catalogue(contents: dict[str, bytes], _: object) -> None:
    contents["catalogue.sqlite"] = contents["catalogue.sqlite"].replace(b"grain", b"green")


def other_format(contents: dict[str, bytes], _: object) -> None:
    contents["onrecord-backup.json"] = b'{"format": "onrecord-backup-9", "files": []}'


BAD = {
    "empty": lambda file: file.write_bytes(b""),
    "no archive": lambda file: file.write_bytes(b"rubbish " * 400),
    "cut": cut,
    "flipped": flip,
    "no list": rewrite(lambda contents, _: contents.pop("onrecord-backup.json")),
    "list is none": rewrite(lambda contents, _: contents.update({"onrecord-backup.json": b"[]"})),
    "no catalogue": rewrite(lambda contents, _: contents.pop("catalogue.sqlite")),
    "changed": rewrite(change_catalogue),
    "other format": rewrite(other_format),
    "unlisted": add("uploads/more.txt"),
    "above": list_file("../outside.txt"),
    "deep above": list_file("uploads/../../outside.txt"),
    "absolute": list_file("/tmp/outside.txt"),
    "drive": list_file("C:outside.txt"),
    "backslash": list_file("..\\outside.txt"),
    "index": list_file("chroma/chroma.sqlite3"),
    "link": rewrite(add_link),
    "foreign": rewrite(lambda contents, _: contents.clear() or contents.update({"a.txt": b"x"})),
}


@pytest.mark.parametrize("damage", BAD.values(), ids=BAD)
def test_a_damaged_or_foreign_file_changes_nothing(onrecord, saved, tmp_path, damage):
    damage(saved)
    before = {path.name for path in tmp_path.iterdir()}
    for command in (("restore", saved, "again"), ("restore", saved, ".onrecord", "--replace")):
        refused = onrecord(*command)
        assert (refused.exit_code, refused.stdout) == (1, ""), refused.stderr
        assert "saved.zip" in refused.stderr
        assert {path.name for path in tmp_path.iterdir()} == before
    assert onrecord("list").exit_code == 0


def test_a_backup_while_another_process_indexes_is_of_one_moment(tmp_path):
    folder = tmp_path / "documents"
    slow_indexing.make_documents(folder, 40)
    store = tmp_path / "store"
    program = [sys.executable, slow_indexing.__file__, str(store), str(folder)]
    process = subprocess.Popen(program, stderr=subprocess.PIPE, text=True)
    counts = []
    try:
        while process.poll() is None:
            if len(counts) < 3 and slow_indexing.count_ready_documents(store) > 8 * len(counts):
                opened = Store.open(store, HashEmbedder())
                write_backup(opened, tmp_path / f"{len(counts)}.zip")
                opened.close()
                counts.append(slow_indexing.count_ready_documents(store))
            time.sleep(0.02)
    finally:
        process.communicate(timeout=60)
    assert process.returncode == 0
    assert counts
    for number in (0, len(counts) - 1):
        restored = restore_backup(tmp_path / f"{number}.zip", tmp_path / f"again{number}")
        assert restored.fill_indexes(HashEmbedder())
        again = Store.open(restored.folder, HashEmbedder())
        again.check_indexes()
        assert 0 < again.catalogue.count()[0] <= counts[number]
        again.close()


def test_an_interrupted_backup_leaves_nothing(hash_store, tmp_path):
    def interrupt(done: int, total: int, name: str) -> None:
        raise KeyboardInterrupt

    with suppress(KeyboardInterrupt):
        write_backup(hash_store, tmp_path / "saved.zip", progress=interrupt)
    assert [path.name for path in tmp_path.iterdir()] == ["store"]
    write_backup(hash_store, tmp_path / "saved.zip")
    with suppress(KeyboardInterrupt):
        restore_backup(tmp_path / "saved.zip", tmp_path / "again", progress=interrupt)
    assert {path.name for path in tmp_path.iterdir()} == {"store", "saved.zip"}


def test_a_full_disk_leaves_no_half_backup(hash_store, tmp_path):
    with small_disk(tmp_path / "disk", "200k") as disk:
        with pytest.raises(BackupError, match="no space left"):
            write_backup(hash_store, disk.folder / "saved.zip")
        assert list(disk.folder.iterdir()) == []
