"""Looks up a quote in the documents: finds the places with its words, and gives a verdict.

The index finds the documents that may contain the words, or most of them; whether they do is
decided word by word on the documents' own text, never by a score.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.citations.evidence import MAX_ANSWER_SENTENCES, Evidence
from assistant.citations.resolving import place_in_text, resolve
from assistant.errors import QuoteError
from assistant.quotes.alignment import Alignment
from assistant.quotes.comparable_words import QuoteWords, SourceText
from assistant.quotes.interruptions import is_interruption
from assistant.quotes.places import VERDICTS, QuotePlace, find_exact_places, find_near_places
from assistant.quotes.speaker_check import gap_changes_speaker, identify_speaker
from assistant.records import (
    Citation,
    QuoteMatch,
    QuoteVerdict,
    Searched,
    SpeakerCheck,
    Verdict,
)
from index.errors import FilterError
from index.records import Filters
from index.retrieval.retriever import Retriever
from index.store.catalogue import Catalogue
from index.store.store import Store

MAX_NEAREST_SENTENCES = 3
"""Number of sentences with a similar meaning that are listed if the quote is not found."""
QUOTE_SUPPORT = 0.5
"""Minimum share of a quote that must be in the documents for the verdict `altered` instead of
`not_found`, measured by `tests/bench/fit/fit_quotes.py`."""


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
        return replace(
            verdict,
            matches=tuple(_match_in_text(catalogue, match) for match in verdict.matches),
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
    numbers = _document_numbers(store, filters)
    places, documents = find_exact_places(quote_words, store, numbers)
    if not places:
        places, support = find_near_places(quote_words, store, numbers)
        places = places if support >= QUOTE_SUPPORT else []
        documents = len({p.document.number for p in places if p.alignment.verdict != "altered"})
    places = [_checked_elision(place, store) for place in places]
    matches = [_quote_match(quote_words, place, retriever, speaker) for place in places]
    verdict: Verdict = "not_found"
    if places:
        verdict = min((place.alignment.verdict for place in places), key=VERDICTS.index)
    if speaker and verdict in ("verbatim", "elided"):
        verdict, matches = _verdict_with_speaker(verdict, matches)
    found: Sequence[Citation] = ()
    if places:
        total = store.catalogue.count()[0] if numbers is None else len(numbers)
        searched = Searched(documents=total, filters=filters.as_dict())
    else:
        searched = _searched(retriever, filters, numbers, speaker)
        found = _nearest(quote, retriever, numbers) if nearest else ()
    return QuoteVerdict(
        quote=quote,
        verdict=verdict,
        matches=tuple(matches),
        documents=documents,
        nearest=tuple(found),
        searched=searched,
        speaker=speaker,
        speaker_check=_speaker_check(matches) if speaker and verdict != "not_found" else None,
    )


def _speaker_check(matches: Sequence[QuoteMatch]) -> SpeakerCheck:
    """Whether a place confirms the claimed speaker; contradicted only if all of them do."""
    found = {match.attribution for match in matches}
    if "confirmed" in found:
        return "confirmed"
    return "contradicted" if found == {"contradicted"} else "unclear"


def cite_places(catalogue: Catalogue, verdict: QuoteVerdict) -> list[Citation]:
    """Citations of the first places that contain the words of a quote.

    Args:
        catalogue: Has the documents.
        verdict: As `check_quote_as_read` returns it.
    """
    same = [one for one in verdict.matches if one.score == 1][:MAX_ANSWER_SENTENCES]
    return resolve(
        catalogue,
        [
            Evidence(document, one.start, one.end, one.text)
            for one in same
            for document in catalogue.find_documents(one.document_id)[:1]
        ],
    )


def _match_in_text(catalogue: Catalogue, match: QuoteMatch) -> QuoteMatch:
    """The match with offsets in the document's text, and the text that stands there."""
    infos = catalogue.find_documents(match.document_id)
    if not infos:
        return match
    place = catalogue.locate(infos[0].number, match.start, match.end)
    return replace(
        match,
        start=place.start,
        end=place.end,
        text=place.quote,
        read_as=place.read_as,
        page=infos[0].page_of(place.start),
        time=infos[0].time_of(place.start),
    )


def _document_numbers(store: Store, filters: Filters) -> list[int] | None:
    for name in (*filters.documents, *filters.excluded_documents):
        if not store.catalogue.find_documents(name):
            raise FilterError(
                f"no document {name!r} in the store; `onrecord list` shows their names"
            )
    return store.catalogue.numbers_matching(filters)


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


def _quote_match(
    quote_words: QuoteWords, place: QuotePlace, retriever: Retriever, speaker: str | None
) -> QuoteMatch:
    document, source, alignment = place.document, place.source, place.alignment
    start = source.words[alignment.first].start
    end = source.words[alignment.last - 1].end
    end += _shared_stops(quote_words, source.text[end : end + 3])
    catalogue, people = retriever.store.catalogue, retriever.people if speaker else None
    said = identify_speaker(catalogue, document, source.text, start, end, speaker, people)
    return QuoteMatch(
        **document.ref_at(start).document_facts(),
        start=start,
        end=end,
        text=source.text[start:end],
        score=round(alignment.score, 4),
        diff=tuple(_diff(quote_words, source, alignment, end)),
        speaker=said.speaker,
        role=said.role,
        cue=said.cue,
        stance=said.stance,
        attribution=said.attribution,
    )


def _shared_stops(quote_words: QuoteWords, after: str) -> int:
    """Number of punctuation marks after a place that the quote ends with too."""
    mine = quote_words.text[quote_words.words[-1].end :].lstrip("\"'”’»")
    count = 0
    while count < min(len(mine), len(after)) and mine[count] == after[count] in ".,;:!?":
        count += 1
    return count


def _diff(
    quote_words: QuoteWords, source: SourceText, alignment: Alignment, end: int
) -> Iterator[tuple[str, str]]:
    """Yield the (kind, text) pieces of `QuoteMatch.diff`."""
    words = source.words
    for number, step in enumerate(alignment.steps):
        if step.kind == "insert":
            text = quote_words.slice(step.first, step.last)
            yield "insert", f"{text} " if number + 1 < len(alignment.steps) else f" {text}"
        else:
            stop = end if step.last == alignment.last else words[step.last].start
            yield step.kind, source.text[words[step.first].start : stop]


def _verdict_with_speaker(
    verdict: Verdict, matches: Iterable[QuoteMatch]
) -> tuple[Verdict, list[QuoteMatch]]:
    """The verdict with regard to the claimed speaker, and the places, confirming ones first."""
    order = ("confirmed", "unknown", "contradicted", None)
    ranked = sorted(matches, key=lambda match: order.index(match.attribution))
    known = {match.attribution for match in ranked}
    wrong = "contradicted" in known and "confirmed" not in known
    return ("misattributed" if wrong else verdict), ranked


def _nearest(quote: str, retriever: Retriever, numbers: Sequence[int] | None) -> list[Citation]:
    among = None if numbers is None else list(numbers)
    if among == [] or not retriever.store.catalogue.count()[0]:
        return []
    evidence = []
    for passage, sentence, _ in retriever.nearest_sentences(quote, MAX_NEAREST_SENTENCES, among):
        text = passage.text[sentence.start - passage.start : sentence.end - passage.start]
        evidence.append(Evidence(passage.document, sentence.start, sentence.end, text))
    return resolve(retriever.store.catalogue, evidence)


def _searched(
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
