"""Looks up a quote in the documents: finds the places with its words, and gives a verdict.

The index finds the documents that may contain the words, or most of them; whether they do is
decided word by word on the documents' own text, never by a score.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.citations.resolving import place_in_text
from assistant.errors import QuoteError
from assistant.quotes.comparable_words import QuoteWords
from assistant.quotes.cuts.finding import choose_warnings
from assistant.quotes.document_offsets import place_match_in_text
from assistant.quotes.matches import make_match, with_joined_places
from assistant.quotes.place_search import find_further_places, find_places
from assistant.quotes.places import VERDICTS, QuotePlace
from assistant.quotes.searched_documents import (
    describe_search,
    find_document_numbers,
    find_nearest_sentences,
)
from assistant.quotes.speaker_check import verdict_with_speaker
from assistant.records import (
    Citation,
    QuoteMatch,
    QuoteVerdict,
    Searched,
    SpeakerCheck,
    Verdict,
)
from index.records import Filters
from index.retrieval.retriever import Retriever


def check_quote(
    quote: str,
    retriever: Retriever,
    speaker: str | None = None,
    filters: Filters = Filters(),  # noqa: B008
    nearest: bool = True,
) -> QuoteVerdict:
    """Check whether the documents contain the words of a quote, where, and who says them.

    Args:
        quote: The words, with or without quote marks; "…" and the like mark gaps.
        retriever: Searches the store.
        speaker: The claimed speaker; None if there is none.
        filters: Limits on the documents searched.
        nearest: Whether to list sentences with a similar meaning if the quote is not found.

    Raises:
        QuoteError: The quote contains no words.
        FilterError: A filter can't be matched.
        StoreError: The store can't be searched.
    """
    catalogue = retriever.store.catalogue
    with retriever.reading():
        verdict = check_quote_as_read(quote, retriever, speaker, filters, nearest)
        matches = tuple(place_match_in_text(catalogue, match) for match in verdict.matches)
        return replace(
            verdict,
            matches=matches,
            warnings=choose_warnings(verdict.verdict, matches, quote),
            nearest=tuple(place_in_text(catalogue, citation) for citation in verdict.nearest),
        )


def check_quote_as_read(
    quote: str, retriever: Retriever, speaker: str | None, filters: Filters, nearest: bool
) -> QuoteVerdict:
    """`check_quote`, with offsets that count in the reading texts of the documents."""
    quote = quote.encode("utf-8", "replace").decode()
    quote_words = QuoteWords(quote)
    if not any(character.isalnum() for character in quote) or not quote_words.words:
        raise QuoteError("there are no words in the quote; give it as it was published")
    store = retriever.store
    numbers = find_document_numbers(store, filters)
    quote_words, places, documents = find_places(quote_words, store, numbers)
    matches = [make_match(quote_words, place, retriever, speaker) for place in places]
    if all(_verdict_at(*one) == "altered" for one in zip(places, matches, strict=True)):
        near = find_further_places(quote_words, store, numbers, places)
        places += near
        matches += [make_match(quote_words, place, retriever, speaker) for place in near]
    verdict: Verdict = "not_found"
    if places:
        matches[0] = with_joined_places(store.catalogue, quote_words, places, matches)
        verdict = min(map(_verdict_at, places, matches), key=VERDICTS.index)
    if speaker and verdict in ("verbatim", "elided"):
        verdict, matches = verdict_with_speaker(verdict, matches, speaker)
    found: Sequence[Citation] = ()
    if places:
        total = store.catalogue.count()[0] if numbers is None else len(numbers)
        searched = Searched(documents=total, filters=filters.as_dict())
    else:
        searched = describe_search(retriever, filters, numbers, speaker)
        found = find_nearest_sentences(quote, retriever, numbers) if nearest else ()
    return QuoteVerdict(
        quote=quote,
        verdict=verdict,
        matches=tuple(matches),
        documents=documents,
        nearest=tuple(found),
        searched=searched,
        speaker=speaker,
        speaker_check=_speaker_check(matches) if speaker and verdict != "not_found" else None,
        warnings=choose_warnings(verdict, matches, quote),
    )


def _speaker_check(matches: Sequence[QuoteMatch]) -> SpeakerCheck:
    """Whether a place confirms the claimed speaker; contradicted only if all of them do."""
    found = {match.attribution for match in matches}
    if "confirmed" in found:
        return "confirmed"
    return "contradicted" if found == {"contradicted"} else "unclear"


def _verdict_at(place: QuotePlace, match: QuoteMatch) -> Verdict:
    """The verdict on a place: changed who is meant, the quote is altered."""
    is_changed = any(warning.kind == "changed_reference" for warning in match.warnings)
    return "altered" if is_changed else place.alignment.verdict
