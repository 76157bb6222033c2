"""Finds the places of a quote: with its words, without its brackets, or with words like them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from assistant.quotes.comparable_words import Brackets, QuoteWords
from assistant.quotes.interruptions import is_interruption
from assistant.quotes.places import QuotePlace, find_exact_places, find_near_places
from assistant.quotes.speaker_check import gap_changes_speaker
from index.store.store import Store

QUOTE_SUPPORT = 0.5
"""Minimum share of a quote that must be in the documents for the verdict `altered` instead of
`not_found`, measured by `tests/bench/fit/fit_quotes.py`."""

BRACKET_READINGS: tuple[Brackets, ...] = ("ignored", "as gaps")
"""How a quote is read if no document has its words in brackets."""
MIN_WORDS_BESIDE_BRACKETS = 3
"""Minimum number of a quote's words outside brackets, without which it can be anything."""


class FoundPlaces(NamedTuple):
    """The places of a quote."""

    quote_words: QuoteWords
    """The quote as it was read to find them."""
    places: list[QuotePlace]
    """Best first."""
    documents: int
    """The number of documents that have the words."""


def find_places(
    quote_words: QuoteWords, store: Store, numbers: Sequence[int] | None
) -> FoundPlaces:
    """The places with the words of a quote; else those with words like them.

    Args:
        quote_words: The quote.
        store: Has the documents.
        numbers: The numbers of the documents that are searched; None for all.
    """
    places, documents = find_exact_places(quote_words, store, numbers)
    if not places and quote_words.has_brackets:
        quote_words, places, documents = _places_but_for_brackets(quote_words, store, numbers)
    if not places:
        places, support = find_near_places(quote_words, store, numbers)
        places = places if support >= QUOTE_SUPPORT else []
        documents = len({p.document.number for p in places if p.alignment.verdict != "altered"})
    return FoundPlaces(quote_words, [_checked_elision(one, store) for one in places], documents)


def _places_but_for_brackets(
    quote_words: QuoteWords, store: Store, numbers: Sequence[int] | None
) -> tuple[QuoteWords, list[QuotePlace], int]:
    """The exact places if the words in brackets are left aside, and the quote as it is then read.

    First the words in brackets are looked for like others: "[A] landlord".
    """
    for brackets in BRACKET_READINGS:
        as_read = QuoteWords(quote_words.text, brackets)
        if sum(last - first for first, last in as_read.parts) >= MIN_WORDS_BESIDE_BRACKETS:
            places, documents = find_exact_places(as_read, store, numbers)
            if places:
                return as_read, places, documents
    return quote_words, [], 0


def find_further_places(
    quote_words: QuoteWords,
    store: Store,
    numbers: Sequence[int] | None,
    places: Sequence[QuotePlace],
) -> list[QuotePlace]:
    """Other near places of a quote whose brackets change what its exact places say."""
    if not places or places[0].alignment.verdict == "altered":
        return []
    near, _ = find_near_places(QuoteWords(quote_words.text), store, numbers)
    known = {place.document.number for place in places}
    return [place for place in near if place.document.number not in known]


def _checked_elision(place: QuotePlace, store: Store) -> QuotePlace:
    """The place, with another verdict if the quote's gap hides more, or less, than words.

    `altered` if it hides a change of speaker; `verbatim` if nothing of the speaker's is left out.
    """
    alignment, words = place.alignment, place.source.words
    if alignment.verdict != "elided":
        return place
    parts = [
        (words[step.first].start, words[step.last - 1].end)
        for step in alignment.steps
        if step.kind == "equal"
    ]
    text = place.source.text
    if gap_changes_speaker(store.catalogue, place.document, text, parts):
        return replace(place, alignment=replace(alignment, verdict="altered"))
    if all(is_interruption(text, one[1], other[0]) for one, other in pairwise(parts)):
        return replace(place, alignment=replace(alignment, verdict="verbatim"))
    return place
