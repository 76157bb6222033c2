"""Look up the quotations in a question, so that an answer is found where the words stand.

Questions about the quote itself are answered by `assistant.answering.quote_answers`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.answering.candidates import Candidate
from assistant.answering.quote_forms import MIN_QUOTATION_WORDS, find_marked_quotations
from assistant.errors import QuoteError
from assistant.quotes.checking import check_quote_as_read
from assistant.records import QuoteMatch, QuoteVerdict
from index.records import Filters
from index.retrieval.retriever import Retriever

__all__ = ["QuotationLookup", "look_up_quotations"]


@dataclass(frozen=True, slots=True)
class QuotationLookup:
    """What the documents have of the words that a question quotes."""

    filters: Filters
    """The documents to search: those that have the words."""
    places: tuple[QuoteMatch, ...] = ()
    """Where the words stand."""
    missing: str | None = None
    """A sentence for the user that no document has the words; None if a document has them."""

    def is_quoted_in(self, candidate: Candidate) -> bool:
        """Whether a candidate overlaps a place where the words stand."""
        document, span = candidate.ranked.passage.document.id, candidate.span
        return any(
            place.document_id == document and span.start < place.end and place.start < span.end
            for place in self.places
        )


def look_up_quotations(question: str, retriever: Retriever, filters: Filters) -> QuotationLookup:
    """Look up the quotations in a question.

    Args:
        question: As the user asked it.
        retriever: Where to search.
        filters: Limits on the documents searched.

    Raises:
        FilterError: A filter can't be matched.
        StoreError: The store can't be searched.
    """
    places: list[QuoteMatch] = []
    holding: list[set[str]] = []
    for quotation in find_marked_quotations(question):
        if len(quotation.split()) < MIN_QUOTATION_WORDS:
            continue
        try:
            with retriever.reading():
                checked = check_quote_as_read(quotation, retriever, None, filters, nearest=False)
        except QuoteError:
            continue
        if checked.verdict not in ("verbatim", "elided"):
            return QuotationLookup(filters, missing=_not_in_documents(quotation, checked))
        same_words = [match for match in checked.matches if match.score == 1]
        documents = {match.document for match in same_words}
        if len(documents) == checked.documents:  # else only some of them are listed
            holding.append(documents)
            places += same_words
    if holding:
        # Those with all of the quotations, if there are any; else those with one of them.
        common = set.intersection(*holding) or set.union(*holding)
        filters = replace(filters, documents=tuple(sorted(common)))
    return QuotationLookup(filters, tuple(places))


def _not_in_documents(quotation: str, checked: QuoteVerdict) -> str:
    if not checked.matches:
        return f"No document has the words “{quotation}”."
    nearest = checked.matches[0]
    source = nearest.speaker or nearest.document
    words = " ".join(nearest.text.split())
    return f"No document has the words “{quotation}”. The nearest are “{words}” ({source})."
