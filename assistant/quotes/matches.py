"""Makes the record of a place with a quote's words: speaker, differences, what the cut hides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.quotes.alignment import Alignment
from assistant.quotes.comparable_words import QuoteWords, SourceText
from assistant.quotes.cuts.finding import find_warnings
from assistant.quotes.cuts.surroundings import Bracket, Surroundings
from assistant.quotes.joined_places import find_joined_places
from assistant.quotes.places import QuotePlace
from assistant.quotes.speaker_check import identify_speaker
from assistant.records import QuoteMatch
from index.records import Span
from index.retrieval.retriever import Retriever
from index.store.catalogue import Catalogue
from index.text.normalised_words import INSERTED


def make_match(
    quote_words: QuoteWords, place: QuotePlace, retriever: Retriever, speaker: str | None
) -> QuoteMatch:
    """The record of a place with the words of a quote: who speaks there, and what the quote hides.

    Args:
        quote_words: The quote, as it was read to find the place.
        place: The place.
        retriever: Has the documents and the people.
        speaker: The claimed speaker; None if there is none.
    """
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


def with_joined_places(
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
