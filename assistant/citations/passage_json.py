"""A ranked passage as JSON: one line of `onrecord search --json`."""

from __future__ import annotations

from typing import Any

from index.retrieval.ranking import RankedPassage


def passage_facts(ranked: RankedPassage) -> dict[str, Any]:
    """The passage's place, score (0 to 1, comparable within one search), text and source."""
    passage = ranked.passage
    document = passage.document.ref_at(passage.place.start)
    return {
        "document": document.document,
        "start": passage.place.start,
        "end": passage.place.end,
        "score": round(ranked.score, 4),
        "text": passage.text,
        "title": document.title,
        "outlet": document.outlet,
        "date": document.date,
    }
