"""Finds the passages in the store that contain a quote's words, exactly or nearly.

The index gives the documents that may contain the words, or most of them; only these are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

from assistant.quotes.alignment import Alignment
from assistant.quotes.comparable_words import (
    QuoteWords,
    SourceText,
    Stretch,
    find_likeliest_stretch,
    find_likely_stretches,
)
from assistant.quotes.exact_match import find_exact_matches
from assistant.quotes.interruptions import find_interrupted_matches
from assistant.quotes.near_match import find_nearest_match, place_part_of_quote
from assistant.records import Verdict
from index.store.rows import DocumentInfo
from index.store.store import Store
from index.text.reading_text import ReadingText

MAX_PLACES = 20
"""Maximum number of places returned."""
MAX_PLACES_IN_DOCUMENT = 5
"""Maximum number of places returned from one document."""
MAX_DOCUMENTS_WITH_WORDS = 10_000
"""Maximum number of documents with the words that are counted and searched for the oldest."""
MAX_NEAR_DOCUMENTS = 6
"""Number of documents with the most shared phrases, and of passages with the best BM25, that are
compared with a quote without an exact match."""
MIN_SHARE_OF_BEST_SUPPORT = 0.8
"""Minimum support of a further place, as a share of the best place's support."""
MAX_JOINED_RUNS = 6
"""Maximum number of runs of words, missing from the best place, that are searched for elsewhere."""
_LEAST_RUN = 4
"""Minimum number of words of such a run."""
_LONG_RUN = 8
"""Minimum number of consecutive words to find, if the whole run is in no document."""
_JOINED_FROM = 3
"""Number of documents that are searched for a run."""
VERDICTS: tuple[Verdict, ...] = ("verbatim", "elided", "altered")
"""The verdicts on a single place, best first."""
_EXACT = VERDICTS[:2]


@dataclass(frozen=True, slots=True)
class QuotePlace:
    """A place in a document that matches a quote, exactly or nearly."""

    document: DocumentInfo
    source: SourceText
    alignment: Alignment


def find_exact_places(
    quote: QuoteWords, store: Store, numbers: Sequence[int] | None
) -> tuple[list[QuotePlace], int]:
    """Find the places with exactly the quote's words, oldest first, and count their documents.

    If any place is verbatim, elided ones are left out.
    """
    phrases = [quote.phrase(first, last) for first, last in quote.parts]
    containing = store.document_words.documents_with_phrases(
        phrases, MAX_DOCUMENTS_WITH_WORDS, numbers
    )
    found: dict[str, list[QuotePlace]] = {verdict: [] for verdict in _EXACT}
    read = 0
    for document in store.catalogue.documents_by_date(containing):
        read += 1
        reading = store.catalogue.reading_text(document)
        for place in islice(_exact_in(quote, document, reading), MAX_PLACES_IN_DOCUMENT):
            if place.alignment.verdict in found:
                found[place.alignment.verdict].append(place)
        if len(found["verbatim"]) >= MAX_PLACES:
            break
    for verdict in _EXACT:
        places = found[verdict]
        if places:
            unread = len(containing) - read
            return places[:MAX_PLACES], len({p.document.number for p in places}) + unread
    return [], 0


def _exact_in(
    quote: QuoteWords, document: DocumentInfo, reading: ReadingText
) -> Iterator[QuotePlace]:
    """Yield the exact matches in one document, in order."""
    found = False
    for stretch in find_likely_stretches(quote, reading):
        for place in _exact_within(quote, document, stretch):
            found = True
            yield place
    if not found:
        yield from _exact_within(quote, document, Stretch(reading))


def _exact_within(
    quote: QuoteWords, document: DocumentInfo, stretch: Stretch
) -> Iterator[QuotePlace]:
    if stretch.may_have_all_words(quote):
        source = stretch.split(quote)
        for alignment in find_exact_matches(quote, source):
            yield QuotePlace(document, source, alignment)


def find_near_places(
    quote: QuoteWords, store: Store, numbers: Sequence[int] | None
) -> tuple[list[QuotePlace], float]:
    """Find the most similar places, and the share of the quote that they support, 0 to 1.

    The best place comes first; then the places of the quote's other parts, if it joins several;
    then other places with the same verdict and about the same support.
    """
    text = quote.phrase(0, len(quote.words))
    candidates = dict.fromkeys(
        store.document_words.documents_sharing_phrases(text, MAX_NEAR_DOCUMENTS, numbers)
    )
    by_words = store.words.search(text, MAX_NEAR_DOCUMENTS, numbers)
    for passage in store.catalogue.passages([identity for identity, _ in by_words]).values():
        candidates.setdefault(passage.document.number)
    places = _compare_candidates(quote, store, candidates)
    if not places:
        return [], 0.0
    # Sorting is stable: among equals, the oldest comes first.
    places.sort(key=_nearness)
    best = places[0]
    joined: list[QuotePlace] = []
    if best.alignment.verdict == "altered":
        joined = list(_joined_places(quote, store, numbers, best))
    others = [
        place
        for place in places[1:]
        if place.alignment.verdict == best.alignment.verdict
        and place.alignment.support >= MIN_SHARE_OF_BEST_SUPPORT * best.alignment.support
    ]
    support = sum(place.alignment.support for place in (best, *joined))
    return [best, *joined, *others][:MAX_PLACES], support


