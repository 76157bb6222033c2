"""`onrecord check-store`: every kind of damage is named with what mends it, and that mends it."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from index.embedding.hash_embedder import HashEmbedder
from index.store.store import Store


def edit(*statements: str) -> Callable[[Path], None]:
    def damage(store: Path) -> None:
        with closing(sqlite3.connect(store / "catalogue.sqlite")) as connection:
            connection.executescript(";".join(statements))

    return damage


def remove_vectors(store: Path) -> None:
    opened = Store.open(store, HashEmbedder())
    opened.vectors.remove([opened.catalogue.index_rows(1)[0].id])
    opened.close()


def remove_words(store: Path) -> None:
    opened = Store.open(store, HashEmbedder())
    opened.words.remove([2])
    opened.words.commit()
    opened.close()


def remove_document_words(store: Path) -> None:
    opened = Store.open(store, HashEmbedder())
    opened.document_words.remove([1])
    opened.document_words.commit()
    opened.close()


DAMAGES = {
    "lost passages": (edit("DELETE FROM passages WHERE document = 1"), "passages", 1),
    "changed passage": (
        edit("UPDATE passages SET text = replace(text, 'e', 'a') WHERE document = 1"),
        "passages",
        1,
    ),
    "changed vectors": (
        edit("UPDATE passages SET vectors = zeroblob(length(vectors)) WHERE document = 2"),
        "passages",
        1,
    ),
    "changed text": (
        edit("UPDATE documents SET text = replace(text, 'not', 'now') || '.' WHERE number = 1"),
        "text",
        1,
    ),
    "vectors": (remove_vectors, "vectors", 3),
    "passage words": (remove_words, "words", 3),
    "document words": (remove_document_words, "words", 3),
    "no words": (lambda store: shutil.rmtree(store / "words"), "words", 3),
    "manifest": (edit("DELETE FROM manifest WHERE key = 'model'"), "manifest", 3),
    "rebuild": (
        edit("UPDATE manifest SET value = 'rebuilding' WHERE key = 'state'"),
        "manifest",
        3,
    ),
}


def all_of(onrecord) -> list[str]:
    return [
        onrecord(*command).stdout
        for command in (
            ("search", "grain tariff court", "--json"),
            ("show", "grain.txt"),
            ("show", "court.txt"),
            ("statements", "--json"),
        )
    ]


def test_a_whole_store_is_called_whole(onrecord, indexed):
    result = onrecord("check-store")
    assert result.exit_code == 0, result.stderr
    assert result.stdout == "whole: 2 documents, 2 passages\n"
    assert json.loads(onrecord("check-store", "--json").stdout)["problems"] == []


@pytest.mark.parametrize(("damage", "part", "code"), DAMAGES.values(), ids=DAMAGES)
def test_damage_is_named_and_mended_by_what_is_named(
    onrecord, indexed, tmp_path, damage, part, code
):
    before = all_of(onrecord)
    damage(tmp_path / ".onrecord")
    result = onrecord("check-store", "--json")
    assert result.exit_code == code, result.stdout
    problems = json.loads(result.stdout)["problems"]
    assert {problem["part"] for problem in problems} == {part}
    assert all("onrecord index --rebuild" in problem["mend"] for problem in problems)
    assert part in onrecord("check-store").stdout
    assert onrecord("index", "--rebuild").exit_code == 0
    assert onrecord("check-store").exit_code == 0
    assert all_of(onrecord) == before


@pytest.mark.parametrize("name", ["lost passages", "changed passage", "changed text"])
def test_a_damaged_document_is_noticed_when_the_store_is_asked(onrecord, indexed, tmp_path, name):
    DAMAGES[name][0](tmp_path / ".onrecord")
    for command in (("ask", "Who spoke?"), ("search", "grain"), ("cite", "grain tariff")):
        refused = onrecord(*command)
        assert (refused.exit_code, refused.stdout) == (3, ""), command
        assert "onrecord check-store" in refused.stderr
    assert onrecord("list").exit_code == 0


def test_a_changed_text_is_never_shown(onrecord, indexed, tmp_path):
    DAMAGES["changed text"][0](tmp_path / ".onrecord")
    refused = onrecord("show", "court.txt")
    assert (refused.exit_code, refused.stdout) == (3, "")
    assert "isn't the text that was indexed" in refused.stderr
    assert onrecord("show", "grain.txt").exit_code == 0


def test_a_changed_text_without_its_file_is_removed_or_indexed_again(onrecord, indexed, tmp_path):
    text = (indexed / "court.txt").read_bytes()
    DAMAGES["changed text"][0](tmp_path / ".onrecord")
    (indexed / "court.txt").unlink()
    result = onrecord("check-store")
    assert result.exit_code == 1
    assert "onrecord remove 'court.txt'" in result.stdout
    rebuilt = onrecord("index", "--rebuild")
    assert rebuilt.exit_code == 1
    assert "not mended" in rebuilt.stderr
    assert onrecord("check-store").exit_code == 1
    assert onrecord("remove", "court.txt").exit_code == 0
    assert onrecord("check-store").stdout == "whole: 1 document, 1 passage\n"
    (indexed / "court.txt").write_bytes(text)
    assert onrecord("index", indexed).stdout.startswith("1 added")
    assert onrecord("check-store").exit_code == 0


def test_a_damaged_catalogue_file_is_named(onrecord, indexed, tmp_path):
    file = tmp_path / ".onrecord" / "catalogue.sqlite"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with file.open("r+b") as opened:
        opened.seek(file.stat().st_size // 2)
        opened.write(bytes([255]) * 20_000)
    result = onrecord("check-store")
    assert result.exit_code == 3
    assert "onrecord restore" in result.stdout + result.stderr


def test_a_store_made_without_checksums_gets_them_with_a_rebuild(onrecord, indexed, tmp_path):
    edit("DROP TABLE checksums")(tmp_path / ".onrecord")
    assert onrecord("check-store").exit_code == 0
    assert onrecord("ask", "Who spoke?").exit_code == 0
    assert onrecord("index", "--rebuild").exit_code == 0
    DAMAGES["changed text"][0](tmp_path / ".onrecord")
    assert onrecord("check-store").exit_code == 1
