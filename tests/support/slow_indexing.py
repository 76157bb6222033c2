"""Indexes a folder without a model, in many small batches; run as a program, to be killed.

python indexing.py STORE FOLDER
"""

from __future__ import annotations

import random
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

BATCH = 3000
"""Characters; so small that hardly any moment is not inside the writing of one."""

WORDS = """
    minister court energy border treaty budget strike harbour railway vaccine election grain
    sanction pipeline embassy ceasefire inflation tariff festival museum satellite forest
    hospital teacher wage union bridge flood drought parliament committee spokesman report
""".split()
PEOPLE = ("Ada Brandt", "Igor Melnik", "Rosa Lindqvist", "Tomas Okafor", "Mei Tanaka")


def make_documents(folder: Path, count: int, seed: int = 7) -> None:
    """Write `count` articles of one to three passages."""
    chance = random.Random(seed)
    folder.mkdir(parents=True)
    for number in range(count):
        (folder / f"{number:03}.txt").write_text(make_text(chance), encoding="utf-8")


def make_text(chance: random.Random) -> str:
    """An article in which people say things."""
    lines = []
    for _ in range(chance.randrange(3, 24)):
        words = " ".join(chance.choices(WORDS, k=chance.randrange(8, 16)))
        lines.append(f"{chance.choice(PEOPLE)} said the {words} on {chance.randrange(1, 28)} May.")
    return "\n".join(lines)


def change_documents(folder: Path) -> None:
    """Change, remove and add some."""
    chance = random.Random(11)
    for number, path in enumerate(sorted(folder.iterdir())):
        if number % 4 == 0:
            path.write_text(make_text(chance), encoding="utf-8")
        elif number % 4 == 1:
            path.unlink()
    for number in range(20):
        (folder / f"new{number}.txt").write_text(make_text(chance), encoding="utf-8")


def count_ready_documents(store: Path) -> int:
    """How many documents can be read in a store that may not be there yet."""
    query = "SELECT count(*) FROM documents WHERE state = 'ready'"
    try:
        with closing(sqlite3.connect(f"file:{store}/catalogue.sqlite?mode=ro", uri=True)) as file:
            return int(file.execute(query).fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def main() -> None:
    """Bring the store up to date with the folder."""
    from index.embedding.hash_embedder import HashEmbedder
    from index.limits import BatchSizes
    from index.store.store import Store
    from index.sync.sync import sync

    store = Store.create(Path(sys.argv[1]), HashEmbedder())
    batches = BatchSizes(characters=BATCH)
    report = sync(store, [Path(sys.argv[2])], prune=True, batch_sizes=batches)
    store.close()
    assert not report.skipped, report.skipped


if __name__ == "__main__":
    main()
