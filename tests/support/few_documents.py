"""A real assistant over a few documents, without an embedding model."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from assistant import Assistant
from index.embedding.hash_embedder import HashEmbedder
from index.store.store import Store
from index.sync.sync import sync

TEXTS = {
    "grain.txt": (
        "The grain tariff will rise in May, Ada Brandt, the trade minister, said on Monday."
        " “We have no other choice,” she said. The harbour stays open.\n"
    ),
    "court.txt": (
        "The court refused to extradite the banker. Carl Dorn, its spokesman, said the papers were"
        " incomplete. “Three of the four papers were missing,” Dorn said.\n"
    ),
    "harbour.txt": (
        "The harbour of Lund takes 40 ships a day, its master Eva Friis said. “Nobody waits longer"
        " than an hour,” Friis said.\n"
    ),
}
METADATA = """file,title,outlet,date,desk
grain.txt,Grain tariff to rise,Gazette,2020-05-04,economy
court.txt,Court refuses,Courier,2021-06-07,justice
harbour.txt,A busy harbour,Gazette,2022-08-09,economy
"""


def make_assistant(
    folder: Path, texts: Mapping[str, str] = TEXTS, metadata: str = METADATA
) -> Assistant:
    """An assistant over documents, which are kept in `folder` with their store."""
    documents = folder / "documents"
    documents.mkdir(parents=True)
    for name, text in texts.items():
        (documents / name).write_text(text, encoding="utf-8")
    (documents / "metadata.csv").write_text(metadata, encoding="utf-8")
    store = Store.create(folder / "store", HashEmbedder())
    sync(store, [documents])
    return Assistant(store)
