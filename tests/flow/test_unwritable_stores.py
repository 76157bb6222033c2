"""Stores on a disk that is full or read-only: what is ready is listed, shown and asked."""

from __future__ import annotations

import gc
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from chromadb.api.shared_system_client import SharedSystemClient
from support.small_disks import SmallDisk, small_disk

from assistant import Assistant
from index.embedding.hash_embedder import HashEmbedder
from index.errors import StoreNotWritable
from index.store.store import Store
from index.sync.sync import sync

COMMANDS = (
    ("list", "--json"),
    ("show", "grain.txt"),
    ("stats",),
    ("statements", "--json"),
    ("people", "--json"),
    ("search", "grain tariff court", "--json"),
    ("cite", "grain"),
    ("ask", "What did the court say about grain?"),
    ("conversations", "list"),
    ("conversations", "export", "talk"),
    ("feedback", "export"),
)
LEAVE_A_LOG = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("UPDATE people_changes SET number = number + 1")
connection.commit()
os._exit(0)
"""


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "disk") as made:
        yield made


@pytest.fixture
def store(disk, onrecord, indexed, tmp_path) -> Path:
    """A store on the disk, with a conversation of one turn."""
    folder = disk.folder / "store"
    shutil.copytree(tmp_path / ".onrecord", folder)
    assert onrecord("ask", "Who spoke?", "--conversation", "talk", "--store", folder).exit_code == 0
    return folder


def leave_a_log(store: Path) -> None:
    """What a killed run leaves: changes that are in the write-ahead log alone."""
    command = [sys.executable, "-c", LEAVE_A_LOG, str(store / "catalogue.sqlite")]
    subprocess.run(command, check=True)
    assert (store / "catalogue.sqlite-wal").stat().st_size
    (store / "catalogue.sqlite-shm").unlink()


def nothing(store: Path) -> None:
    pass


def as_new_process() -> None:
    SharedSystemClient.clear_system_cache()


@pytest.mark.parametrize("left", [nothing, leave_a_log])
@pytest.mark.parametrize(
    "make_unwritable", [SmallDisk.fill, lambda disk: disk.set_options("ro")], ids=["full", "ro"]
)
def test_all_that_only_reads_goes_on(
    onrecord, disk, store, make_unwritable: Callable[[SmallDisk], None], left
):
    before = [onrecord(*command, "--store", store) for command in COMMANDS]
    left(store)
    make_unwritable(disk)
    as_new_process()
    for command, was in zip(COMMANDS, before, strict=True):
        now = onrecord(*command, "--store", store)
        assert (now.exit_code, now.stdout) == (was.exit_code, was.stdout), (command, now.stderr)


def test_what_would_write_to_a_full_disk_says_so_and_goes_on_once_there_is_room(
    onrecord, disk, store, indexed
):
    (indexed / "new.txt").write_text("A new bridge opens, Ada Brandt said.")
    disk.fill()
    as_new_process()
    for command in (("index", indexed), ("remove", "grain.txt"), ("index", "--rebuild")):
        refused = onrecord(*command, "--store", store)
        assert (refused.exit_code, refused.stdout) == (3, "")
        assert "no space left" in refused.stderr
    assert len(onrecord("list", "--store", store).stdout.splitlines()) == 2
    disk.free()
    assert onrecord("index", indexed, "--store", store).stdout.startswith("1 added")


def test_an_answer_that_cannot_be_kept_is_given(onrecord, disk, store):
    disk.set_options("ro")
    as_new_process()
    asked = onrecord("ask", "And who?", "--conversation", "talk", "--json", "--store", store)
    assert asked.exit_code == 1
    assert json.loads(asked.stdout)["question"] == "And who?"
    assert "could not be kept" in asked.stderr


def test_a_chat_goes_on_when_its_disk_fills_up_and_sees_what_comes_when_there_is_room(
    disk, store, indexed
):
    as_new_process()
    disk.fill()
    assistant = Assistant(Store.open(store, HashEmbedder()))
    before = assistant.ask("Who spoke of grain?")
    assert before.retrieved
    with pytest.raises(StoreNotWritable), assistant.store.writing():
        pass
    disk.free()
    (indexed / "new.txt").write_text("“The new bridge opens on Monday,” Ada Brandt said.")
    other = Store.open(store, HashEmbedder())
    sync(other, [indexed])
    other.close()
    assert assistant.ask("Who spoke of the new bridge?").searched.documents == 3
    assert assistant.check_quote("The new bridge opens on Monday").verdict == "verbatim"
    assistant.store.close()


def test_a_catalogue_that_cannot_be_read_at_all_is_named(onrecord, disk, store):
    (store / "catalogue.sqlite").write_bytes(b"rubbish " * 2000)
    disk.set_options("ro")
    refused = onrecord("list", "--store", store)
    assert refused.exit_code == 3
    assert "catalogue.sqlite can't be read" in refused.stderr


def test_no_copy_is_left_behind(onrecord, disk, store, tmp_path, monkeypatch):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    leave_a_log(store)
    disk.set_options("ro")
    as_new_process()
    assert onrecord("search", "grain", "--store", store).exit_code == 0
    gc.collect()
    assert list(scratch.iterdir()) == []
