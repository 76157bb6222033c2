"""Look up the quotations in a question, and answer questions about a quote.

"Who said “…”?" can only be answered from where the quoted words stand. If no document has them,
the question is not answered, however near another sentence comes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.answering.candidates import Candidate
from assistant.errors import QuoteError
from assistant.quotes.checking import check_quote_as_read
from assistant.records import QuoteMatch, QuoteVerdict
from index.lexicon.reporting_verbs import forms_of
from index.records import Filters
from index.retrieval.retriever import Retriever

MIN_QUOTATION_WORDS = 5
"""Fewer words in quotation marks are as often a title, a slogan or a word used with reserve, which
the documents may write in other ways."""

_MAX_WORDS_BESIDE_QUOTATION = 12
"""A question with more words beside its quotation is not about the quote alone."""
_SAY_VERBS = forms_of("say", "write", "state", "tweet")
_EMPHASIS = frozenset("ever really actually".split())
_IS_IT_REAL_WORDS = frozenset(
    "the this that a it quote quotation real true genuine authentic correct".split()
)
_WHERE_FROM_WORDS = frozenset(
    "does do did is was the this that quote quotation words come from".split()
)
_QUOTATION = re.compile(
    r"[“„]([^“”„»]++)[”“»]"
    # Guillemets may stand within guillemets, apostrophes within single marks: a few of them, as
    # otherwise each of many marks that nothing closes would be read on from up to the end.
    r"|«(?=[^“”„»])([^“”„«»]*+(?:«[^“”„«»]*+){0,20})[”“»]"
    r"|\"([^\"]+)\""
    r"|(?<!\w)[‘']([^‘’'\"]++(?:[’'](?=[^\W\d_])[^‘’'\"]++){0,100}+)[’'](?!\w)"
)


@dataclass(frozen=True, slots=True)
class QuotationLookup:
    """What the documents have of the words that a question quotes."""

    filters: Filters
    """The documents to search: those that have the words."""
    places: tuple[QuoteMatch, ...] = ()
    """Where the words stand."""
    missing: str | None = None
    """A sentence for the user that no document has the words; None if a document has them."""
    verdict: QuoteVerdict | None = None
    """The answer if the question is whether the quote is real or where it comes from."""

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
    quotations = list(_quotations_in(question))
    claimed_speaker = None
    if len(quotations) == 1:
        claimed_speaker = _speaker_asked_about(question.replace(quotations[0], " "))
    verdict = None
    for quotation in quotations:
        try:
            with retriever.reading():
                checked = check_quote_as_read(
                    quotation, retriever, claimed_speaker or None, filters, nearest=False
                )
        except QuoteError:
            continue
        same_words = [match for match in checked.matches if match.score == 1]
        if claimed_speaker is not None and same_words and checked.verdict != "altered":
            verdict = checked
        elif checked.verdict not in ("verbatim", "elided"):
            return QuotationLookup(filters, missing=_not_in_documents(quotation, checked))
        documents = dict.fromkeys(match.document for match in same_words)
        if len(documents) == checked.documents:  # else only some of them are listed
            filters = replace(filters, documents=tuple(documents))
            places += same_words
    return QuotationLookup(filters, tuple(places), verdict=verdict)


def _speaker_asked_about(beside: str) -> str | None:
    """The speaker whom a question about a quote names; "" if it is about a quote but names nobody.

    "Did Plokhov say “…”?", "Is it true that Plokhov said “…”?", "Is the quote “…” real?", "Where
    does “…” come from?". None for any other question.

    Args:
        beside: The question without the words that it quotes.
    """
    words = re.findall(r"[\w’'.-]*\w", beside)
    lower = [word.lower() for word in words]
    if (
        not lower
        or len(lower) > _MAX_WORDS_BESIDE_QUOTATION
        or "not" in lower
        or lower[0].endswith("n't")
    ):
        return None
    verb = next((at for at, word in enumerate(lower) if at and word in _SAY_VERBS), None)
    ends_with_verb = verb is not None and verb + 1 == len(lower)
    if lower[0] in ("did", "has") and ends_with_verb:
        first = 1
    elif lower[:4] == ["is", "it", "true", "that"] and ends_with_verb:
        first = 4
    elif lower[0] in ("is", "are", "was", "were") and not _IS_IT_REAL_WORDS.isdisjoint(lower):
        return "" if verb is None and _IS_IT_REAL_WORDS.issuperset(lower[1:]) else None
    elif lower[0] == "where" and _WHERE_FROM_WORDS.issuperset(lower[1:]):
        return ""
    else:
        return None
    name = [word for word in words[first:verb] if word.lower() not in _EMPHASIS]
    return " ".join(name) or None


def _not_in_documents(quotation: str, checked: QuoteVerdict) -> str:
    if not checked.matches:
        return f"No document has the words “{quotation}”."
    nearest = checked.matches[0]
    source = nearest.speaker or nearest.document
    words = " ".join(nearest.text.split())
    return f"No document has the words “{quotation}”. The nearest are “{words}” ({source})."


def _quotations_in(question: str) -> Iterator[str]:
    for match in _QUOTATION.finditer(question):
        quotation = next(filter(None, match.groups())).strip()
        if len(quotation.split()) >= MIN_QUOTATION_WORDS:
            yield quotation