def _compare_candidates(
    quote: QuoteWords, store: Store, candidates: Iterable[int]
) -> list[QuotePlace]:
    """The most similar places of some documents, oldest first.

    Documents are compared by the support that they can have, so that those that can't come near
    the best place need not be: they are left out.
    """
    stretches = [
        (document, find_likeliest_stretch(quote, store.catalogue.reading_text(document)))
        for document in store.catalogue.documents_by_date(candidates)
    ]
    most = [stretch.most_support(quote) for _, stretch in stretches]
    found: dict[int, list[QuotePlace]] = {}
    best = 0.0
    for number in sorted(range(len(stretches)), key=lambda number: -most[number]):
        if most[number] < min(1.0, MIN_SHARE_OF_BEST_SUPPORT * best):
            break
        document, stretch = stretches[number]
        source = stretch.split(quote)
        # A document that the phrase search missed can still have the same words.
        matches = chain(find_exact_matches(quote, source), find_interrupted_matches(quote, source))
        alignments = list(islice(matches, MAX_PLACES_IN_DOCUMENT))
        if not alignments:
            near = find_nearest_match(quote, source)
            alignments = [near] if near else []
        found[number] = [QuotePlace(document, source, one) for one in alignments]
        best = max((best, *(one.support for one in alignments)))
    return [place for number in sorted(found) for place in found[number]]


def _nearness(place: QuotePlace) -> tuple[int, float, float]:
    alignment = place.alignment
    return VERDICTS.index(alignment.verdict), -alignment.support, -alignment.score


def _joined_places(
    quote: QuoteWords, store: Store, numbers: Sequence[int] | None, best: QuotePlace
) -> Iterator[QuotePlace]:
    """Yield places for the longer runs of words that the best place lacks."""
    runs = [(s.first, s.last) for s in best.alignment.steps if s.kind == "insert"]
    for _ in range(MAX_JOINED_RUNS):
        runs = [quote.without_marks(first, last) for first, last in runs]
        runs = [(first, last) for first, last in runs if last - first >= _LEAST_RUN]
        if not runs:
            return
        first, last = runs.pop(0)
        run = QuoteWords(quote.slice(first, last))
        found = _find_whole_run(run, store, numbers, best.document) or _find_longest_part(
            run, store, numbers
        )
        if found:
            place, start, length = found
            start += first
            runs += [(first, start), (start + length, last)]
            yield replace(
                place,
                alignment=place_part_of_quote(quote, place.alignment, first, start, start + length),
            )


def _find_whole_run(
    run: QuoteWords, store: Store, numbers: Sequence[int] | None, own: DocumentInfo
) -> tuple[QuotePlace, int, int] | None:
    """A place with all words of a run, the first word's number (0), and the number of words."""
    phrases = [run.phrase(first, last) for first, last in run.parts]
    containing = store.document_words.documents_with_phrases(
        phrases, MAX_DOCUMENTS_WITH_WORDS, numbers
    )
    # Most such quotes join two sentences of one document.
    documents = [own] if own.number in containing else []
    documents += islice(store.catalogue.documents_by_date(containing), _JOINED_FROM)
    for document in documents:
        for place in _exact_in(run, document, store.catalogue.reading_text(document)):
            if place.alignment.verdict != "altered":
                return place, 0, len(run.words)
    return None


def _find_longest_part(
    run: QuoteWords, store: Store, numbers: Sequence[int] | None
) -> tuple[QuotePlace, int, int] | None:
    """The place with the most consecutive words of a run; None if these are too few."""
    best: tuple[int, QuotePlace, int] | None = None
    text = run.phrase(0, len(run.words))
    candidates = store.document_words.documents_sharing_phrases(text, _JOINED_FROM, numbers)
    for document in store.catalogue.documents_by_date(candidates):
        source = find_likeliest_stretch(run, store.catalogue.reading_text(document)).split(run)
        alignment = find_nearest_match(run, source)
        if alignment is None:
            continue
        for step in alignment.steps:
            length = step.last - step.first
            if step.kind == "equal" and length > (best[0] if best else _LONG_RUN - 1):
                part = replace(alignment, steps=(step,), first=step.first, last=step.last)
                best = length, QuotePlace(document, source, part), step.quote_first
    return best and (best[1], best[2], best[0])
