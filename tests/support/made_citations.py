"""A citation with the facts that matter to a test."""

from __future__ import annotations

from assistant.records import Citation


def citation(quote="We agree.", **facts):
    given = {
        "marker": 1,
        "document": "a.txt",
        "document_id": "1",
        "path": "/a.txt",
        "start": 0,
        "end": len(quote),
        "quote": quote,
        "date": "2022-10-14",
        "outlet": "Sputnik International",
        "title": "A title",
        "page": None,
        "sha256": "",
    }
    return Citation(**{**given, **facts})
