"""Turns evidence into citations, and drops any whose quote is not exactly in the document.

Evidence counts its offsets in the document's reading text (`index.text.reading_text`), and so do
the citations that `resolve` makes; `place_in_text` leads them to the characters of the document's
text before they leave.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from assistant.citations.evidence import Evidence
from assistant.citations.speaker_names import shown_speaker
from assistant.citations.speakers import find_main_statement
from assistant.citations.spoken_words import (
    find_spoken_words,
    find_turn,
    is_in_words_of_others,
)
from assistant.records import Citation, PageBox, StatementPlace
from index.ingest.metadata.publication_dates import HEADER_CHARACTERS
from index.ingest.metadata.title_and_outlet import find_headline_span, is_headline
from index.lexicon.function_words import PRONOUNS
from index.records import Span, Statement
from index.store.catalogue import Catalogue
from index.store.rows import DocumentInfo


def resolve(catalogue: Catalogue, evidence: Iterable[Evidence]) -> list[Citation]:
    """Make citations of the evidence whose text is exactly the stored document's.

    Evidence that does not resolve is left out; markers count from 1 over what remains. The
    offsets count in the reading text.
    """
    citations: list[Citation] = []
    for item in evidence:
        document = item.document
        quote = catalogue.read(document.number, item.start, item.end)
        if quote.split() != item.text.split():
            continue
        said = find_main_statement(
            catalogue.statements_overlapping(document.number, item.start, item.end),
            item.start,
            item.end,
        )
        if said and said.speaker and said.speaker.lower() in PRONOUNS:
            said = None  # the document doesn't say who
        place = Span(item.start, item.end)
        speaker = _speaker(item, said)
        quotes_others = _quotes_others(catalogue, document.number, said, place)
        spoken: tuple[Span, ...] = ()
        if speaker and not quotes_others:
            spoken = find_spoken_words(catalogue, document.number, place, said)
        headline = _is_headline(catalogue, item, said)
        citations.append(
            Citation(
                **document.ref_at(item.start).document_facts(),
                marker=len(citations) + 1,
                start=item.start,
                end=item.end,
                quote=quote,
                speaker=speaker,
                role=said.role if said and speaker else None,
                cue=said.cue if said else None,
                kind=said.kind if said else None,
                stance=said.stance if said else None,
                headline=headline,
                spoken=tuple((first - item.start, last - item.start) for first, last in spoken),
                quotes_others=quotes_others,
                copies=tuple(_copies(catalogue, item)),
            )
        )
    return citations


def _quotes_others(catalogue: Catalogue, number: int, said: Statement | None, place: Span) -> bool:
    """Whether a place has words that its speaker quotes from somebody else."""
    if said is None:
        return False
    turn = find_turn(catalogue, number, said)
    return is_in_words_of_others(catalogue.reading_text(number).text, said, place, turn)


def _speaker(item: Evidence, said: Statement | None) -> str | None:
    """Whose words the evidence has, or of whom it tells; None unless that is sure."""
    if said is None:
        return item.document.speaker
    # "Brandt did not say that …" is the document's sentence, not Brandt's.
    return shown_speaker(said.speaker) if said.is_claim else None


def place_in_text(catalogue: Catalogue, citation: Citation) -> Citation:
    """The citation with offsets in the document's text, and the quote that stands there.

    `read_as` keeps the words as they are read where the text has more: a running head inside the
    sentence, a divided word, markup.
    """
    info = catalogue.document_with_id(citation.document_id)
    if info is None:
        return citation
    place = catalogue.locate(info.number, citation.start, citation.end)
    answer = answer_as_read = None
    first, last = citation.answer_start, citation.answer_end
    if first is not None and last is not None:
        answer = catalogue.place_in_text(info.number, first, last)
        answer_as_read = (first - citation.start, last - citation.start)
    return replace(
        citation,
        start=place.start,
        end=place.end,
        quote=place.quote,
        read_as=place.read_as,
        page=info.page_of(place.start),
        time=info.time_of(place.start),
        boxes=tuple(
            PageBox(info.page_of(box.start) or 1, *box[2:])
            for box in catalogue.boxes(info.number, place.start, place.end)
        ),
        answer_start=answer.start if answer else None,
        answer_end=answer.end if answer else None,
        answer_as_read=answer_as_read if place.read_as else None,
        copies=tuple(_place_of_copy(catalogue, copy) for copy in citation.copies),
    )


def _copies(catalogue: Catalogue, item: Evidence) -> Iterator[StatementPlace]:
    """The places of the evidence's copies that are exactly the stored documents'."""
    for copy in item.copies:
        document = copy.document
        if catalogue.read(document.number, copy.start, copy.end).split() == copy.text.split():
            yield StatementPlace(document.label, document.id, copy.start, copy.end)


def _place_of_copy(catalogue: Catalogue, copy: StatementPlace) -> StatementPlace:
    """The place with offsets in the document's text."""
    document = catalogue.document_with_id(copy.document_id)
    if document is None:
        return copy
    place = catalogue.locate(document.number, copy.start, copy.end)
    return copy._replace(start=place.start, end=place.end)


def _is_headline(catalogue: Catalogue, item: Evidence, said: Statement | None) -> bool:
    """Whether the evidence is the document's headline, and not the first line of a transcript."""
    if said is not None and said.kind == "direct":
        return False
    title = item.document.title
    if title and is_headline(title) and _bare(item.text) == _bare(title):
        return True
    return _stands_in_headline(catalogue, item.document, Span(item.start, item.end))


def is_in_headline(catalogue: Catalogue, document: DocumentInfo, statement: Statement) -> bool:
    """Whether a statement is what a document's headline tells, and no line of a transcript."""
    if statement.kind == "direct" and statement.cue in (":", None):
        return False
    return _stands_in_headline(catalogue, document, Span(statement.start, statement.end))


def _stands_in_headline(catalogue: Catalogue, document: DocumentInfo, span: Span) -> bool:
    if span.start > HEADER_CHARACTERS:
        return False
    place = find_headline_span(catalogue.read(document.number, 0, 2 * HEADER_CHARACTERS))
    return place is not None and place.start <= span.start and span.end <= place.end


def _bare(text: str) -> list[str]:
    return text.strip(" .,;:\n").split()
