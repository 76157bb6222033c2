"""Damaged vectors: every kind of damage is named, and one rebuild mends it."""

from __future__ import annotations

import os
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from chromadb.api.shared_system_client import SharedSystemClient

from assistant import Assistant
from index.embedding.hash_embedder import HashEmbedder
from index.errors import StoreError
from index.store.store import Store
from index.sync.sync import rebuild

Damage = Callable[[Path], object]
PAGE = 4096


def garble(start: int, length: int) -> Damage:
    def damage(file: Path) -> None:
        with file.open("r+b") as opened:
            opened.seek(start)
            opened.write(random.Random(3).randbytes(length))

    return damage


def run(*statements: str) -> Damage:
    def damage(file: Path) -> None:
        with closing(sqlite3.connect(file)) as connection:
            connection.executescript(";".join(statements))

    return damage


def replace_by_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


DAMAGES = {
    "no database": lambda file: file.write_bytes(b"rubbish " * 40),
    "header": garble(0, 100),
    "first pages": garble(PAGE, 8 * PAGE),
    "half": lambda file: os.truncate(file, file.stat().st_size // 2),
    "half a page": lambda file: os.truncate(file, file.stat().st_size // 2 + 777),
    "empty": lambda file: file.write_bytes(b""),
    "no passages": run("DROP TABLE embeddings"),
    "no collection": run("DELETE FROM collections"),
    "no parts": run("DELETE FROM segments"),
    "no versions": run("DELETE FROM migrations"),
    "folder": replace_by_folder,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_one_rebuild_mends_them(onrecord, indexed, tmp_path, damage):
    before = onrecord("search", "grain tariff court").stdout
    damage(tmp_path / ".onrecord/chroma/chroma.sqlite3")
    refused = onrecord("search", "grain")
    assert (refused.exit_code, refused.stdout) == (3, "")
    assert "onrecord index --rebuild" in refused.stderr
    SharedSystemClient.clear_system_cache()  # as in a new process
    mended = onrecord("index", "--rebuild")
    assert mended.exit_code == 0, mended.stderr
    assert onrecord("search", "grain tariff court").stdout == before
    assert onrecord("index", indexed).stdout.startswith("0 added, 0 changed, 2 unchanged")


def test_a_chat_that_met_the_damage_goes_on_once_it_is_mended(onrecord, indexed, tmp_path):
    folder = tmp_path / ".onrecord"
    DAMAGES["header"](folder / "chroma/chroma.sqlite3")
    assistant = Assistant(Store.open(folder, HashEmbedder()))
    for _ in range(2):
        with pytest.raises(StoreError, match="onrecord index --rebuild"):
            assistant.ask("Who said grain?")
    other = assistant.store.open_again()
    rebuild(other)
    other.close()
    assert assistant.ask("Who said grain?").retrieved
    assistant.store.close()
