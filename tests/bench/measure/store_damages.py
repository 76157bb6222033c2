"""Kinds of damage to a store, each with the way out that the messages name."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

__all__ = ["DAMAGES"]

Damage = Callable[[Path], object]
_CATALOGUE, _CHROMA = "catalogue.sqlite", "chroma/chroma.sqlite3"


def _sql(file: str, *statements: str) -> Damage:
    def damage(store: Path) -> None:
        with closing(sqlite3.connect(store / file)) as connection:
            connection.executescript(";".join(statements))

    return damage


def _garble(file: str, start: int, length: int) -> Damage:
    def damage(store: Path) -> None:
        with (store / file).open("r+b") as opened:
            opened.seek(start)
            opened.write(random.Random(3).randbytes(length))

    return damage


def _cut(file: str, share: float) -> Damage:
    return lambda store: os.truncate(store / file, int((store / file).stat().st_size * share))


def _delete(name: str) -> Damage:
    return lambda store: shutil.rmtree(store / name)


def _overwrite(pattern: str) -> Damage:
    def damage(store: Path) -> None:
        for path in store.glob(pattern):
            path.write_bytes(b"rubbish " * 40)

    return damage


DAMAGES: dict[str, tuple[Damage, str]] = {
    "catalogue: rubbish": (_garble(_CATALOGUE, 0, 4096), "restore"),
    "catalogue: cut": (_cut(_CATALOGUE, 0.5), "restore"),
    "catalogue: pages": (_garble(_CATALOGUE, 40_960, 80_000), "restore"),
    "catalogue: no documents": (_sql(_CATALOGUE, "DROP TABLE documents"), "restore"),
    "catalogue: lost passages": (_sql(_CATALOGUE, "DELETE FROM passages WHERE document = 2"),
                                 "rebuild"),
    "catalogue: lost row": (_sql(_CATALOGUE, "DELETE FROM passages WHERE number = 3"), "rebuild"),
    "catalogue: changed text": (
        _sql(_CATALOGUE, "UPDATE documents SET text = replace(text, 'said', 'denied')"), "rebuild"),
    "catalogue: changed passage": (
        _sql(_CATALOGUE, "UPDATE passages SET text = upper(text) WHERE number = 1"), "rebuild"),
    "catalogue: changed vectors": (
        _sql(_CATALOGUE, "UPDATE passages SET vectors = zeroblob(9) WHERE number = 1"), "rebuild"),
    "manifest: no model": (_sql(_CATALOGUE, "DELETE FROM manifest WHERE key = 'model'"), "rebuild"),
    "manifest: no state": (_sql(_CATALOGUE, "DELETE FROM manifest WHERE key = 'state'"), "rebuild"),
    "manifest: no format": (_sql(_CATALOGUE, "DELETE FROM manifest WHERE key = 'schema'"),
                            "restore"),
    "vectors: rubbish": (_garble(_CHROMA, 0, 100), "rebuild"),
    "vectors: cut": (_cut(_CHROMA, 0.5), "rebuild"),
    "vectors: pages": (_garble(_CHROMA, 4096, 40_000), "rebuild"),
    "vectors: gone": (_delete("chroma"), "rebuild"),
    "vectors: no collection": (_sql(_CHROMA, "DELETE FROM collections"), "rebuild"),
    "vectors: lost": (_sql(_CHROMA, "DELETE FROM embeddings WHERE id = 1"), "rebuild"),
    "words: gone": (_delete("words"), "rebuild"),
    "words: no list": (_overwrite("words/passages/meta.json"), "rebuild"),
    "words: terms": (_overwrite("words/documents/*.term"), "rebuild"),
    "words: passages": (_delete("words/passages"), "rebuild"),
}  # fmt: skip
