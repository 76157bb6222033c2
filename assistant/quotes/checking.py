"""Looks up a quote in the documents: finds the places with its words, and gives a verdict.

The index finds the documents that may contain the words, or most of them; whether they do is
decided word by word on the documents' own text, never by a score.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.citations.evidence import MAX_ANSWER_SENTENCES, Evidence
from assistant.citations.resolving import place_in_text, resolve
from assistant.errors import QuoteError
from assistant.quotes.alignment import Alignment
from assistant.quotes.comparable_words import Brackets, QuoteWords, SourceText
from assistant.quotes.cuts.finding import choose_warnings, find_warnings
from assistant.quotes.cuts.surroundings import Bracket, Surroundings
from assistant.quotes.interruptions import is_interruption
from assistant.quotes.joined_places import find_joined_places
from assistant.quotes.places import VERDICTS, QuotePlace, find_exact_places, find_near_places
from assistant.quotes.speaker_check import (
    gap_changes_speaker,
    identify_speaker,
    verdict_with_speaker,
)
from assistant.records import (
    Citation,
    QuoteMatch,
    QuoteVerdict,
    QuoteWarning,
    Searched,
    SpeakerCheck,
    Verdict,
)
from index.errors import FilterError
from index.records import Filters, Span
from index.retrieval.retriever import Retriever
from index.store.catalogue import Catalogue
from index.store.store import Store
from index.text.normalised_words import INSERTED

MAX_NEAREST_SENTENCES = 3
"""Number of sentences with a similar meaning that are listed if the quote is not found."""
QUOTE_SUPPORT = 0.5
"""Minimum share of a quote that must be in the documents for the verdict `altered` instead of
`not_found`, measured by `tests/bench/fit/fit_quotes.py`."""

BRACKET_READINGS: tuple[Brackets, ...] = ("ignored", "as gaps")
"""How a quote is read if no document has its words in brackets."""
MIN_WORDS_BESIDE_BRACKETS = 3
"""Minimum number of a quote's words outside brackets, without which it can be anything."""


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
        matches = tuple(_match_in_text(catalogue, match) for match in verdict.matches)
        return replace(
            verdict,
            matches=matches,
            warnings=choose_warnings(verdict.verdict, matches),
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
    if not places and quote_words.has_brackets:
        quote_words, places, documents = _places_but_for_brackets(quote_words, store, numbers)
    if not places:
        places, support = find_near_places(quote_words, store, numbers)
        places = places if support >= QUOTE_SUPPORT else []
        documents = len({p.document.number for p in places if p.alignment.verdict != "altered"})
    places = [_checked_elision(place, store) for place in places]
    matches = [_quote_match(quote_words, place, retriever, speaker) for place in places]
    if all(_verdict_at(*one) == "altered" for one in zip(places, matches, strict=True)):
        near = _further_near_places(quote_words, store, numbers, places)
        places += near
        matches += [_quote_match(quote_words, place, retriever, speaker) for place in near]
    verdict: Verdict = "not_found"
    if places:
        matches[0] = _with_joined_places(store.catalogue, quote_words, places, matches)
        verdict = min(map(_verdict_at, places, matches), key=VERDICTS.index)
    if speaker and verdict in ("verbatim", "elided"):
        verdict, matches = verdict_with_speaker(verdict, matches, speaker)
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
        warnings=choose_warnings(verdict, matches),
    )


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


