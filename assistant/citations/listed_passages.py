"""The retrieved passages as an answer lists them."""

from __future__ import annotations

from assistant.records import Retrieved
from index.retrieval.ranking import RankedPassage

__all__ = ["list_passage"]


def list_passage(ranked: RankedPassage) -> Retrieved:
    """A ranked passage as an answer's JSON form gives it."""
    passage = ranked.passage
    return Retrieved(
        **passage.document.ref_at(passage.place.start).document_facts(),
        start=passage.place.start,
        end=passage.place.end,
        score=ranked.score,
        text=passage.text,
        words_rank=ranked.words_rank,
        vectors_rank=ranked.vectors_rank,
        signals=ranked.signals,
    )
