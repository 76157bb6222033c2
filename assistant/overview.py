"""What a store holds, in numbers."""

from __future__ import annotations

from collections import Counter
from typing import Any

from index.people import People
from index.store import Store

SPEAKERS = 20
"""Speakers with the most statements that are listed."""


def overview(store: Store) -> dict[str, Any]:
    """Counts for `onrecord stats`: documents, passages, statements, dates, outlets, speakers."""
    people = People(store.catalogue.speakers())
    documents, passages = store.catalogue.count()
    outlets: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    dates: list[str] = []
    undated = characters = 0
    for info in store.catalogue.documents():
        outlets[info.outlet or "(unknown)"] += 1
        languages[info.language or "(unknown)"] += 1
        characters += info.characters
        if info.date:
            dates.append(info.date)
        else:
            undated += 1
    return {
        "store": str(store.folder),
        "embedding_model": store.embedder.name,
        "documents": documents,
        "passages": passages,
        "statements": store.catalogue.count_statements(),
        "characters": characters,
        "earliest": min(dates, default=None),
        "latest": max(dates, default=None),
        "undated": undated,
        "outlets": dict(outlets.most_common()),
        "languages": dict(languages.most_common()),
        "speakers": {name: said for name, (said, _) in list(people.joined().items())[:SPEAKERS]},
    }