def _further_near_places(
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
    number = infos[0].number
    place = catalogue.locate(number, match.start, match.end)
    first = match.start - len(match.before)
    around = catalogue.place_in_text(number, first, match.end + len(match.after))
    return replace(
        match,
        start=place.start,
        end=place.end,
        text=place.quote,
        read_as=place.read_as,
        page=infos[0].page_of(place.start),
        time=infos[0].time_of(place.start),
        before=catalogue.quote(number, min(around.start, place.start), place.start),
        after=catalogue.quote(number, place.end, max(around.end, place.end)),
        warnings=tuple(_warning_in_text(catalogue, number, one) for one in match.warnings),
    )


def _warning_in_text(catalogue: Catalogue, number: int, warning: QuoteWarning) -> QuoteWarning:
    """The warning with offsets in the document's text, and the words that stand there."""
    place = catalogue.locate(number, warning.start, warning.end)
    return replace(warning, start=place.start, end=place.end, words=place.quote)


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
    around = Surroundings(
        source.text,
        start,
        end,
        parts=tuple(_shared_runs(source, alignment)),
        statements=tuple(catalogue.statements_overlapping(document.number, start, end)),
        brackets=tuple(_brackets(quote_words, source, alignment)),
    )
    diff = tuple(_diff(quote_words, source, alignment, end))
    return QuoteMatch(
        **document.ref_at(start).document_facts(),
        start=start,
        end=end,
        text=source.text[start:end],
        score=round(alignment.score, 4),
        diff=diff,
        speaker=said.speaker,
        role=said.role,
        cue=said.cue,
        stance=said.stance,
        attribution=said.attribution,
        before=source.text[slice(*around.before)],
        after=source.text[slice(*around.after)],
        warnings=find_warnings(
            around, quote_words.text, said.speaker, is_claimed=speaker is not None, diff=diff
        ),
    )


def _with_joined_places(
    catalogue: Catalogue,
    quote_words: QuoteWords,
    places: Sequence[QuotePlace],
    matches: Sequence[QuoteMatch],
) -> QuoteMatch:
    """The first match, with a warning if the quote joins its words with those of another one."""
    alignments = [place.alignment for place in places]
    own = [one for one in matches if one.document_id == matches[0].document_id]
    statements = catalogue.statements_overlapping(
        places[0].document.number,
        min(one.start for one in own),
        max(one.end for one in own),
    )
    joined = find_joined_places(quote_words, alignments, matches, places[0].source.text, statements)
    if joined is None:
        return matches[0]
    others = (one for one in matches[0].warnings if one.kind != joined.kind)
    return replace(matches[0], warnings=(joined, *others))


def _verdict_at(place: QuotePlace, match: QuoteMatch) -> Verdict:
    """The verdict on a place: changed who is meant, the quote is altered."""
    is_changed = any(warning.kind == "changed_reference" for warning in match.warnings)
    return "altered" if is_changed else place.alignment.verdict


def _brackets(
    quote_words: QuoteWords, source: SourceText, alignment: Alignment
) -> Iterator[Bracket]:
    """Yield the words in brackets that only the quote has, with what they stand for."""
    at = alignment.first
    replaced: Span | None = None
    for step in alignment.steps:
        if step.kind == "insert":
            words = quote_words.words[step.first : step.last]
            if any(word.key.startswith(INSERTED) for word in words):
                here = source.words[at].start if at < len(source.words) else len(source.text)
                yield Bracket(
                    quote_words.piece(step.first, step.last).strip("[]… "),
                    replaced or Span(here, here),
                    opens=step.first == 0,
                    closes=step.last == len(quote_words.words) and _goes_on(source, at),
                )
        else:
            at = step.last
        replaced = (
            Span(source.words[step.first].start, source.words[step.last - 1].end)
            if step.kind == "delete"
            else None
        )


def _goes_on(source: SourceText, at: int) -> bool:
    """Whether nothing but white space stands before a word of the text."""
    if not 0 < at < len(source.words):
        return False
    return source.text[source.words[at - 1].end : source.words[at].start].isspace()


def _shared_runs(source: SourceText, alignment: Alignment) -> Iterator[Span]:
    """Yield the runs of characters that quote and source have in common."""
    for step in alignment.steps:
        if step.kind == "equal":
            yield Span(source.words[step.first].start, source.words[step.last - 1].end)


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
            text = quote_words.piece(step.first, step.last)
            yield "insert", f"{text} " if number + 1 < len(alignment.steps) else f" {text}"
        else:
            stop = end if step.last == alignment.last else words[step.last].start
            yield step.kind, source.text[words[step.first].start : stop]


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
