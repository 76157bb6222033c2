"""The retriever as a LangChain `BaseRetriever`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from index.records import Filters
from index.retrieval.ranking import RankedPassage


class StatementRetriever(BaseRetriever):
    """Returns the `k` best passages as LangChain documents, with their source in the metadata."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    search: Callable[[str, Filters], Sequence[RankedPassage]]
    """Returns the passages for a question, best first."""
    k: int = 20
    filters: Filters = Filters()

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        found = self.search(query, self.filters)[: self.k]
        return [
            LangChainDocument(
                id=ranked.passage.id, page_content=ranked.passage.text, metadata=_metadata(ranked)
            )
            for ranked in found
        ]


def _metadata(ranked: RankedPassage) -> dict[str, Any]:
    passage = ranked.passage
    return {
        **passage.document.ref_at(passage.place.start).document_facts(),
        "start": passage.place.start,
        "end": passage.place.end,
        "score": ranked.score,
        "speakers": sorted({one.speaker for one in ranked.statements if one.speaker}),
    }
