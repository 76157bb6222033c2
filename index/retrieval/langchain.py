"""The retriever as LangChain knows it."""

from __future__ import annotations

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from index.records import Filters
from index.retrieval.ranking import RankedPassage
from index.retrieval.retriever import Retriever


class StatementRetriever(BaseRetriever):
    """Gives the `k` best passages; each document's metadata say where its text stands."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    retriever: Retriever
    k: int = 20
    filters: Filters = Filters()

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        found = self.retriever.retrieve(query, self.filters).passages[: self.k]
        return [
            LangChainDocument(
                id=ranked.passage.id, page_content=ranked.passage.text, metadata=_metadata(ranked)
            )
            for ranked in found
        ]


def _metadata(ranked: RankedPassage) -> dict[str, Any]:
    passage, document = ranked.passage, ranked.passage.document
    return {
        "document": document.label,
        "document_id": document.id,
        "path": str(document.path),
        "start": passage.start,
        "end": passage.end,
        "title": document.title,
        "outlet": document.outlet,
        "date": document.date,
        "page": document.page_of(passage.start),
        "sha256": document.sha256,
        "score": ranked.score,
        "speakers": sorted({one.speaker for one in ranked.statements if one.speaker}),
    }
