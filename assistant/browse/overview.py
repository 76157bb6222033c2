"""Counts what a store holds, and says what leaves the machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from index.store.store import Store

if TYPE_CHECKING:
    from assistant.chat_model import ChatModel

MAX_LISTED_SPEAKERS = 20
"""Number of speakers listed, those with the most statements."""


def overview(store: Store) -> dict[str, Any]:
    """Counts for `onrecord stats`: documents, passages, statements, dates, outlets, speakers."""
    catalogue = store.catalogue
    documents, passages = catalogue.count()
    totals = catalogue.totals()
    earliest, latest = catalogue.date_range() or (None, None)
    people = catalogue.people_page("all", 0, MAX_LISTED_SPEAKERS)
    return {
        "store": str(store.folder),
        "embedding_model": store.embedder.name,
        "documents": documents,
        "passages": passages,
        "statements": catalogue.count_statements(),
        "characters": totals.characters,
        "earliest": earliest,
        "latest": latest,
        "undated": totals.undated,
        "outlets": _with_unknown(catalogue.documents_by_outlet()),
        "languages": _with_unknown(catalogue.documents_by_language()),
        "speakers": {one.name: one.statements for one in people},
    }


def _with_unknown(counts: dict[str, int]) -> dict[str, int]:
    return {value or "(unknown)": count for value, count in counts.items()}


def describe_data_sent(model: ChatModel | None, chroma_url: str | None) -> str:
    """Describe which data leave the machine with these settings, as text for users.

    Args:
        model: Name of the chat model that writes answers; None if there is none.
        chroma_url: Address of the Chroma server with the vectors; None if there is none.
    """
    sent = []
    if model is not None:
        sent.append(
            f"When a question is asked, it, up to eight numbered pieces of evidence and the last"
            f" four turns of the conversation are sent to {model.description}."
        )
    if chroma_url is not None:
        sent.append(
            f"The numbers that stand for the meaning of passages and questions are sent to the"
            f" Chroma server at {chroma_url}."
        )
    if sent:
        return " ".join([*sent, "Nothing else leaves it."])
    return (
        "Nothing. Documents, questions and answers stay here; nothing is downloaded, and no use is"
        " reported to anybody."
    )
