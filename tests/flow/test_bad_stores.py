"""Stores that can't be used: exit code 3, what to do about it, and that doing it helps."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest
from filelock import FileLock
from support import slow_indexing

from index.embedding.hash_embedder import HashEmbedder
from index.store.store import Store
from index.sync.sync import sync

HERE = Path(__file__).parent
WITHOUT_MODEL = """
import sys
import assistant.stores
from index.embedding.hash_embedder import HashEmbedder
assistant.stores.SentenceEmbedder = lambda *_: HashEmbedder()
from assistant.cli import main
"""


def places(onrecord) -> list[tuple[str, int]]:
    result = onrecord("search", "grain tariff court", "--json")
    assert result.exit_code == 0, result.stderr
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    return [(line["document"], line["start"]) for line in lines]


def assert_refused(result, *words: str) -> None:
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.startswith("onrecord: ")
    for word in words:
        assert word in result.stderr


@pytest.mark.parametrize(
    "command", [("ask", "What?"), ("search", "x"), ("list",), ("show", "x"), ("stats",),
                ("remove", "x"), ("index", "--rebuild")]
)  # fmt: skip
def test_a_folder_without_a_store_says_how_to_make_one(onrecord, tmp_path, command):
    assert_refused(onrecord(*command), "there is no store in .onrecord", "onrecord index FOLDER")
    assert not (tmp_path / ".onrecord").exists()


def test_a_store_of_another_model_names_the_commands_that_help(onrecord, indexed):
    before = places(onrecord)
    refused = onrecord("ask", "Who?", "--embedding-model", "other")
    assert_refused(refused, "'hash'", "'other'", "--rebuild --embedding-model other")
    assert_refused(onrecord("index", indexed, "--embedding-model", "other"), "--rebuild")
    assert places(onrecord) == before
    assert onrecord("index", "--rebuild", "--embedding-model", "other").exit_code == 0
    assert onrecord("ask", "Who?", "--embedding-model", "other").exit_code == 0
    assert_refused(onrecord("ask", "Who?"), "'other'", "--embedding-model other")


def edit_manifest(store: Path, key: str, value: str) -> None:
    with sqlite3.connect(store / "catalogue.sqlite") as connection:
        connection.execute("UPDATE manifest SET value = ? WHERE key = ?", (value, key))


@pytest.mark.parametrize(
    ("key", "value"),
    [("model_fingerprint", "ffff"), ("passages", "77"), ("state", "rebuilding"), ("state", "x")],
)
def test_a_store_of_other_settings_is_mended_by_the_command_it_names(
    onrecord, indexed, tmp_path, key, value
):
    before = places(onrecord)
    edit_manifest(tmp_path / ".onrecord", key, value)
    assert_refused(onrecord("ask", "Who?"), "onrecord index --rebuild")
    assert onrecord("index", "--rebuild").exit_code == 0
    assert places(onrecord) == before


def make_old(store: Path) -> None:
    """The manifest as it was before the lists of words had a fingerprint."""
    with sqlite3.connect(store / "catalogue.sqlite") as connection:
        connection.execute("DELETE FROM manifest WHERE key IN ('extraction', 'lexicon')")
        connection.execute("INSERT INTO manifest VALUES ('statements', '4')")


@pytest.mark.parametrize(
    "change",
    [
        lambda store: edit_manifest(store, "lexicon", "ffff"),
        lambda store: edit_manifest(store, "extraction", "0"),
        make_old,
    ],
)
def test_a_store_whose_statements_were_found_otherwise_is_mended_by_a_rebuild(
    onrecord, indexed, tmp_path, change
):
    before = places(onrecord)
    change(tmp_path / ".onrecord")
    for command in (("ask", "Who?"), ("statements",), ("list",), ("index", indexed)):
        refused = onrecord(*command)
        assert_refused(refused, "statements", "other lists of words", "onrecord index --rebuild")
    assert onrecord("index", "--rebuild").exit_code == 0
    assert places(onrecord) == before


def forget_in_manifest(store: Path, *keys: str) -> None:
    with sqlite3.connect(store / "catalogue.sqlite") as connection:
        for key in keys:
            connection.execute("DELETE FROM manifest WHERE key = ?", (key,))


@pytest.mark.parametrize(
    "keys",
    [("model",), ("model_fingerprint",), ("passages",), ("extraction",), ("lexicon",), ("state",),
     ("model", "state")],
)  # fmt: skip
def test_a_manifest_that_lacks_a_row_is_mended_by_a_rebuild(onrecord, indexed, tmp_path, keys):
    before = places(onrecord)
    forget_in_manifest(tmp_path / ".onrecord", *keys)
    for command in (("ask", "Who?"), ("list",), ("index", indexed)):
        refused = onrecord(*command)
        assert_refused(refused, "manifest", ".onrecord", *keys, "onrecord index --rebuild")
    assert onrecord("index", "--rebuild").exit_code == 0
    assert places(onrecord) == before


ALL_KEYS = (
    *("schema", "model", "model_fingerprint", "passages", "extraction", "lexicon", "state"),
)


@pytest.mark.parametrize("keys", [("schema",), ALL_KEYS])
def test_a_manifest_that_does_not_say_the_format_is_left_alone(onrecord, indexed, tmp_path, keys):
    forget_in_manifest(tmp_path / ".onrecord", *keys)
    for command in (("ask", "Who?"), ("index", "--rebuild"), ("index", indexed)):
        assert_refused(onrecord(*command), "manifest", ".onrecord", "schema", "--store")
    assert slow_indexing.count_ready_documents(tmp_path / ".onrecord") == 2


def test_a_store_of_another_format_is_left_alone(onrecord, indexed, tmp_path):
    edit_manifest(tmp_path / ".onrecord", "schema", "99")
    assert_refused(onrecord("ask", "Who?"), "format 99", "--store")
    assert_refused(onrecord("index", "--rebuild"), "format 99", "--store")


def overwrite(pattern: str):
    def damage(store: Path) -> None:
        files = [path for path in store.rglob(pattern) if path.is_file()]
        assert files
        for path in files:
            path.write_bytes(b"rubbish " * 40)

    return damage


def delete(name: str):
    return lambda store: shutil.rmtree(store / name)


@pytest.mark.parametrize(
    "damage",
    [delete("chroma"), delete("words"), delete("words/documents"), delete("words/passages"),
     overwrite("words/passages/meta.json"), overwrite("words/passages/*.idx"),
     overwrite("words/documents/*.store"), overwrite("chroma.sqlite3")],
    ids=["no chroma", "no words", "no document words", "no passage words", "meta", "terms",
         "texts", "chroma"],
)  # fmt: skip
def test_damaged_indexes_are_mended_by_a_rebuild_without_embedding(
    onrecord, indexed, tmp_path, monkeypatch, damage
):
    before = places(onrecord)
    Store.open(tmp_path / ".onrecord", HashEmbedder()).vectors.close()
    damage(tmp_path / ".onrecord")
    assert_refused(onrecord("search", "grain"), "onrecord index --rebuild")
    with monkeypatch.context() as patch:
        patch.setattr(HashEmbedder, "embed_documents", None)
        assert onrecord("index", "--rebuild").exit_code == 0
    assert places(onrecord) == before
    assert onrecord("index", indexed).stdout.startswith("0 added, 0 changed, 2 unchanged")


def test_nothing_is_added_to_indexes_that_are_not_whole(onrecord, indexed, tmp_path):
    shutil.rmtree(tmp_path / ".onrecord" / "words")
    (indexed / "new.txt").write_text("A new bridge.")
    assert_refused(onrecord("index", indexed), "onrecord index --rebuild")
    assert onrecord("index", "--rebuild", indexed).stdout.startswith("1 added")


def test_a_damaged_catalogue_is_reported(onrecord, indexed, tmp_path):
    overwrite("catalogue.sqlite")(tmp_path / ".onrecord")
    refused = onrecord("ask", "Who?")
    assert_refused(refused, "catalogue.sqlite can't be read", "onrecord restore", "--store NEW")
    assert "Don't delete" in refused.stderr
    assert "uploads, conversations and feedback" in refused.stderr


def test_a_deleted_catalogue_starts_anew_without_what_was_left_of_the_old(
    onrecord, indexed, tmp_path
):
    before = places(onrecord)
    for path in (tmp_path / ".onrecord").glob("catalogue.sqlite*"):
        path.unlink()
    (indexed / "a.txt").write_text("A new bridge opens.")
    assert onrecord("index", indexed).exit_code == 0
    store = Store.open(tmp_path / ".onrecord", HashEmbedder())
    assert (store.words.count(), store.document_words.count(), store.vectors.count()) == (3, 3, 3)
    store.close()
    assert set(before) <= set(places(onrecord))


def test_a_second_run_names_the_one_that_holds_the_store(onrecord, indexed, tmp_path):
    with FileLock(tmp_path / ".onrecord" / "write.lock"):
        holder = {"pid": 4711, "host": "elsewhere", "since": "2026-01-01 10:00:00"}
        (tmp_path / ".onrecord" / "writer.json").write_text(json.dumps(holder))
        for command in (("index", indexed), ("remove", "grain.txt"), ("index", "--rebuild")):
            refused = onrecord(*command)
            assert_refused(refused, "process 4711 on elsewhere, since 2026-01-01 10:00:00")
        assert len(places(onrecord)) == 2  # readers go on
    assert onrecord("index", indexed).exit_code == 0


def command(*arguments: object) -> list[str]:
    code = f"{WITHOUT_MODEL}main({[*map(str, arguments)]!r})"
    return [sys.executable, "-c", code]


def test_ctrl_c_stops_cleanly_and_the_next_run_completes(tmp_path):
    count = 200
    slow_indexing.make_documents(tmp_path / "documents", count)
    store = tmp_path / "store"
    arguments = ("index", tmp_path / "documents", "--store", store)
    process = subprocess.Popen(
        command(*arguments),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # Where the tests run in a shell's background, the signal is ignored, by them and theirs.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )
    while not slow_indexing.count_ready_documents(store) and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in err
    assert "stopped; finished work is kept" in err
    result = subprocess.run(command(*arguments, "--json"), capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    counts = json.loads(result.stdout)
    assert counts["added"] + counts["unchanged"] == count
    assert counts["added"] > 0
    assert counts["unchanged"] > 0


def test_output_that_is_closed_early_is_no_error_message(tmp_path, seeds):
    store = Store.create(tmp_path / "store", HashEmbedder())
    sync(store, [seeds])
    store.close()
    for arguments in (("list",), ("search", "cooperation", "--json")):
        process = subprocess.Popen(
            command(*arguments, "--store", tmp_path / "store"),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        process.stdout.close()
        err = process.stderr.read().decode()
        process.wait(30)
        assert err == ""
        assert process.returncode == 1
        process.stderr.close()


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting a small disk needs root")
def test_a_full_disk_keeps_what_was_ready_and_goes_on_when_there_is_space(tmp_path, onrecord):
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(disk)])
    if mounted.returncode:
        pytest.skip("tmpfs can't be mounted here")
    try:
        few, many = tmp_path / "few", tmp_path / "many"
        slow_indexing.make_documents(few, 5)
        slow_indexing.make_documents(many, 200, seed=8)
        options = ("--store", disk / "store")
        first = onrecord("index", few, *options)
        assert first.exit_code == 0, first.stderr
        full = onrecord("index", many, *options)
        assert_refused(full, "no space left", "nothing that was indexed is lost")
        listed = onrecord("list", *options)
        assert listed.exit_code == 0, listed.stderr
        assert len(listed.stdout.splitlines()) >= 5
        found = onrecord("search", "grain tariff", *options)
        assert found.exit_code == 0, found.stderr
        assert found.stdout
        subprocess.run(["mount", "-o", "remount,size=60m", str(disk)], check=True)
        again = onrecord("index", few, many, *options)
        assert again.exit_code == 0, again.stderr
        assert len(onrecord("list", *options).stdout.splitlines()) == 205
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)
