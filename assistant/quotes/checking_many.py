"""Checks many quotes in one go: each once, and the nearest sentences are embedded together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from assistant.citations.evidence import Evidence
from assistant.citations.resolving import place_in_text, resolve
from assistant.quotes.checking import check_quote
from assistant.quotes.searched_documents import MAX_NEAREST_SENTENCES
from assistant.records import Citation, QuoteVerdict
from index.records import Filters
from index.retrieval.retriever import Retriever

__all__ = ["ClaimedQuote", "check_quotes"]


class ClaimedQuote(NamedTuple):
    """A quote and its claimed speaker."""

    quote: str
    speaker: str | None = None


def check_quotes(
    quotes: Sequence[ClaimedQuote],
    retriever: Retriever,
    filters: Filters = Filters(),  # noqa: B008
    progress: Callable[[int, int], None] | None = None,
) -> list[QuoteVerdict]:
    """The verdicts on quotes, in their order; see `assistant.quotes.checking.check_quote`.

    Args:
        quotes: Each with at least one word.
        retriever: Searches the store.
        filters: Limits on the documents searched.
        progress: Told how many are done, and of how many.

    Raises:
        QuoteError: A quote contains no words.
        FilterError: A filter can't be matched.
        StoreError: The store can't be searched.
    """
    verdicts: dict[ClaimedQuote, QuoteVerdict] = {}
    with retriever.reading():
        for done, claimed in enumerate(quotes):
            if progress:
                progress(done, len(quotes))
            if claimed not in verdicts:
                verdicts[claimed] = check_quote(
                    claimed.quote, retriever, claimed.speaker, filters, nearest=False
                )
        missing = [one for one in verdicts if verdicts[one].verdict == "not_found"]
        nearest = _nearest_to_each((one.quote for one in missing), retriever, filters)
        for claimed, citations in zip(missing, nearest, strict=True):
            verdicts[claimed] = replace(verdicts[claimed], nearest=citations)
    if progress:
        progress(len(quotes), len(quotes))
    return [verdicts[claimed] for claimed in quotes]


def _nearest_to_each(
    quotes: Iterable[str], retriever: Retriever, filters: Filters
) -> list[tuple[Citation, ...]]:
    """The sentences nearest in meaning to each quote."""
    catalogue = retriever.store.catalogue
    numbers = catalogue.numbers_matching(filters)
    texts = list(quotes)
    if numbers == [] or not texts or not catalogue.count()[0]:
        return [() for _ in texts]
    found = []
    for near in retriever.sentences_nearest_to_each(texts, MAX_NEAREST_SENTENCES, numbers):
        evidence = [
            Evidence(
                passage.document,
                sentence.start,
                sentence.end,
                passage.text[sentence.start - passage.start : sentence.end - passage.start],
            )
            for passage, sentence, _ in near
        ]
        citations = resolve(catalogue, evidence)
        found.append(tuple(place_in_text(catalogue, citation) for citation in citations))
    return found
