"""Which documents are searched for a quote, and what they have if they don't have its words."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.citations.evidence import Evidence
from assistant.citations.resolving import resolve
from assistant.records import Citation, Searched
from index.errors import FilterError
from index.records import Filters
from index.retrieval.retriever import Retriever
from index.store.store import Store

MAX_NEAREST_SENTENCES = 3
"""Number of sentences with a similar meaning that are listed if the quote is not found."""


def find_document_numbers(store: Store, filters: Filters) -> list[int] | None:
    """The numbers of the documents that filters allow; None for all.

    Raises:
        FilterError: A filter names a document that the store does not have.
    """
    for name in (*filters.documents, *filters.excluded_documents):
        if not store.catalogue.find_documents(name):
            raise FilterError(
                f"no document {name!r} in the store; `onrecord list` shows their names"
            )
    return store.catalogue.numbers_matching(filters)


def describe_search(
    retriever: Retriever, filters: Filters, numbers: Sequence[int] | None, speaker: str | None
) -> Searched:
    """The documents and filters searched, and in how many documents the claimed speaker speaks."""
    catalogue = retriever.store.catalogue
    total = catalogue.count()[0] if numbers is None else len(numbers)
    wanted = retriever.people.find(speaker) if speaker else None
    speaking = set(catalogue.numbers_with_speakers(wanted)) if wanted else set()
    if numbers is not None:
        speaking &= set(numbers)
    return Searched(
        documents=total,
        filters=filters.as_dict(),
        speaker=speaker,
        speaking=len(speaking) if speaker else None,
        dates=retriever.date_range(filters) if total else None,
    )


def find_nearest_sentences(
    quote: str, retriever: Retriever, numbers: Sequence[int] | None
) -> list[Citation]:
    """Citations of the sentences nearest in meaning to a quote, with reading-text offsets."""
    among = None if numbers is None else list(numbers)
    if among == [] or not retriever.store.catalogue.count()[0]:
        return []
    evidence = []
    for passage, sentence, _ in retriever.nearest_sentences(quote, MAX_NEAREST_SENTENCES, among):
        text = passage.text[sentence.start - passage.start : sentence.end - passage.start]
        evidence.append(Evidence(passage.document, sentence.start, sentence.end, text))
    return resolve(retriever.store.catalogue, evidence)
